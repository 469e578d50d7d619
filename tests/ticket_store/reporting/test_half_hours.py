"""Half-hours in UTC and the days and weeks of a zone, on the days on which clocks change, too."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ticket_store.reporting.half_hours import A_DAY, A_WEEK, begins_at, number_of, stretches, within

WARSAW, KATHMANDU = ZoneInfo("Europe/Warsaw"), ZoneInfo("Asia/Kathmandu")
moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis wants naive bounds


@given(moments)
@settings(deadline=None)
def test_a_half_hour_begins_within_the_half_hour_before(at: datetime) -> None:
    begun = begins_at(number_of(at))
    assert begun <= at < begun + timedelta(minutes=30)
    assert begun.minute in {0, 30}


def test_a_period_takes_half_hours_as_a_whole() -> None:
    at = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
    first = number_of(at)
    assert within(at, at) == (first, first)
    assert within(at, at + timedelta(seconds=1)) == (first, first + 1)
    assert within(at + timedelta(minutes=29), at + timedelta(minutes=30)) == (first, first + 1)


@given(moments, st.integers(1, 400), st.sampled_from([WARSAW, ZoneInfo("America/New_York"), UTC]))
@settings(deadline=None)
def test_every_half_hour_is_in_its_zones_day_and_place_of_the_week(
    since: datetime, days: int, zone: ZoneInfo
) -> None:
    pieces = stretches(since, since + timedelta(days=days), zone)
    first, end = within(since, since + timedelta(days=days))
    assert [number for piece in pieces for number in (piece.first, piece.end)][:: len(pieces) * 2 - 1] == [
        first,
        end,
    ]
    for piece in pieces:
        for number in {piece.first, (piece.first + piece.end) // 2, piece.end - 1}:
            there = begins_at(number).astimezone(zone)
            assert piece.day_of(number) == there.date()
            place = there.weekday() * A_DAY + there.hour * 2 + there.minute // 30
            assert (number + piece.to_week) % A_WEEK == place


@pytest.mark.parametrize(
    ("day", "half_hours"),
    [(date(2026, 3, 29), 46), (date(2026, 10, 25), 50), (date(2026, 3, 30), 48)],
    ids=["spring", "autumn", "any"],
)
def test_the_days_on_which_clocks_change_are_shorter_and_longer(day: date, half_hours: int) -> None:
    midnight = datetime(day.year, day.month, day.day, tzinfo=WARSAW)
    until = midnight + timedelta(days=1)
    pieces = stretches(midnight.astimezone(UTC), until.astimezone(UTC), WARSAW)
    assert sum(piece.end - piece.first for piece in pieces) == half_hours
    assert {piece.day_of(piece.first) for piece in pieces} == {day}


def test_a_zone_of_quarter_hours_is_taken_down_to_the_half_hour() -> None:
    (piece,) = stretches(datetime(2026, 3, 3, tzinfo=UTC), datetime(2026, 3, 4, tzinfo=UTC), KATHMANDU)
    assert piece.shift == 11  # 5:45 ahead
