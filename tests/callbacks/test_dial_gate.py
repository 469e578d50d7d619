"""Who may be rung at all: a truth table of numbers and limits."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callbacks.dial_gate import GateFacts, GateRule, may_dial

CALM = GateFacts(
    countries=("PL", "CZ", "FI"),
    own_numbers={"+48221234567", "+48600000001"},
    blocked=False,
    requests=0,
    dials=0,
    requests_per_day=2,
    dials_per_day=300,
)
GOOD = "+48501234567"


@pytest.mark.parametrize(
    ("number", "rule"),
    [
        ("+48501234567", None),  # a Polish mobile
        ("+48226543210", None),  # a Polish landline
        ("+420601234567", None),
        ("+358401234567", None),
        ("+48701234567", GateRule.NUMBER_TYPE),  # premium
        ("+48801234567", GateRule.NUMBER_TYPE),  # shared cost
        ("+358600123456", GateRule.NUMBER_TYPE),
        ("+420900123456", GateRule.NUMBER_TYPE),
        ("+49301234567", GateRule.COUNTRY),
        ("+881612345678", GateRule.COUNTRY),  # satellite passes as a mobile of region 001
        ("+979123456789", GateRule.COUNTRY),
        ("+4850123456", GateRule.NOT_A_NUMBER),
        ("+48112", GateRule.NOT_A_NUMBER),
        ("112", GateRule.NOT_A_NUMBER),
        ("0048501234567", GateRule.NOT_A_NUMBER),
        ("501234567", GateRule.NOT_A_NUMBER),
        ("", GateRule.NOT_A_NUMBER),
        ("client:anna", GateRule.NOT_A_NUMBER),
        ("+48501234567;ext=9", GateRule.NOT_A_NUMBER),
        ("+48501234567,,123", GateRule.NOT_A_NUMBER),
        ("+48 501 234 567", GateRule.NOT_A_NUMBER),
        ("+48221234567", GateRule.OWN_NUMBER),
        ("+48600000001", GateRule.OWN_NUMBER),  # an agent's phone
    ],
)
def test_only_ordinary_numbers_of_the_shops_countries_pass(number: str, rule: GateRule | None) -> None:
    assert may_dial(number, CALM) == rule


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"blocked": True}, GateRule.BLOCKED),
        ({"requests": 1}, None),
        ({"requests": 2}, GateRule.REQUESTS_PER_DAY),
        ({"dials": 299}, None),
        ({"dials": 300}, GateRule.DIALS_PER_DAY),
        ({"countries": ()}, GateRule.COUNTRY),
        ({"blocked": True, "requests": 9, "dials": 999}, GateRule.BLOCKED),
    ],
)
def test_each_limit_says_no_by_its_own_name(facts: dict[str, object], rule: GateRule | None) -> None:
    assert may_dial(GOOD, replace(CALM, **facts)) == rule  # type: ignore[arg-type]  # one field of each kind


@given(st.text(max_size=40))
def test_no_text_passes_that_is_not_a_plain_number(text: str) -> None:
    if may_dial(text, CALM) is None:
        assert text.startswith(("+48", "+420", "+358"))
        assert text[1:].isdecimal()
        assert text.isascii()
