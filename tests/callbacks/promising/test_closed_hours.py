"""Which promises the hours have left behind."""

from datetime import UTC, datetime, time, timedelta
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from call_routing.hours.dial_hours import DialHours, Span
from call_routing.hours.opening_hours import Closure, Schedule
from callbacks.promising.closed_hours import is_left_behind, spans_until
from callbacks.promising.policy import as_soon_as_possible
from callbacks.promising.slots import half_hours

NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
NOWS = st.timedeltas(timedelta(), timedelta(days=365)).map(lambda later: NEW_YEAR + later)
SHOPS = st.sampled_from(
    [
        ("Mo-Fr 08:30-17:00; PH off", "Europe/Warsaw", "PL"),
        ("Mo-Su 00:00-24:00", "Europe/Helsinki", "FI"),
        ("Mo-Fr 20:00-04:00; Sa 01:00-03:30; PH off", "Europe/Prague", "CZ"),
    ]
)
ALL_NIGHT = (time(), time())


def noon(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 3, hour, minute, tzinfo=UTC)


OPEN = [Span(noon(8), noon(12)), Span(noon(13), noon(17))]


@pytest.mark.parametrize(
    ("start", "end", "now", "left_behind"),
    [
        (noon(9), noon(9, 30), noon(8), False),
        (noon(12), noon(12, 30), noon(8), True),
        (noon(11, 45), noon(12, 15), noon(8), False),  # fifteen minutes are left
        (noon(11, 55), noon(12, 25), noon(8), True),  # five minutes are not worth waiting for
        (noon(12, 45), noon(13, 15), noon(8), False),
        (noon(11), noon(12, 30), noon(12), True),  # what was open of it has passed
        (
            noon(12),
            noon(12, 30),
            noon(12, 25),
            False,
        ),  # nearly over: callbacks.promising.keeping looks after it
        (noon(18), noon(18, 30), noon(8), True),
    ],
)
def test_a_window_of_which_hardly_anything_is_open_is_left_behind(
    start: datetime, end: datetime, now: datetime, left_behind: bool
) -> None:
    assert is_left_behind([span for span in OPEN if span.end > now], start, end, now) is left_behind


@settings(max_examples=25, deadline=None)
@given(shop=SHOPS, now=NOWS, later=st.timedeltas(timedelta(), timedelta(days=2)))
def test_what_was_promised_is_not_left_behind_while_the_hours_stay(
    shop: tuple[str, str, str], now: datetime, later: timedelta
) -> None:
    hours = DialHours(Schedule(*shop), *ALL_NIGHT)
    windows = [(span.start, span.end) for span in islice(half_hours(hours, now), 6)]
    soon = as_soon_as_possible(hours, later / 24, timedelta(minutes=1), now)
    windows += [(soon.start, soon.end)] if soon else []
    spans = spans_until(hours, now + later, max(end for _, end in windows))
    assert not any(is_left_behind(spans, start, end, now + later) for start, end in windows)


@settings(max_examples=15, deadline=None)
@given(shop=SHOPS, now=NOWS)
def test_a_closure_leaves_behind_every_promise_inside_it(shop: tuple[str, str, str], now: datetime) -> None:
    hours = DialHours(Schedule(*shop), *ALL_NIGHT)
    slots = list(islice(half_hours(hours, now), 12))
    closure = Closure(slots[3].start, slots[8].end)
    closed = DialHours(Schedule(*shop, closures=(closure,)), *ALL_NIGHT)
    spans = spans_until(closed, now, slots[-1].end)
    found = [is_left_behind(spans, slot.start, slot.end, now) for slot in slots]
    assert found == [3 <= place <= 8 for place in range(12)]
