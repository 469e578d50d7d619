"""Both nights when clocks change, in three zones, and any hours at any instant against each other."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from call_routing.hours.opening_hours import (
    Closure,
    ManualClose,
    Open,
    Schedule,
    is_open,
    next_opening,
    opening,
)

ZONES = {"Europe/Warsaw": ("PL", 0), "Europe/Prague": ("CZ", 0), "Europe/Helsinki": ("FI", 1)}
SPRING, AUTUMN = datetime(2027, 3, 28, 1, 0, tzinfo=UTC), datetime(2026, 10, 25, 1, 0, tzinfo=UTC)
"""The instants, the same in all of Europe, at which the clocks change."""


def night(zone: str, text: str) -> Schedule:
    """Hours written for Central Europe, moved by an hour for Finland, where clocks change an hour later."""
    country, ahead = ZONES[zone]
    moved = text.replace("01:", f"0{1 + ahead}:").replace("05:", f"0{5 + ahead}:") if ahead else text
    return Schedule(moved, zone, country)


def minutes_open(schedule: Schedule, start: datetime, hours: int) -> int:
    return sum(is_open(schedule, start + timedelta(minutes=minute)) for minute in range(hours * 60))


@pytest.mark.parametrize("zone", ZONES)
def test_four_hours_are_three_in_spring_and_five_in_autumn(zone: str) -> None:
    schedule = night(zone, "Mo-Su 01:00-05:00")
    assert minutes_open(schedule, SPRING - timedelta(hours=6), 14) == 3 * 60
    assert minutes_open(schedule, AUTUMN - timedelta(hours=6), 14) == 5 * 60
    assert minutes_open(schedule, AUTUMN + timedelta(days=7, hours=-6), 14) == 4 * 60


@pytest.mark.parametrize("zone", ZONES)
def test_the_morning_after_opens_on_the_wall_clock(zone: str) -> None:
    country, ahead = ZONES[zone]
    schedule = Schedule("Mo-Su 08:00-16:00", zone, country)
    assert next_opening(schedule, SPRING) == datetime(2027, 3, 28, 6 - ahead, 0, tzinfo=UTC)
    assert next_opening(schedule, AUTUMN) == datetime(2026, 10, 25, 7 - ahead, 0, tzinfo=UTC)
    assert opening(schedule, AUTUMN - timedelta(hours=13)) == Open(
        datetime(2026, 10, 24, 14 - ahead, tzinfo=UTC)
    )


@pytest.mark.parametrize(
    ("text", "now", "opens"),
    [
        # In spring 02:30 does not exist: the line opens when the clock jumps past it.
        ("Mo-Su 02:30-04:00", SPRING - timedelta(hours=2), SPRING),
        # In autumn it exists twice: the line opens at the first, and again when the clock is put back.
        ("Mo-Su 02:30-04:00", AUTUMN - timedelta(hours=2), AUTUMN - timedelta(minutes=30)),
        ("Mo-Su 02:30-04:00", AUTUMN - timedelta(minutes=30), AUTUMN + timedelta(minutes=30)),
        ("Mo-Su 01:00-02:30", AUTUMN - timedelta(minutes=20), AUTUMN),
        ("Mo-Su 02:15-02:30", AUTUMN - timedelta(minutes=20), AUTUMN + timedelta(minutes=15)),
    ],
)
def test_the_hour_that_is_missing_and_the_hour_that_comes_twice(
    text: str, now: datetime, opens: datetime
) -> None:
    schedule = Schedule(text, "Europe/Warsaw", "PL")
    assert next_opening(schedule, now) == opens
    assert is_open(schedule, opens)
    assert not is_open(schedule, opens - timedelta(microseconds=1))


clock = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.sampled_from([0, 1, 15, 30, 59]))
days = st.sampled_from(["Mo-Fr", "Mo-Su", "Sa,Su", "We", "Su"])
spans = st.builds("{}-{}".format, clock, clock)
rules = st.builds("{} {}".format, days, st.lists(spans, min_size=1, max_size=2).map(",".join))
texts = st.builds(
    "{}{}".format, st.lists(rules, min_size=1, max_size=2).map("; ".join), st.sampled_from(["", "; PH off"])
)
instants = st.one_of(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)),  # noqa: DTZ001 - hypothesis adds the zone
    st.datetimes(datetime(2026, 10, 24, 20), datetime(2026, 10, 25, 6)),  # noqa: DTZ001 - the same
    st.datetimes(datetime(2027, 3, 27, 20), datetime(2027, 3, 28, 6)),  # noqa: DTZ001 - the same
).map(lambda moment: moment.replace(tzinfo=UTC))
lengths = st.timedeltas(timedelta(minutes=1), timedelta(days=10))
closures = st.builds(
    lambda start, length, yearly: Closure(start, start + length, yearly=yearly),
    instants,
    lengths,
    st.booleans(),
)
manual_closes = st.builds(
    lambda start, length: ManualClose(start, start + length if length else None),
    instants,
    st.none() | lengths,
)
schedules = st.builds(
    lambda text, zone, closed, manual: Schedule(text, zone, ZONES[zone][0], tuple(closed), manual),
    texts,
    st.sampled_from(sorted(ZONES)),
    st.lists(closures, max_size=2),
    st.none() | manual_closes,
)


@given(schedules, instants)
@settings(max_examples=300, deadline=None)
def test_open_and_opening_never_contradict_each_other(schedule: Schedule, now: datetime) -> None:
    found = opening(schedule, now)
    assert isinstance(found, Open) is is_open(schedule, now)
    turn = found.closes_at if isinstance(found, Open) else found.opens_at
    if turn is not None:
        assert turn > now
        assert is_open(schedule, turn) is not is_open(schedule, now)
        assert is_open(schedule, turn - timedelta(microseconds=1)) is is_open(schedule, now)
        # Nothing is skipped: no instant before it is another way either.
        for part in range(1, 40):
            assert is_open(schedule, now + (turn - now) // 40 * part) is is_open(schedule, now)


@given(schedules, instants)
@settings(max_examples=300, deadline=None)
def test_the_next_opening_is_open_and_the_instant_before_is_not(schedule: Schedule, now: datetime) -> None:
    opens = next_opening(schedule, now)
    if opens is not None:
        assert opens > now
        assert is_open(schedule, opens)
        assert not is_open(schedule, opens - timedelta(microseconds=1))
