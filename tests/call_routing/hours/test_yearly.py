from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from call_routing.hours.opening_hours import Cause, Closed, Closure, Open, Schedule, opening
from call_routing.hours.week import day_of
from call_routing.hours.yearly import in_year, next_time

WARSAW = ZoneInfo("Europe/Warsaw")


def at(wall: str) -> datetime:
    return datetime.fromisoformat(wall).replace(tzinfo=WARSAW).astimezone(UTC)


def walls(first: str, last: str, year: int) -> tuple[str, str] | None:
    found = in_year(at(first), at(last), "Europe/Warsaw", year)
    return None if found is None else (_wall(found[0]), _wall(found[1]))


def _wall(moment: datetime) -> str:
    return f"{moment.astimezone(WARSAW):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("first", "last", "year", "closed"),
    [
        ("2026-12-24 12:00", "2026-12-25", 2025, None),
        ("2026-12-24 12:00", "2026-12-25", 2026, ("2026-12-24 12:00", "2026-12-25 00:00")),
        ("2026-12-24 12:00", "2026-12-25", 2031, ("2031-12-24 12:00", "2031-12-25 00:00")),
        ("2026-12-24", "2027-01-02", 2027, ("2027-12-24 00:00", "2028-01-02 00:00")),
        ("2026-12-31", "2027-01-01", 2028, ("2028-12-31 00:00", "2029-01-01 00:00")),
        ("2026-07-01 18:00", "2026-07-31 12:00", 2027, ("2027-07-01 18:00", "2027-07-31 12:00")),
    ],
)
def test_it_comes_back_on_the_same_days_at_the_same_times_of_the_wall_clock(
    first: str, last: str, year: int, closed: tuple[str, str] | None
) -> None:
    assert walls(first, last, year) == closed


@pytest.mark.parametrize(
    ("first", "last", "year", "closed"),
    [
        ("2027-02-28", "2027-03-01", 2028, ("2028-02-28 00:00", "2028-02-29 00:00")),
        ("2028-02-28", "2028-02-29", 2029, ("2029-02-28 00:00", "2029-03-01 00:00")),
        ("2028-02-29", "2028-03-01", 2029, None),
        ("2028-02-29", "2028-03-01", 2032, ("2032-02-29 00:00", "2032-03-01 00:00")),
        ("2028-02-29 10:00", "2028-02-29 15:00", 2029, None),
        ("2028-02-20", "2028-03-01", 2029, ("2029-02-20 00:00", "2029-03-01 00:00")),
        ("2028-02-20", "2028-02-29 15:00", 2029, ("2029-02-20 00:00", "2029-03-01 00:00")),
        ("2028-02-29 10:00", "2028-03-02 15:00", 2029, ("2029-03-01 00:00", "2029-03-02 15:00")),
    ],
)
def test_the_29th_of_february_closes_nothing_in_a_year_without_one(
    first: str, last: str, year: int, closed: tuple[str, str] | None
) -> None:
    assert walls(first, last, year) == closed


def test_it_is_right_where_the_clocks_change_on_another_day_than_in_the_first_year() -> None:
    # 28 March 2027 is the day of summer time; the same date of 2026 lies a day before it, of 2028 after it.
    for year, hours in ((2026, 24), (2027, 23), (2028, 24)):
        start, end = in_year(at("2026-03-28"), at("2026-03-29"), "Europe/Warsaw", year) or (None, None)
        assert start is not None
        assert end is not None
        assert (end - start).total_seconds() == hours * 3600


def test_a_line_is_closed_each_year_with_the_reason_and_open_around_it() -> None:
    closure = Closure(at("2026-12-31 12:00"), at("2027-01-02"), {"en": "stocktaking"}, yearly=True)
    schedule = Schedule("Mo-Su 08:00-20:00", "Europe/Warsaw", None, (closure,))
    for year in (2026, 2027, 2031):
        assert opening(schedule, at(f"{year}-12-31 11:59")) == Open(at(f"{year}-12-31 12:00"))
        closed = Closed(Cause.CLOSURE, {"en": "stocktaking"}, at(f"{year + 1}-01-02 08:00"))
        assert opening(schedule, at(f"{year}-12-31 12:00")) == closed
        assert opening(schedule, at(f"{year + 1}-01-01 23:00")) == closed
    assert isinstance(opening(schedule, at("2026-01-01 12:00")), Open)


def test_a_day_of_the_calendar_knows_why_it_is_closed_in_a_later_year() -> None:
    closure = Closure(at("2026-08-03"), at("2026-08-17"), {"en": "summer holidays"}, yearly=True)
    day = day_of(
        Schedule("Mo-Fr 08:00-16:00", "Europe/Warsaw", None, (closure,)),
        datetime(2029, 8, 6, tzinfo=UTC).date(),
    )
    assert (day.spans, day.cause, day.reason) == ((), Cause.CLOSURE, {"en": "summer holidays"})


@pytest.mark.parametrize(
    ("now", "yearly", "begins"),
    [
        ("2026-01-01 12:00", True, "2026-12-24 12:00"),
        ("2026-12-24 23:59", True, "2026-12-24 12:00"),
        ("2026-12-25", True, "2027-12-24 12:00"),
        ("2026-12-24 23:59", False, "2026-12-24 12:00"),
        ("2026-12-25", False, None),
    ],
)
def test_the_time_that_is_under_way_or_comes_next(now: str, begins: str | None, *, yearly: bool) -> None:
    span = next_time(at("2026-12-24 12:00"), at("2026-12-25"), "Europe/Warsaw", at(now), yearly=yearly)
    assert (_wall(span[0]) if span else None) == begins


def test_a_29th_of_february_comes_next_in_four_years() -> None:
    span = next_time(at("2028-02-29"), at("2028-03-01"), "Europe/Warsaw", at("2028-03-01"), yearly=True)
    assert span is not None
    assert _wall(span[0]) == "2032-02-29 00:00"
