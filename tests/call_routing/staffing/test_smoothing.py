"""Work that comes faster than it is done is put off to quieter half-hours of the same day."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from call_routing.staffing.smoothing import Part, promises

MINUTE = timedelta(minutes=1)
LONG = timedelta(hours=2)


def day(*parts: tuple[float, int], handle_s: float = 240, begins: int = 16) -> list[Part]:
    """Calls and people of half-hours that follow each other."""
    return [Part(begins + n, calls * handle_s, handle_s, people) for n, (calls, people) in enumerate(parts)]


def test_a_quiet_half_hour_promises_what_chance_adds_rounded_up() -> None:
    assert promises(day((1, 2), (1, 2)), LONG) == [5 * MINUTE, 5 * MINUTE]


def test_nobody_who_calls_is_promised_anything() -> None:
    assert promises(day((0, 0), (0, 2)), LONG) == [timedelta(), timedelta()]


def test_what_one_person_cannot_do_at_nine_is_done_by_half_past() -> None:
    """12 calls of 240 s are 2,880 s of work; 1,620 s of them are done, the others take 23 minutes more."""
    assert promises(day((12, 1), (0, 1), (0, 1)), LONG)[0] == 25 * MINUTE


def test_nothing_is_put_off_to_the_next_day() -> None:
    assert promises(day((0, 1), (12, 1)), LONG)[1] is None


def test_nobody_is_promised_longer_than_the_shop_wants() -> None:
    parts = day((12, 1), (0, 0), (0, 0), (0, 1), (0, 1))
    assert promises(parts, LONG)[0] == 85 * MINUTE
    assert promises(parts, timedelta(hours=1))[0] is None


def test_a_pause_in_which_nobody_is_there_counts_too() -> None:
    morning, afternoon = Part(16, 2880, 240, 1), Part(20, 0, 240, 1)
    assert promises([morning, afternoon], LONG)[0] == 115 * MINUTE


work = st.lists(st.tuples(st.floats(0, 20), st.integers(0, 5)), min_size=1, max_size=20)


@given(work, st.integers(0, 19))
@settings(deadline=None)
def test_one_person_more_never_makes_a_promise_longer(parts: list[tuple[float, int]], place: int) -> None:
    more = [(calls, people + (n == place % len(parts))) for n, (calls, people) in enumerate(parts)]
    forever = timedelta(days=2)
    for now, then in zip(promises(day(*parts), forever), promises(day(*more), forever), strict=True):
        assert now is None or (then is not None and then <= now)


@pytest.mark.parametrize("people", [0, 1, 4])
def test_a_promise_is_told_in_steps_of_five_minutes(people: int) -> None:
    for promise in promises(day((3, people), (5, 2), (1, 2)), LONG):
        assert promise is None or promise % (5 * MINUTE) == timedelta()
