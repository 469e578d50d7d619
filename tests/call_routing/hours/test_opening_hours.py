"""Open, closed and why, and when next: truth tables."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from call_routing.hours.opening_hours import (
    Cause,
    Closed,
    Closure,
    ManualClose,
    Open,
    Schedule,
    is_open,
    next_opening,
    opening,
)

WARSAW = ZoneInfo("Europe/Warsaw")
OFFICE = "Mo-Fr 08:30-17:00; PH off"


def at(text: str, zone: str = "Europe/Warsaw") -> datetime:
    """A time on the wall clock of a zone, as the UTC instant that the rules are given."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def shop(text: str = OFFICE, *closures: Closure, manual: ManualClose | None = None) -> Schedule:
    return Schedule(text, "Europe/Warsaw", "PL", closures, manual)


@pytest.mark.parametrize(
    ("text", "now", "expected"),
    [
        (OFFICE, "2026-11-23 08:29:59.999999", False),
        (OFFICE, "2026-11-23 08:30", True),
        (OFFICE, "2026-11-23 16:59:59.999999", True),
        (OFFICE, "2026-11-23 17:00", False),
        (OFFICE, "2026-11-22 12:00", False),
        (OFFICE, "2026-11-11 12:00", False),  # Independence Day, a Wednesday
        (OFFICE, "2026-12-24 10:00", False),  # a holiday since 2025
        (OFFICE, "2024-12-24 10:00", True),
        ("Mo-Fr 08:30-12:00,12:30-17:00", "2026-11-23 12:00", False),
        ("Mo-Fr 08:30-12:00,12:30-17:00", "2026-11-23 12:30", True),
        ("Mo-Fr 22:00-06:00", "2026-11-28 05:59", True),  # the night from Friday to Saturday
        ("Mo-Fr 22:00-06:00", "2026-11-29 05:59", False),
        ("Mo-Fr 20:00-24:00", "2026-11-23 23:59", True),
        ("Mo-Fr 20:00-24:00", "2026-11-24 00:00", False),
        ("Mo-Fr 08:00-20:00; PH off; Dec 24 08:00-12:00", "2026-12-24 11:59", True),
        ("Mo-Fr 08:00-20:00; PH off; Dec 24 08:00-12:00", "2026-12-24 12:00", False),
        ("24/7", "2026-12-25 03:00", True),
        ("off", "2026-11-23 12:00", False),
    ],
)
def test_open_to_the_minute(text: str, now: str, expected: bool) -> None:
    assert is_open(shop(text), at(now)) is expected


@pytest.mark.parametrize(
    ("text", "now", "expected"),
    [
        (OFFICE, "2026-11-23 03:00", "2026-11-23 08:30"),
        (OFFICE, "2026-11-23 12:00", "2026-11-24 08:30"),  # open now: the one after
        (OFFICE, "2026-11-20 17:00", "2026-11-23 08:30"),
        (OFFICE, "2026-12-23 17:00", "2026-12-28 08:30"),
        ("Mo-Fr 08:30-12:00,12:30-17:00", "2026-11-23 12:10", "2026-11-23 12:30"),
        ("Mo-Fr 22:00-06:00", "2026-11-28 06:00", "2026-11-30 22:00"),
        ("Mo-Fr 20:00-24:00,00:00-02:00", "2026-11-23 21:00", "2026-11-24 20:00"),
    ],
)
def test_the_next_opening(text: str, now: str, expected: str) -> None:
    assert next_opening(shop(text), at(now)) == at(expected)


@pytest.mark.parametrize("text", ["24/7", "off", "2026 Nov 20 10:00-12:00", "Mo-Fr 09:00-17:00 unknown"])
def test_where_nothing_opens_any_more_there_is_no_next_opening(text: str) -> None:
    assert next_opening(shop(text), at("2026-11-23 12:00")) is None


def test_hours_that_never_change_are_answered_at_once() -> None:
    # The library would look for a change until the year 9999.
    assert opening(shop("Mo-Su 00:00-24:00"), at("2026-11-23 12:00")) == Open(closes_at=None)


def test_open_hours_know_when_they_close() -> None:
    assert opening(shop(), at("2026-11-23 12:00")) == Open(closes_at=at("2026-11-23 17:00"))
    assert opening(shop("24/7"), at("2026-11-23 12:00")) == Open(closes_at=None)


def test_after_hours_no_reason_is_needed() -> None:
    assert opening(shop(), at("2026-11-23 18:00")) == Closed(Cause.HOURS, {}, at("2026-11-24 08:30"))


@pytest.mark.parametrize(
    ("text", "now", "cause"),
    [
        (OFFICE, "2026-12-25 12:00", Cause.HOLIDAY),
        (OFFICE, "2026-12-25 23:00", Cause.HOLIDAY),
        (OFFICE, "2026-12-26 12:00", Cause.HOURS),  # a holiday, but a Saturday is closed anyway
        ("Mo-Su 08:00-20:00; PH 10:00-14:00", "2026-12-25 09:00", Cause.HOURS),  # opens later today
        ("Mo-Su 08:00-20:00; PH 10:00-14:00", "2026-12-25 15:00", Cause.HOLIDAY),
        (OFFICE, "2026-12-28 07:00", Cause.HOURS),
    ],
)
def test_a_holiday_is_the_reason_only_where_it_keeps_the_line_closed(
    text: str, now: str, cause: Cause
) -> None:
    match opening(shop(text), at(now)):
        case Closed(cause=found, reason=reason):
            assert found is cause
            assert set(reason) == ({"pl", "en", "cs", "fi"} if cause is Cause.HOLIDAY else set())
        case Open():
            pytest.fail("it is closed")


STOCKTAKING = Closure(at("2026-12-28 08:30"), at("2026-12-31 17:00"), {"pl": "inwentaryzacja"})
WEEKEND = Closure(at("2026-11-27 15:00"), at("2026-11-30 10:00"), {"pl": "przeprowadzka"})


@pytest.mark.parametrize(
    ("closures", "now", "cause", "opens"),
    [
        ((STOCKTAKING,), "2026-12-24 10:00", Cause.HOLIDAY, "2027-01-04 08:30"),
        ((STOCKTAKING,), "2026-12-29 10:00", Cause.CLOSURE, "2027-01-04 08:30"),
        ((STOCKTAKING,), "2026-12-29 23:00", Cause.CLOSURE, "2027-01-04 08:30"),
        ((WEEKEND,), "2026-11-27 15:00", Cause.CLOSURE, "2026-11-30 10:00"),
        ((WEEKEND,), "2026-11-29 12:00", Cause.CLOSURE, "2026-11-30 10:00"),
        (
            (WEEKEND, Closure(at("2026-11-30 09:00"), at("2026-11-30 11:00"))),
            "2026-11-29 12:00",
            Cause.CLOSURE,
            "2026-11-30 11:00",
        ),
    ],
)
def test_a_closure_beats_the_hours_until_its_last_minute(
    closures: tuple[Closure, ...], now: str, cause: Cause, opens: str
) -> None:
    closed = opening(shop(OFFICE, *closures), at(now))
    assert isinstance(closed, Closed)
    assert (closed.cause, closed.opens_at) == (cause, at(opens))


def test_a_closure_tomorrow_is_when_today_closes() -> None:
    assert opening(shop("24/7", WEEKEND), at("2026-11-27 14:59")) == Open(closes_at=at("2026-11-27 15:00"))


def test_a_closure_that_is_over_closes_nothing() -> None:
    assert is_open(shop(OFFICE, WEEKEND), at("2026-11-30 10:00"))


def test_a_hand_beats_closure_and_hours() -> None:
    manual = ManualClose(at("2026-11-27 14:00"), at("2026-11-28 12:00"), {"en": "power cut"})
    schedule = shop(OFFICE, WEEKEND, manual=manual)
    assert is_open(schedule, at("2026-11-27 13:59"))
    closed = opening(schedule, at("2026-11-27 16:00"))
    assert closed == Closed(Cause.MANUAL, {"en": "power cut"}, at("2026-11-30 10:00"))


def test_closed_by_hand_without_an_end_nobody_knows_when_it_opens() -> None:
    schedule = shop("24/7", manual=ManualClose(at("2026-11-23 12:00"), None))
    assert opening(schedule, at("2026-11-23 12:00")) == Closed(Cause.MANUAL, {}, None)
    assert opening(schedule, at("2026-11-23 11:00")) == Open(closes_at=at("2026-11-23 12:00"))


def test_times_may_come_in_any_zone_and_go_out_in_utc() -> None:
    found = next_opening(shop(), datetime(2026, 11, 23, 3, 0, tzinfo=WARSAW))
    assert found == at("2026-11-23 08:30")
    assert found is not None
    assert found.utcoffset() == timedelta(0)


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        is_open(shop(), datetime(2026, 11, 23, 12, 0))  # noqa: DTZ001 - that is the point


def test_hours_that_cannot_be_read_are_named() -> None:
    with pytest.raises(ValueError, match='Opening hours "Mo-Fr 9 to 5" cannot be read from character 7'):
        is_open(shop("Mo-Fr 9 to 5"), at("2026-11-23 12:00"))
