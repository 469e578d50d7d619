"""What a new shop file changes, in words."""

import pytest

from admin.shop_file.differences import differences
from admin.shop_file.reading import read_shop_file
from ticket_store.line import Line


def line_of(text: str) -> Line:
    line = read_shop_file(text).line
    assert line is not None
    return line


@pytest.mark.parametrize(
    ("instead_of", "stands", "sentences"),
    [
        ("ring_timeout: 20 s", "ring_timeout: 25 s", ["department sales: ring_timeout 20 s -> 25 s"]),
        ("busy: 5 min", "busy: 1 h", ["department sales: callback again_after busy 5 min -> 1 h"]),
        ("name: Lumi", "name: Lumi Toys", ["shop: name Lumi -> Lumi Toys"]),
        ("languages: [pl, en]", "languages: [en, pl]", ["shop: languages pl, en -> en, pl"]),
        (
            "  retention: {calls: 365 days}\n",
            "",
            ["shop: retention removed: calls 365 days"],
        ),
        (
            "17:00; PH off",
            "16:00; PH off",
            ["hours office: Mo-Fr 09:00-17:00; PH off -> Mo-Fr 09:00-16:00; PH off"],
        ),
        (
            "en: works",
            "en: building works",
            ["closure office 2026-12-28 09:00 to 2026-12-31 17:00: reason en works -> building works"],
        ),
        (
            '{department: sales}\n      "2"',
            '{department: repairs}\n      "2"',
            ["menu main: key 1 department sales -> department repairs"],
        ),
        ('      "8": {language: en}\n', "", ["menu main: key 8 removed: language en"]),
        (
            '"8": {language: en}',
            '"9": {repeat: true}',
            ["menu main: key 9 added: repeat", "menu main: key 8 removed: language en"],
        ),
        (
            "then: {department: sales}",
            "then: {menu: more}",
            ["menu main: no_input then department sales -> menu more"],
        ),
        (
            "{language: pl, menu: main}",
            "{language: en, menu: main}",
            ["number +48226012200: language pl -> en"],
        ),
        (
            "roles: [admin]",
            "roles: [admin, supervisor]",
            ["agent adam@lumi.example: roles admin -> admin, supervisor"],
        ),
        ("sales: 3, ", "", ["agent ola@lumi.example: departments sales removed: 3"]),
        ("20 EUR", "30 EUR", ["callbacks: spend_per_day 20 EUR -> 30 EUR"]),
        (
            "  repairs:\n",
            "    routing: {tiers: [{skill: 3},{skill: 1, after: 9 s}], when_full: {department: repairs}}\n  repairs:\n",
            [
                "department sales: routing tiers skill 1, after 0 s -> skill 3, after 0 s; skill 1, after 9 s",
                "department sales: routing when_full callback -> department repairs",
            ],
        ),
        (
            "rings: browser}",
            "deputy: adam@lumi.example}",
            ["agent ola@lumi.example: deputy added: adam@lumi.example"],
        ),
        ("  caller_id", "  alarm_by: text\n  caller_id", ["shop: alarm_by call -> text"]),
        ("[sold, not sold]", "[sold]", ["department sales: dispositions sold, not sold -> sold"]),
    ],
)
def test_each_change_is_a_sentence(good: str, instead_of: str, stands: str, sentences: list[str]) -> None:
    assert instead_of in good
    changed = good.replace(instead_of, stands, 1)
    assert list(differences(line_of(good), line_of(changed))) == sentences


def test_nothing_is_said_where_nothing_changes(good: str) -> None:
    assert differences(line_of(good), line_of(good)) == ()


def test_everything_is_added_to_an_empty_store(good: str) -> None:
    assert differences(None, line_of(good)) == (
        "shop: added",
        "hours office: added Mo-Fr 09:00-17:00; PH off",
        "closure office 2026-12-28 09:00 to 2026-12-31 17:00: added",
        "department sales: added",
        "department repairs: added",
        "number +48226012200: added",
        "number +48226012211: added",
        "menu main: added",
        "menu more: added",
        "agent ola@lumi.example: added",
        "agent adam@lumi.example: added",
        "callbacks: added",
    )


def test_keys_in_another_order_are_a_change_since_they_are_spoken_so(good: str) -> None:
    one, two = '      "1": {department: sales}\n', '      "2": {menu: more}\n'
    swapped = good.replace(one + two, two + one)
    assert differences(line_of(good), line_of(swapped)) == ("menu main: order 1, 2, 8 -> 2, 1, 8",)


def test_agents_in_another_order_are_no_change(good: str) -> None:
    head, _, rest = good.partition("agents:\n")
    people, _, tail = rest.partition("callbacks:\n")
    ola, adam = people.split("  - ")[1:]
    swapped = f"{head}agents:\n  - {adam}  - {ola}callbacks:\n{tail}"
    assert differences(line_of(good), line_of(swapped)) == ()


def test_departments_in_another_order_are_a_change(good: str) -> None:
    line = line_of(good)
    repairs = good.partition("  repairs:\n")[2].partition("numbers:")[0]
    moved = good.replace(f"  repairs:\n{repairs}", "").replace(
        "  sales:\n", f"  repairs:\n{repairs}  sales:\n", 1
    )
    assert differences(line, line_of(moved)) == ("departments: order sales, repairs -> repairs, sales",)
