from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from call_routing.hours.quiet_hours import Quiet, quiet_hours
from call_routing.hours.week import Span
from ticket_store.rows import HalfHour

TUESDAY = date(2026, 3, 3)
WARSAW = "Europe/Warsaw"
OPEN = [Span(datetime(2026, 3, 3, 7, 30, tzinfo=UTC), datetime(2026, 3, 3, 16, 0, tzinfo=UTC))]  # 8:30-17:00


def history(wait_s: Callable[[time], float], *, weeks: int = 8, callers: int = 3) -> list[HalfHour]:
    """So many Tuesdays before, each half-hour of 8:30 to 17:00 in Warsaw with callers who waited so long."""
    made = []
    for week in range(1, weeks + 1):
        for slot in range(17):
            at = (
                datetime(2026, 3, 3, 7, 30, tzinfo=UTC) - timedelta(weeks=week) + slot * timedelta(minutes=30)
            )
            local = time((17 + slot) // 2, (17 + slot) % 2 * 30)
            made.append(HalfHour("orders", at, callers, callers * wait_s(local)))
    return made


def quick_from_eleven_to_one(at: time) -> float:
    return 40 if time(11) <= at < time(13) else 240


def test_the_time_of_day_when_callers_waited_clearly_less_is_told() -> None:
    found = quiet_hours(history(quick_from_eleven_to_one), WARSAW, TUESDAY, OPEN)
    assert found == Quiet(time(11), time(13))


def test_nothing_is_claimed_without_four_weeks_of_that_day() -> None:
    assert quiet_hours(history(quick_from_eleven_to_one, weeks=3), WARSAW, TUESDAY, OPEN) is None


def test_nothing_is_claimed_of_another_day_of_the_week() -> None:
    wednesday = TUESDAY + timedelta(days=1)
    assert quiet_hours(history(quick_from_eleven_to_one), WARSAW, wednesday, OPEN) is None


def test_nothing_is_claimed_from_a_handful_of_callers() -> None:
    few = history(quick_from_eleven_to_one, weeks=4, callers=1)[::2]
    assert quiet_hours(few, WARSAW, TUESDAY, OPEN) is None


def test_a_line_that_is_always_the_same_has_no_quiet_time() -> None:
    assert quiet_hours(history(lambda _: 120), WARSAW, TUESDAY, OPEN) is None


def test_half_a_minute_less_is_not_worth_coming_for() -> None:
    assert quiet_hours(history(lambda at: 5 if at < time(11) else 25), WARSAW, TUESDAY, OPEN) is None


def test_half_hours_in_which_nobody_ever_called_are_not_claimed() -> None:
    early = [
        Span(datetime(2026, 3, 3, 5, 0, tzinfo=UTC), datetime(2026, 3, 3, 7, 30, tzinfo=UTC))
    ]  # 6:00-8:30
    assert quiet_hours(history(quick_from_eleven_to_one), WARSAW, TUESDAY, early) is None


def test_only_hours_of_that_day_are_told() -> None:
    until_noon = [Span(OPEN[0].start, datetime(2026, 3, 3, 11, 0, tzinfo=UTC))]
    found = quiet_hours(history(quick_from_eleven_to_one), WARSAW, TUESDAY, until_noon)
    assert found == Quiet(time(11), time(12))
    assert quiet_hours(history(quick_from_eleven_to_one), WARSAW, TUESDAY, []) is None


def test_after_the_clocks_change_it_is_the_same_time_on_the_wall() -> None:
    summer = date(2026, 3, 31)
    hours = [Span(datetime(2026, 3, 31, 6, 30, tzinfo=UTC), datetime(2026, 3, 31, 15, 0, tzinfo=UTC))]
    winter = history(quick_from_eleven_to_one)
    assert quiet_hours(winter, WARSAW, summer, hours) == Quiet(time(11), time(13))
