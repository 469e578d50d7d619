"""Half hours that callbacks are promised in, and how many fit into each."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from call_routing.hours.dial_hours import DialHours, Span, dial_spans, may_ring
from call_routing.hours.opening_hours import Closure, ManualClose, Schedule
from callbacks.promising.slots import HALF_HOUR, Slot, capacity, days_of, half_hours, in_peak, nearest
from ticket_store.callback_settings import Slots

WARSAW, HELSINKI = ZoneInfo("Europe/Warsaw"), ZoneInfo("Europe/Helsinki")
OFFICE = "Mo-Fr 08:30-17:00; PH off"
EIGHT, TWENTY, MIDNIGHT = time(8), time(20), time()
ODD = Slots(peaks=((time(8), time(10)), (time(16), MIDNIGHT)))


def at(text: str, zone: ZoneInfo = WARSAW) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def hours(
    text: str = OFFICE,
    earliest: time = EIGHT,
    latest: time = TWENTY,
    zone: str = "Europe/Warsaw",
    **more: object,
) -> DialHours:
    return DialHours(Schedule(text, zone, "PL", **more), earliest, latest)  # type: ignore[arg-type]


def starts(found: DialHours, since: str, until: str) -> list[str]:
    """The wall times at which the half hours between two times begin."""
    spans = islice(half_hours(found, at(since)), 200)
    return [f"{span.start.astimezone(WARSAW):%d %H:%M}" for span in spans if span.start < at(until)]


@pytest.mark.parametrize(
    ("found", "since", "expected"),
    [
        (hours("Mo-Fr 08:30-10:00"), "2026-11-23 00:00", ["23 08:30", "23 09:00", "23 09:30"]),
        (hours("Mo-Fr 08:15-09:50"), "2026-11-23 00:00", ["23 08:30", "23 09:00"]),
        (hours("Mo-Fr 08:30-10:00"), "2026-11-23 08:30", ["23 08:30", "23 09:00", "23 09:30"]),
        (hours("Mo-Fr 08:30-10:00"), "2026-11-23 08:31", ["23 09:00", "23 09:30"]),
        (
            hours("Mo-Fr 08:30-09:30,12:00-12:20,12:30-13:00"),
            "2026-11-23 00:00",
            ["23 08:30", "23 09:00", "23 12:30"],
        ),
        (hours("24/7", time(19)), "2026-11-23 00:00", ["23 19:00", "23 19:30"]),
        (hours("24/7", time(23), MIDNIGHT), "2026-11-23 12:00", ["23 23:00", "23 23:30"]),
        (hours("Mo-Fr 06:00-09:00"), "2026-11-23 00:00", ["23 08:00", "23 08:30"]),
        (hours("Mo-Fr 08:00-22:00"), "2026-11-23 19:00", ["23 19:00", "23 19:30"]),
        (hours("off"), "2026-11-23 00:00", []),
        (hours("Su 10:00-11:00"), "2026-11-22 00:00", ["22 10:00", "22 10:30"]),
    ],
)
def test_whole_half_hours_inside_the_hours_and_the_window(
    found: DialHours, since: str, expected: list[str]
) -> None:
    assert starts(found, since, "2026-11-24 00:00") == expected


def test_holidays_closures_and_a_hand_leave_nothing_on_offer() -> None:
    closed = Closure(at("2026-11-12 00:00"), at("2026-11-12 09:00"))
    by_hand = ManualClose(at("2026-11-12 09:30"), at("2026-11-12 16:00"))
    found = hours(closures=(closed,), manual_close=by_hand)
    wednesday_is_a_holiday = starts(found, "2026-11-11 00:00", "2026-11-13 00:00")
    assert wednesday_is_a_holiday == ["12 09:00", "12 16:00", "12 16:30"]


def test_only_so_many_opening_days_are_on_offer() -> None:
    spans = days_of(half_hours(hours(), at("2026-11-20 12:00")), "Europe/Warsaw", 3)
    days = sorted({span.start.astimezone(WARSAW).date() for span in spans})
    assert days == [date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 24)]


@pytest.mark.parametrize(
    ("night", "wall"),
    [
        ("2026-03-29 00:00", ["01:00", "01:30", "03:00", "03:30"]),  # the clocks skip two to three
        ("2026-10-25 00:00", ["01:00", "01:30", "02:00", "02:30", "02:00", "02:30", "03:00", "03:30"]),
    ],
)
def test_in_the_nights_when_clocks_change_the_wall_clock_counts(night: str, wall: list[str]) -> None:
    found = islice(half_hours(hours("24/7", time(1), time(4)), at(night)), len(wall))
    assert [f"{span.start.astimezone(WARSAW):%H:%M}" for span in found] == wall


@pytest.mark.parametrize(
    ("staffed", "handling_s", "wall", "fit"),
    [
        (10, 1800, time(12), 7),  # 10 talks, of which 70 % are for callbacks
        (10, 1800, time(9), 3),  # half of that in a peak
        (10, 1800, time(10), 7),  # peaks are half-open
        (10, 1800, time(16), 3),
        (4, 300, time(12), 16),  # 24 talks
        (1, 240, time(12), 5),
        (0, 240, time(12), 1),  # at least one
        (1, 7200, time(12), 1),
    ],
)
def test_capacity_follows_staff_and_handling_time_and_is_thinned_in_peaks(
    staffed: int, handling_s: float, wall: time, fit: int
) -> None:
    assert capacity(Slots(), staffed, handling_s, wall) == fit


def test_a_peak_may_last_until_midnight() -> None:
    assert in_peak(ODD, time(23, 30))
    assert not in_peak(ODD, time(15, 59))


def slot(start: str, left: int = 1) -> Slot:
    return Slot(at(start), at(start) + HALF_HOUR, left)


@pytest.mark.parametrize(
    ("left", "wanted", "expected"),
    [
        ((1, 1, 1), "2026-11-23 10:30", "2026-11-23 10:30"),
        ((1, 1, 1), "2026-11-23 10:59", "2026-11-23 10:30"),  # inside it
        ((1, 0, 1), "2026-11-23 10:30", "2026-11-23 11:00"),  # of two the later
        ((1, 0, 0), "2026-11-23 10:30", "2026-11-23 10:00"),
        ((1, 1, 1), "2026-11-23 07:00", "2026-11-23 10:00"),
        ((0, 0, 0), "2026-11-23 10:30", None),
    ],
)
def test_a_full_or_past_slot_becomes_the_nearest_free_one(
    left: tuple[int, ...], wanted: str, expected: str | None
) -> None:
    times = ("2026-11-23 10:00", "2026-11-23 10:30", "2026-11-23 11:00")
    found = nearest([slot(start, free) for start, free in zip(times, left, strict=True)], at(wanted))
    assert (found and found.start) == (at(expected) if expected else None)


ZONES = st.sampled_from(["Europe/Warsaw", "Europe/Helsinki", "Australia/Lord_Howe", "Asia/Kathmandu"])
TEXTS = st.sampled_from(
    [OFFICE, "24/7", "Mo-Su 22:00-04:00", "Mo-Fr 08:00-12:10,12:40-20:00; PH off", "Sa 01:00-05:00"]
)
DAYS = st.integers(0, 364).map(lambda day: datetime(2026, 1, 1, 3, 17, tzinfo=UTC) + timedelta(days=day))
TIMES = st.integers(0, 47).map(lambda half: time(half // 2, half % 2 * 30))


@settings(max_examples=25, deadline=None)
@given(zone=ZONES, text=TEXTS, now=DAYS, earliest=TIMES, latest=TIMES)
def test_no_minute_of_any_slot_lies_outside_the_hours_in_which_customers_are_rung(
    zone: str, text: str, now: datetime, earliest: time, latest: time
) -> None:
    found = hours(text, earliest, latest, zone)
    last = now
    for span in islice(half_hours(found, now), 40):
        assert last <= span.start
        last = span.end
        for minutes in range(0, 30, 3):
            then = span.start + timedelta(minutes=minutes)
            wall = then.astimezone(ZoneInfo(zone)).time()
            assert may_ring(found, then)
            assert earliest <= wall
            assert latest == MIDNIGHT or wall < latest


@settings(max_examples=15, deadline=None)
@given(text=TEXTS, now=DAYS, latest=TIMES)
def test_between_two_spans_nobody_may_be_rung(text: str, now: datetime, latest: time) -> None:
    found = hours(text, time(0, 30), latest)
    spans = list(islice(dial_spans(found, now), 4))
    edges = [Span(now, now), *spans]
    for one, following in pairwise(edges):
        gap = following.start - one.end
        assert all(not may_ring(found, one.end + gap * part / 7) for part in range(7) if gap)
