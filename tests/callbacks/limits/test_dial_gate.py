"""Who may be promised a call and who may be rung: a truth table for every rule."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from callbacks.limits.dial_gate import (
    AskFacts,
    DayOfDials,
    DialFacts,
    GateRule,
    NumberFacts,
    fits_share,
    may_ask,
    may_dial,
    minutes_begun,
    most_cents,
    passes_at,
)
from ticket_store.callback_settings import CallbackLimits

NOW = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
GOOD = "+48501234567"
CALM = NumberFacts(
    limits=CallbackLimits(),
    countries=("PL", "CZ", "FI"),
    own_numbers={"+48221234567"},
    agents_numbers={"+48600000001"},
    blocked=False,
    forbidden=False,
    cents_a_minute=5.0,
)
ASKED = AskFacts(number=CALM, unseen=True, requests=0)
DIALLED = DialFacts(
    number=CALM,
    verified=True,
    held=False,
    being_dialled=False,
    last_dial_at=None,
    day=DayOfDials(),
    cap_cents=2000,
)
OF_THE_NUMBER: list[tuple[str, dict[str, Any], GateRule | None]] = [
    (GOOD, {}, None),
    ("+420601123456", {}, None),
    ("+358412345678", {}, None),
    ("nothing", {}, GateRule.NOT_A_NUMBER),
    ("112", {}, GateRule.SHORT_CODE),
    ("+881612345678", {}, GateRule.COUNTRY),
    ("+48701234567", {}, GateRule.NUMBER_TYPE),
    ("+48221234567", {}, GateRule.OWN_NUMBER),
    ("+48600000001", {}, GateRule.AGENTS_NUMBER),
    (GOOD, {"countries": ()}, GateRule.COUNTRY),
    (GOOD, {"blocked": True}, GateRule.BLOCKED),
    (GOOD, {"forbidden": True}, GateRule.NO_DIAL),
    (GOOD, {"cents_a_minute": None}, GateRule.PRICE_UNKNOWN),
    (GOOD, {"blocked": True, "forbidden": True, "cents_a_minute": None}, GateRule.BLOCKED),
]


@pytest.mark.parametrize(("number", "facts", "rule"), OF_THE_NUMBER)
def test_what_is_wrong_with_a_number_is_wrong_when_asking_and_when_dialling(
    number: str, facts: dict[str, Any], rule: GateRule | None
) -> None:
    known = replace(CALM, **facts)
    assert may_ask(number, replace(ASKED, number=known)) == rule
    assert may_dial(number, replace(DIALLED, number=known), NOW) == rule
    assert rule is None or rule.is_lasting


@pytest.mark.parametrize(
    ("facts", "limits", "rule"),
    [
        ({}, {"accept": False}, GateRule.NOT_ACCEPTING),
        ({"requests": 1}, {}, None),
        ({"requests": 2}, {}, GateRule.REQUESTS_PER_DAY),
        ({"requests": 2}, {"per_number_per_day": 3}, None),
        ({"prefix_requests": 9}, {}, None),
        ({"prefix_requests": 10}, {}, GateRule.PREFIX_PER_HOUR),
        ({"web_requests": 59}, {}, None),
        ({"web_requests": 60}, {}, GateRule.WEB_PER_HOUR),
        ({"waiting_unverified": 9}, {}, None),
        ({"waiting_unverified": 10}, {}, GateRule.UNVERIFIED_SHARE),
        ({"waiting_unverified": 10, "day": DayOfDials(dials=100)}, {}, None),
        ({"prefix_requests": 99, "web_requests": 99, "waiting_unverified": 99, "unseen": False}, {}, None),
    ],
)
def test_asking_has_limits_of_its_own(
    facts: dict[str, Any], limits: dict[str, Any], rule: GateRule | None
) -> None:
    number = replace(CALM, limits=replace(CALM.limits, **limits))
    assert may_ask(GOOD, replace(ASKED, number=number, **facts)) == rule


@pytest.mark.parametrize(
    ("facts", "limits", "rule"),
    [
        ({"being_dialled": True}, {}, GateRule.ANOTHER_DIAL),
        ({"last_dial_at": NOW - timedelta(seconds=299)}, {}, GateRule.ATTEMPTS_APART),
        ({"last_dial_at": NOW - timedelta(seconds=300)}, {}, None),
        ({}, {"dial": False}, GateRule.DIAL_OFF),
        ({"held": True}, {}, GateRule.DIAL_HELD),
        ({"day": DayOfDials(dials=299)}, {}, None),
        ({"day": DayOfDials(dials=300)}, {}, GateRule.DIALS_PER_DAY),
        ({"day": DayOfDials(cents=1850)}, {}, None),  # the longest talk costs 150
        ({"day": DayOfDials(cents=1850.01)}, {}, GateRule.SPEND),
        ({"verified": False, "day": DayOfDials(dials=9, unverified=9)}, {}, None),
        ({"verified": False, "day": DayOfDials(dials=10, unverified=10)}, {}, GateRule.UNVERIFIED_SHARE),
        ({"verified": True, "day": DayOfDials(dials=10, unverified=10)}, {}, None),
        ({"verified": False, "day": DayOfDials(dials=54, unverified=10)}, {}, None),  # 11 of 55
        ({"verified": False, "day": DayOfDials(dials=53, unverified=10)}, {}, GateRule.UNVERIFIED_SHARE),
    ],
)
def test_dialling_has_limits_of_its_own_and_all_of_them_pass(
    facts: dict[str, Any], limits: dict[str, Any], rule: GateRule | None
) -> None:
    number = replace(CALM, limits=replace(CALM.limits, **limits))
    assert may_dial(GOOD, replace(DIALLED, number=number, **facts), NOW) == rule
    assert rule is None or not rule.is_lasting


def test_a_lasting_no_is_said_before_a_passing_one() -> None:
    facts = replace(DIALLED, held=True, number=replace(CALM, blocked=True))
    assert may_dial(GOOD, facts, NOW) is GateRule.BLOCKED


@pytest.mark.parametrize(
    ("rule", "facts", "at"),
    [
        (GateRule.ATTEMPTS_APART, {"last_dial_at": NOW - timedelta(minutes=2)}, timedelta(minutes=3)),
        (GateRule.ATTEMPTS_APART, {"last_dial_at": NOW - timedelta(seconds=299)}, timedelta(minutes=1)),
        (
            GateRule.DIALS_PER_DAY,
            {"day": DayOfDials(first_at=NOW - timedelta(hours=23))},
            timedelta(hours=1),
        ),
        (GateRule.SPEND, {"day": DayOfDials(first_at=NOW - timedelta(hours=20))}, timedelta(hours=4)),
        (
            GateRule.SPEND,
            {"day": DayOfDials(first_at=NOW - timedelta(hours=20), live=1)},
            timedelta(minutes=30),
        ),
        (GateRule.UNVERIFIED_SHARE, {}, timedelta(minutes=30)),
        (GateRule.DIAL_OFF, {}, timedelta(minutes=5)),
        (GateRule.ANOTHER_DIAL, {}, timedelta(minutes=5)),
    ],
)
def test_a_passing_rule_says_when_it_may_have_passed(
    rule: GateRule, facts: dict[str, Any], at: timedelta
) -> None:
    assert passes_at(rule, replace(DIALLED, **facts), NOW) == NOW + at


def test_only_wishes_that_are_one_too_many_are_kept() -> None:
    assert {rule for rule in GateRule if rule.holds} == {
        GateRule.PREFIX_PER_HOUR,
        GateRule.WEB_PER_HOUR,
        GateRule.ADDRESS_PER_HOUR,
        GateRule.ADDRESS_PER_DAY,
        GateRule.UNVERIFIED_SHARE,
    }
    assert not any(rule.holds and rule.is_lasting for rule in GateRule)


@pytest.mark.parametrize(
    ("talk", "minutes"),
    [(timedelta(), 0), (timedelta(seconds=1), 1), (timedelta(seconds=60), 1), (timedelta(seconds=61), 2)],
)
def test_each_minute_begun_is_paid_in_full(talk: timedelta, minutes: int) -> None:
    assert minutes_begun(talk) == minutes


def test_the_longest_talk_is_what_is_held_for_a_dial() -> None:
    assert most_cents(CALM) == 150


def test_the_first_ten_unproven_dials_of_a_day_are_free_of_the_share() -> None:
    assert fits_share(DayOfDials(dials=9, unverified=9), 0.0)
    assert not fits_share(DayOfDials(dials=10, unverified=10), 0.0)
    assert fits_share(DayOfDials(dials=99, unverified=19), 0.2)
    assert not fits_share(DayOfDials(dials=98, unverified=19), 0.2)
