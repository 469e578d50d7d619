"""Faults of sense in departments."""

# ruff: noqa: E501 - sentences stand here as they are printed

import pytest

from admin.shop_file.commands import read_checked


@pytest.mark.parametrize(
    ("instead_of", "stands", "sentences"),
    [
        pytest.param(
            "    hours: office\n    ring",
            "    hours: ofice\n    ring",
            ['line 15: Department "sales", hours: hours "ofice" do not exist. Did you mean "office"?'],
            id="unknown hours",
        ),
        pytest.param(
            '"Mo-Fr 09:00-17:00; PH off"',
            '"Mo-Su 20:00-08:00"',
            [
                f'line {line}: warning: Department "{key}": it is never open between 08:00 and 20:00, so no customer '
                "can be rung back. Open it then, or move earliest and latest of the callbacks' slots."
                for line, key in ((13, "sales"), (20, "repairs"))
            ],
            id="open only when nobody may be rung",
        ),
        pytest.param(
            "ring_timeout: 20 s",
            "ring_timeout: -20 s",
            ['line 16: Department "sales", ring_timeout: it must be longer than nothing. Write 1 s or more.'],
            id="no ring at all",
        ),
        pytest.param(
            "ring_timeout: 20 s",
            "ring_timeout: 11 min",
            [
                'line 16: Department "sales", ring_timeout: the carrier rings no longer than 600 s. Write 600 s or less.'
            ],
            id="a ring longer than the carrier rings",
        ),
        pytest.param(
            "busy: 5 min",
            "busy: -5 min",
            [
                'line 18: Department "sales", callback, again_after, busy: it must be longer than nothing. Write 1 s or more.'
            ],
            id="a negative delay",
        ),
        pytest.param(
            "attempts: 3",
            "attempts: 0",
            ['line 18: Department "sales", callback, attempts: it must be at least 1. Write 1 or more.'],
            id="no attempt",
        ),
        pytest.param(
            "share: 0.8",
            "share: 80",
            [
                'line 17: Department "sales", service_level, share: it must be above 0 and at most 1. Write like 0.8.'
            ],
            id="a share in percent",
        ),
        pytest.param(
            "{pl: zakupy, en: sales}",
            "{pl: zakupy}",
            ['line 14: warning: Department "sales", name: there is none in en. Those callers hear it in pl.'],
            id="no name in a language",
        ),
        pytest.param(
            "{pl: zakupy, en: sales}",
            "{}",
            ['line 14: Department "sales", name: it is empty. Write it in each language of the shop.'],
            id="no name at all",
        ),
        pytest.param(
            "{pl: zakupy, en: sales}",
            "{pl: zakupy, en: sales, fi: myynti}",
            [
                'line 14: Department "sales", name, fi: "fi" is not a language of the shop (pl, en). Add it to shop, languages or remove it.'
            ],
            id="a name in an unknown language",
        ),
        pytest.param(
            "  repairs:\n",
            "  Repairs Dept:\n",
            [
                'line 20: Department "Repairs Dept": a key is made of a-z, 0-9, _ and -. Callers never hear it: they hear the name.',
                'line 20: warning: Department "Repairs Dept": no agent answers for it. Add it to the departments of an agent.',
                'line 25: Number +48226012211, department: department "repairs" does not exist. Did you mean "Repairs Dept"?',
                'line 36: Menu "more", key 1: department "repairs" does not exist. Did you mean "Repairs Dept"?',
                'line 39: Agent ola@lumi.example, departments, repairs: department "repairs" does not exist. Did you mean "Repairs Dept"?',
            ],
            id="a key with capitals and spaces",
        ),
        pytest.param(
            "[sold, not sold]",
            "[sold, sold]",
            ['line 19: Department "sales", dispositions: "sold" is listed twice. Keep one of them.'],
            id="a disposition twice",
        ),
    ],
)
def test_each_fault_is_a_sentence_with_its_line(
    good: str, instead_of: str, stands: str, sentences: list[str]
) -> None:
    _, faults = read_checked(good.replace(instead_of, stands, 1))
    assert [str(fault) for fault in faults] == sentences
