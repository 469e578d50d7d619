"""Faults of sense in menus: every one is reached, leads on and ends with a person."""

# ruff: noqa: E501 - sentences stand here as they are printed

import pytest

from admin.shop_file.commands import read_checked


@pytest.mark.parametrize(
    ("instead_of", "stands", "sentences"),
    [
        pytest.param(
            '"1": {department: sales}',
            '"1": {department: sale}',
            ['line 30: Menu "main", key 1: department "sale" does not exist. Did you mean "sales"?'],
            id="an unknown department",
        ),
        pytest.param(
            '"2": {menu: more}',
            '"2": {menu: others}',
            [
                'line 31: Menu "main", key 2: menu "others" does not exist. Known are: main, more.',
                'line 34: Menu "more": nothing leads to it. Give it a number or a key of another menu.',
            ],
            id="an unknown menu",
        ),
        pytest.param(
            '"8": {language: en}',
            '"8": {language: de}',
            [
                'line 32: Menu "main", key 8: "de" is not a language of the shop (pl, en). Add it to shop, languages or remove it.'
            ],
            id="an unknown language",
        ),
        pytest.param(
            '"8": {language: en}',
            '"8": {departmnt: sales}',
            ['line 32: Menu "main", key 8: "departmnt" is not known here. Did you mean "department"?'],
            id="an unknown target",
        ),
        pytest.param(
            '"8": {language: en}',
            '"8": {language: en, repeat: true}',
            [
                'line 32: Menu "main", key 8: it must lead to one place. Write one of {department: x}, {menu: x}, {language: xx}, {repeat: true}, {order_status: true}.'
            ],
            id="two targets at once",
        ),
        pytest.param(
            '"8": {language: en}',
            '"8": {repeat: 3}',
            ['line 32: Menu "main", key 8: repeat takes only true. Write {repeat: true}.'],
            id="a target that takes only true",
        ),
        pytest.param(
            '"8": {language: en}',
            '"8": sales',
            ['line 32: Menu "main", key 8: names with values are expected. Write {name: value}.'],
            id="a target without its kind",
        ),
        pytest.param(
            '"8": {language: en}',
            "1: {menu: more}",
            ['line 32: Menu "main": key 1 is used twice (sales, more). Give one of them another key.'],
            id="a key twice",
        ),
        pytest.param(
            '"8": {language: en}',
            '"12": {language: en}',
            ['line 32: Menu "main", key 12: a phone has no such key. Use 0-9, * or #.'],
            id="a key that no phone has",
        ),
        pytest.param(
            "then: {department: sales}",
            "then: {repeat: true}",
            [
                'line 33: Menu "main", no_input, then: it can lead to a department or a menu only. Name one of them.'
            ],
            id="a branch that repeats",
        ),
        pytest.param(
            "times: 2, then",
            "times: 0, then",
            ['line 33: Menu "main", no_input, times: 0 is too few or too many. Write 1 to 10.'],
            id="a branch without a try",
        ),
        pytest.param(
            '"2": {menu: more}',
            '"2": {department: repairs}',
            ['line 34: Menu "more": nothing leads to it. Give it a number or a key of another menu.'],
            id="a menu that nothing leads to",
        ),
        pytest.param(
            '"1": {department: repairs}\n      "9": {menu: main}',
            '"9": {repeat: true}',
            ['line 34: Menu "more": it is a dead end. Add a key that leads to a department.'],
            id="a dead end",
        ),
        pytest.param(
            '"1": {department: repairs}\n      "9": {menu: main}',
            '"1": {menu: deep}\n  deep:\n    keys:\n      "1": {menu: more}',
            [
                'line 34: Menu "more": "more" and "deep" lead only to each other, a loop without an exit. Add a key that leads to a department.'
            ],
            id="two menus that lead to each other",
        ),
        pytest.param(
            '"1": {department: repairs}\n      "9": {menu: main}',
            '"1": {menu: more}',
            [
                'line 34: Menu "more": it leads only back to itself, a loop without an exit. Add a key that leads to a department.'
            ],
            id="a menu that leads to itself",
        ),
        pytest.param(
            '"1": {department: repairs}\n      "9": {menu: main}',
            '"1": {menu: deep}\n  deep:\n    keys:\n      "1": {repeat: true}',
            [
                'line 34: Menu "more": no way leads to a person. Add a key that leads to a department.',
                'line 37: Menu "deep": it is a dead end. Add a key that leads to a department.',
            ],
            id="a menu before a dead end",
        ),
        pytest.param(
            '"1": {department: repairs}\n      "9": {menu: main}',
            '"1": {order_status: true}',
            [],
            id="an order status ends with a person",
        ),
        pytest.param(
            'greeting: {pl: "Dzień dobry.", en: "Hello."}',
            'greeting: {pl: "Dzień dobry."}',
            ['line 28: warning: Menu "main", greeting: there is none in en. Those callers hear it in pl.'],
            id="a greeting missing in a language",
        ),
        pytest.param(
            'en: "Hello."',
            'en: ""',
            [
                'line 28: Menu "main", greeting, en: it says nothing. Write a text or an audio address, or remove it.'
            ],
            id="a greeting that says nothing",
        ),
        pytest.param(
            'en: "Hello."',
            "en: {audio: hello.mp3}",
            [
                'line 28: Menu "main", greeting, en: the audio "hello.mp3" is not a web address. Write it with https://.'
            ],
            id="an audio without an address",
        ),
    ],
)
def test_each_fault_is_a_sentence_with_its_line(
    good: str, instead_of: str, stands: str, sentences: list[str]
) -> None:
    _, faults = read_checked(good.replace(instead_of, stands, 1))
    assert [str(fault) for fault in faults] == sentences


def test_a_department_that_no_caller_can_reach_is_a_warning(good: str) -> None:
    alone = good.replace("department: repairs", "department: sales")
    line, faults = read_checked(alone)
    assert line is not None
    assert [str(fault) for fault in faults] == [
        'line 20: warning: Department "repairs": no number and no key leads to it, so no caller can reach it.'
    ]
