"""The clock of the demo's shop: open when the curtain rises, whatever time it is."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from admin.shop_file.commands import read_checked
from app.demo_stage import opening_moment
from call_routing.hours.opening_hours import is_open
from call_routing.hours.schedules import schedule_of
from ticket_store.line import Line

MONDAY_NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def line() -> Line:
    text = (Path(__file__).parents[2] / "app" / "demo_shop.yaml").read_text(encoding="utf-8")
    line, _ = read_checked(text)
    assert line is not None
    return line


def test_in_working_hours_the_clock_shows_the_real_time(line: Line) -> None:
    assert opening_moment(line, MONDAY_NOON) == MONDAY_NOON


@pytest.mark.parametrize("hours_later", range(0, 24 * 50, 7))
def test_at_any_time_every_department_is_open_for_an_hour(line: Line, hours_later: int) -> None:
    now = MONDAY_NOON + timedelta(hours=hours_later)
    at = opening_moment(line, now)
    assert now <= at < now + timedelta(days=14)
    for key in line.departments:
        schedule = schedule_of(line, key)
        assert is_open(schedule, at)
        assert is_open(schedule, at + timedelta(minutes=59))
