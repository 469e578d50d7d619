"""Ids sort by time and are safe anywhere; tokens cannot be guessed."""

import re
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ticket_store.ids import first_id, new_id, new_token

MILLENNIUM = datetime(2000, 1, 1, tzinfo=UTC)
TIMES = st.timedeltas(timedelta(), timedelta(days=73_000)).map(lambda later: MILLENNIUM + later)


@given(TIMES, st.integers(1, 10**9))
def test_a_later_id_sorts_after_an_earlier_one(earlier: datetime, later_by_ms: int) -> None:
    assert new_id(earlier) < new_id(earlier + timedelta(milliseconds=later_by_ms + 1))


@given(TIMES)
def test_ids_made_since_a_time_sort_after_its_first_one_and_others_before(at: datetime) -> None:
    assert new_id(at - timedelta(milliseconds=1)) < first_id(at) <= new_id(at)


@given(TIMES)
def test_an_id_is_26_letters_that_nobody_mistakes(now: datetime) -> None:
    assert re.fullmatch("[0-9a-hjkmnp-tv-z]{26}", new_id(now))


def test_ids_of_one_instant_differ() -> None:
    now = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
    assert len({new_id(now) for _ in range(10_000)}) == 10_000


def test_a_token_has_128_bits_and_needs_no_escaping() -> None:
    tokens = {new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert all(re.fullmatch("[0-9a-f]{32}", token) for token in tokens)
