"""Faults of sense in the shop, its hours, closures and numbers."""

# ruff: noqa: E501 - sentences stand here as they are printed

import pytest

from admin.shop_file.checking import SPOKEN_LANGUAGES
from admin.shop_file.commands import read_checked
from ivr.speech.chooser import LANGUAGES


@pytest.mark.parametrize(
    ("instead_of", "stands", "sentences"),
    [
        pytest.param(
            "country: PL",
            "country: Poland",
            ['line 3: Shop, country: "Poland" is not a country. Write its two letters of ISO 3166, like PL.'],
            id="a country in words",
        ),
        pytest.param(
            "Europe/Warsaw",
            "Europe/Warszawa",
            ['line 4: Shop, timezone: "Europe/Warszawa" is not a time zone. Did you mean "Europe/Warsaw"?'],
            id="a time zone that is none",
        ),
        pytest.param(
            "languages: [pl, en]\n",
            "languages: [pl, en, pl]\n",
            ['line 5: Shop, languages: "pl" is listed twice. Keep one of them.'],
            id="a language in words",
        ),
        pytest.param(
            "languages: [pl, en]\n",
            "languages: [pl, en, de]\n",
            [
                "line 5: warning: Shop, languages: the line has no sentences of its own in de and says them in pl. It has them in pl, en, cs, fi.",
                "line 11: warning: Closure office 2026-12-28 09:00, reason: there is none in de. Those callers hear it in pl.",
                'line 14: warning: Department "sales", name: there is none in de. Those callers hear it in pl.',
                'line 21: warning: Department "repairs", name: there is none in de. Those callers hear it in pl.',
                'line 28: warning: Menu "main", greeting: there is none in de. Those callers hear it in pl.',
            ],
            id="a language without sentences",
        ),
        pytest.param(
            'caller_id: "+48226012200"',
            'caller_id: "+48226012299"',
            [
                "line 6: warning: Shop, caller_id: +48226012299 is none of the numbers, so a customer who rings it back does not reach the line. Use one of the numbers."
            ],
            id="a caller id that is no number of the shop",
        ),
        pytest.param(
            'caller_id: "+48226012200"',
            'caller_id: "+4822"',
            ["line 6: Shop, caller_id: +4822 is not a number that exists. Check its digits."],
            id="a caller id that is no number",
        ),
        pytest.param(
            "  retention",
            "  alarm_by: text\n  retention",
            [
                "line 7: Shop, alarm_by: there is no number to text. Add alarm_number, or remove it.",
            ],
            id="an alarm by text to nobody",
        ),
        pytest.param(
            "  retention",
            "  alarm_by: mail\n  retention",
            ['line 7: Shop, alarm_by: "mail" is not known here. Known are: call, text.'],
            id="an alarm by a way that is none",
        ),
        *(
            pytest.param(
                "  retention",
                f'  short_abandon: "{limit}"\n  retention',
                [
                    (
                        "line 7: Shop, short_abandon: it must be from 0 s to 60 s: "
                        "whoever has waited longer did not hang up at once."
                    )
                ],
                id=f"a short abandon of {limit}",
            )
            for limit in ("-1 s", "5 min")
        ),
        pytest.param(
            "calls: 365 days",
            "calls: 0 days",
            ["line 7: Shop, retention, calls: it must be longer than nothing. Write like 30 days."],
            id="nothing kept",
        ),
        pytest.param(
            "calls: 365 days",
            "call: 365 days",
            ['line 7: Shop, retention: "call" is not known here. Did you mean "calls"?'],
            id="an unknown kind of data",
        ),
        pytest.param(
            '"Mo-Fr 09:00-17:00; PH off"',
            '"Mo-Fr 09:00"',
            [
                'line 9: Hours "office": Opening hours "Mo-Fr 09:00" cannot be read where they end. Write them like "Mo-Fr 08:30-17:00; Sa 09:00-13:00; PH off".'
            ],
            id="hours that cannot be read",
        ),
        pytest.param(
            "{hours: office, from",
            "{hours: shop, from",
            ['line 11: Closure shop 2026-12-28 09:00: hours "shop" do not exist. Known are: office.'],
            id="a closure of unknown hours",
        ),
        pytest.param(
            "to: 2026-12-31 17:00",
            "to: 2026-12-01 17:00",
            ["line 11: Closure office 2026-12-28 09:00: it ends before it begins. Put from and to in order."],
            id="a closure that ends before it begins",
        ),
        pytest.param(
            "departments:\n",
            "  - {hours: office, from: 2026-12-28 09:00, to: 2026-12-31 17:00}\ndepartments:\n",
            ["line 12: Closure office 2026-12-28 09:00: it is listed twice. Keep one of them."],
            id="a closure twice",
        ),
        pytest.param(
            "to: 2026-12-31 17:00",
            "to: 2027-12-28 09:00, yearly: true",
            [
                "line 11: Closure office 2026-12-28 09:00: it lasts a year, and comes back every year. Leave days between."
            ],
            id="a closure that never ends",
        ),
        pytest.param(
            '"+48226012211"',
            '"+4822601"',
            ["line 25: Numbers: +4822601 is not a number that exists. Check its digits."],
            id="a number that does not exist",
        ),
        pytest.param(
            '"+48226012211"',
            '"sales line"',
            [
                'line 25: Numbers: "sales line" is no phone number. Write it with + and the country code, like "+48221234567".'
            ],
            id="a number in words",
        ),
        pytest.param(
            '"+48226012211"',
            '"22 601 22 00"',
            ["line 25: Number +48226012200: it stands here twice. Keep one of them."],
            id="one number in two forms",
        ),
        pytest.param(
            "{language: pl, department: repairs}",
            "{language: pl, department: repairs, menu: main}",
            [
                "line 25: Number +48226012211: it must open one menu or reach one department. Write either menu or department."
            ],
            id="a number that opens two things",
        ),
        pytest.param(
            "{language: pl, department: repairs}",
            "{language: pl}",
            [
                "line 25: Number +48226012211: it must open one menu or reach one department. Write either menu or department."
            ],
            id="a number that opens nothing",
        ),
        pytest.param(
            "{language: pl, department: repairs}",
            "{language: fi, department: repairs}",
            [
                'line 25: Number +48226012211, language: "fi" is not a language of the shop (pl, en). Add it to shop, languages or remove it.'
            ],
            id="a number in an unknown language",
        ),
        pytest.param(
            "{language: pl, menu: main}",
            "{language: pl, menu: mian}",
            [
                'line 24: Number +48226012200, menu: menu "mian" does not exist. Did you mean "main"?',
                'line 27: Menu "main": nothing leads to it. Give it a number or a key of another menu.',
                'line 34: Menu "more": nothing leads to it. Give it a number or a key of another menu.',
            ],
            id="a number with an unknown menu",
        ),
        pytest.param(
            "countries: [PL]",
            "countries: [PL, ZZ]",
            [
                'line 43: Callbacks, countries: "ZZ" is not a country. Write its two letters of ISO 3166, like PL.'
            ],
            id="an unknown country for callbacks",
        ),
        pytest.param(
            "countries: [PL]",
            "countries: []",
            [
                "line 43: warning: Callbacks, countries: none is listed, so nobody is rung back. Add one, like [PL]."
            ],
            id="no country for callbacks",
        ),
        pytest.param(
            "20 EUR",
            "a lot",
            ['line 44: Callbacks, spend_per_day: "a lot" is no amount in euro. Write it like 20 EUR.'],
            id="an amount in words",
        ),
    ],
)
def test_each_fault_is_a_sentence_with_its_line(
    good: str, instead_of: str, stands: str, sentences: list[str]
) -> None:
    _, faults = read_checked(good.replace(instead_of, stands, 1))
    assert [str(fault) for fault in faults] == sentences


def test_the_languages_that_the_line_has_sentences_in_are_those_of_the_telephone_door() -> None:
    assert set(SPOKEN_LANGUAGES) == set(LANGUAGES)
