"""Order and repeats of a leg's events cannot matter, and what has ended stays ended."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticket_store.call_states import (
    ENDED,
    CallFacts,
    LegState,
    LegStatus,
    Outcome,
    fact,
    join,
    outcome_of,
    state_of,
)

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
STATUSES = [*LegStatus, "initiated-tomorrow", ""]
FACTS = st.builds(fact, st.sampled_from(STATUSES), st.integers(0, 600).map(lambda s: NOON + s * SECOND))
STATES = st.lists(FACTS, max_size=6).map(lambda facts: state_of(frozenset(facts)))


def told(facts: list[LegState]) -> LegState:
    state = LegState()
    for one in facts:
        state = join(state, one)
    return state


@given(STATES, STATES, STATES)
def test_join_is_commutative_associative_and_idempotent(a: LegState, b: LegState, c: LegState) -> None:
    assert join(a, b) == join(b, a)
    assert join(join(a, b), c) == join(a, join(b, c))
    assert join(a, a) == a
    assert join(a, LegState()) == a


@given(st.lists(FACTS, min_size=1, max_size=8), st.data())
def test_every_order_and_every_repeat_gives_the_same_state(
    facts: list[LegState], data: st.DataObject
) -> None:
    repeated = facts + data.draw(st.lists(st.sampled_from(facts), max_size=8))
    assert told(data.draw(st.permutations(repeated))) == told(facts) == state_of(frozenset(facts))


def test_all_720_orders_of_one_call_agree() -> None:
    words = ["queued", "initiated", "ringing", "in-progress", "completed", "completed"]
    facts = [fact(word, NOON + place * SECOND) for place, word in enumerate(words)]
    assert {told(list(order)) for order in permutations(facts)} == {
        LegState(LegStatus.COMPLETED, answered_at=NOON + 3 * SECOND, ended_at=NOON + 4 * SECOND)
    }


@given(STATES, FACTS)
def test_what_has_ended_never_comes_back_to_life(state: LegState, late: LegState) -> None:
    if state.has_ended:
        assert join(state, late).has_ended
        assert join(state, late).ended_at is not None


def test_a_status_of_tomorrows_carrier_is_a_sign_of_life_and_no_more() -> None:
    assert fact("transmogrified", NOON).status is LegStatus.UNKNOWN
    assert join(fact("ringing", NOON), fact("transmogrified", NOON)).status is LegStatus.RINGING


def test_the_final_states_are_the_carriers_five() -> None:
    assert {"completed", "busy", "failed", "no-answer", "canceled"} == ENDED


QUEUED = NOON


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({}, Outcome.LEFT_IN_MENU),
        ({"found_closed": True}, Outcome.CLOSED),
        ({"queued_at": QUEUED, "ended_at": QUEUED + 4 * SECOND}, Outcome.SHORT_ABANDON),
        ({"queued_at": QUEUED, "ended_at": QUEUED + 5 * SECOND}, Outcome.ABANDONED),
        ({"queued_at": QUEUED, "message_left": True}, Outcome.MESSAGE),
        ({"found_closed": True, "message_left": True}, Outcome.MESSAGE),
        ({"queued_at": QUEUED, "callback_asked": True, "message_left": True}, Outcome.CALLBACK),
        ({"queued_at": QUEUED, "callback_asked": True, "answered": True}, Outcome.ANSWERED),
    ],
)
def test_the_outcome_is_the_best_that_happened(facts: dict[str, object], outcome: Outcome) -> None:
    nothing: dict[str, object] = {
        "answered": False,
        "callback_asked": False,
        "message_left": False,
        "found_closed": False,
        "queued_at": None,
        "ended_at": NOON + timedelta(minutes=5),
    }
    assert outcome_of(CallFacts(**(nothing | facts))) is outcome  # type: ignore[arg-type]  # a table of fields
