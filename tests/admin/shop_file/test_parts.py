"""Faults of form: what cannot be read, each with its line and what to write instead."""

# ruff: noqa: E501 - sentences stand here as they are printed

import pytest

from admin.shop_file.commands import read_checked


@pytest.mark.parametrize(
    ("instead_of", "stands", "sentences"),
    [
        pytest.param(
            "ring_timeout: 20 s",
            "ring_timout: 20 s",
            ['line 16: Department "sales": "ring_timout" is not known here. Did you mean "ring_timeout"?'],
            id="an unknown name with its nearest",
        ),
        pytest.param(
            "    hours: office\n    ring",
            "    colour: red\n    hours: office\n    ring",
            [
                'line 15: Department "sales": "colour" is not known here. Known are: name, hours, ring_timeout, wrap_up, max_wait, max_callers, service_level, callback, routing, dispositions.'
            ],
            id="an unknown name like no other",
        ),
        pytest.param(
            "menus:",
            "menu:",
            [
                'line 24: Number +48226012200, menu: menu "main" does not exist. There is none yet.',
                'line 26: The file: "menu" is not known here. Did you mean "menus"?',
            ],
            id="an unknown section",
        ),
        pytest.param(
            "  country: PL\n", "", ["line 1: Shop, country: it is missing. Add it."], id="a missing name"
        ),
        pytest.param(
            "  repairs:\n",
            "  sales:\n    name: {pl: a, en: b}\n    hours: office\n  repairs:\n",
            ['line 20: Departments: "sales" stands here twice. Keep one of them.'],
            id="a name twice",
        ),
        pytest.param(
            "ring_timeout: 20 s",
            "ring_timeout: 20 apples",
            [
                'line 16: Department "sales", ring_timeout: "20 apples" is no duration. Write a number and its unit, like 20 s, 10 min, 2 h or 30 days.'
            ],
            id="a duration without a number",
        ),
        pytest.param(
            "ring_timeout: 20 s",
            "ring_timeout: 20",
            [
                'line 16: Department "sales", ring_timeout: "20" is no duration. Write a number and its unit, like 20 s, 10 min, 2 h or 30 days.'
            ],
            id="a duration without a unit",
        ),
        pytest.param(
            "attempts: 3",
            "attempts: three",
            [
                'line 18: Department "sales", callback, attempts: "three" is no whole number up to 999999. Write digits alone, like 3.'
            ],
            id="a word for a number",
        ),
        pytest.param(
            "share: 0.8",
            "share: high",
            [
                'line 17: Department "sales", service_level, share: "high" is no share. Write a number between 0 and 1, like 0.8.'
            ],
            id="a word for a share",
        ),
        pytest.param(
            "    name: {pl: zakupy, en: sales}",
            "    name: [zakupy]",
            ['line 14: Department "sales", name: names with values are expected. Write {name: value}.'],
            id="a list for names",
        ),
        pytest.param(
            "2026-12-28 09:00",
            "28.12.2026",
            [
                'line 11: Closure office 28.12.2026, from: "28.12.2026" is no time that the shop\'s clock shows. Write it like 2026-12-28 08:30.'
            ],
            id="a date in another form",
        ),
        pytest.param(
            "2026-12-28 09:00",
            "2026-03-29 02:30",
            [
                'line 11: Closure office 2026-03-29 02:30, from: "2026-03-29 02:30" is no time that the shop\'s clock shows. Write it like 2026-12-28 08:30.'
            ],
            id="an hour that the clock leaves out",
        ),
        pytest.param(
            "email: ola@lumi.example, ",
            "",
            [
                'line 13: warning: Department "sales": no agent answers for it. Add it to the departments of an agent.',
                'line 20: warning: Department "repairs": no agent answers for it. Add it to the departments of an agent.',
                "line 39: Agent 1, email: it is missing. Add it.",
            ],
            id="an agent without an address",
        ),
        pytest.param(
            "hours: office\n    ring",
            "hours: office: x\n    ring",
            [
                "line 15: The file: it is not YAML (mapping values are not allowed here). Mind the indent and the space after each colon."
            ],
            id="a colon too many",
        ),
        pytest.param(
            "  country: PL",
            "\tcountry: PL",
            [
                "line 3: The file: it is not YAML (found character '\\t' that cannot start any token). Mind the indent and the space after each colon."
            ],
            id="a tab",
        ),
    ],
)
def test_each_fault_is_a_sentence_with_its_line(
    good: str, instead_of: str, stands: str, sentences: list[str]
) -> None:
    _, faults = read_checked(good.replace(instead_of, stands, 1))
    assert [str(fault) for fault in faults] == sentences


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The file: it is empty. `hotline shop export` shows the form."),
        ("# nothing yet\n", "The file: it is empty. `hotline shop export` shows the form."),
        ("shop", "The file: names with values are expected. Write {name: value}."),
        ("!!python/object:os.system x", "The file: names with values are expected. Write {name: value}."),
        ("a: " + "[" * 600, "The file: its brackets are nested too deeply. Close them."),
        (
            "a: 1\n---\nb: 2",
            "line 2: The file: it is not YAML (but found another document). Mind the indent and the space after each colon.",
        ),
    ],
)
def test_a_text_that_is_no_shop_file_is_told_so(text: str, sentence: str) -> None:
    line, faults = read_checked(text)
    assert line is None
    assert [str(fault) for fault in faults] == [sentence]


def test_all_faults_are_told_at_once(good: str) -> None:
    bad = good.replace("country: PL", "country: Poland").replace("sales: 3", "sales: 9")
    line, faults = read_checked(bad.replace("ring_timeout: 20 s", "ring_timeout: soon"))
    assert line is None
    assert [fault.line for fault in faults] == [3, 16, 39]


def test_a_long_value_is_quoted_short(good: str) -> None:
    _, faults = read_checked(good.replace("attempts: 3", "attempts: " + "9" * 5000))
    assert len(faults[0].text) < 200


@pytest.mark.parametrize("value", ["0001-01-01", "9999-12-31", "2026-13-41 09:00"])
def test_a_date_that_no_calendar_of_ours_has_is_a_fault_and_no_crash(good: str, value: str) -> None:
    _, faults = read_checked(good.replace("2026-12-31 17:00", value))
    assert [fault.line for fault in faults] == [11]
