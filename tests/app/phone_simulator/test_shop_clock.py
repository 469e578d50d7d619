"""Where the buttons of the shop's clock lead."""

import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.phone_simulator.shop_clock import moved_to, write_offset

WARSAW = ZoneInfo("Europe/Warsaw")
REAL = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("target", "now", "expected"),
    [
        ("16:59", "2026-11-20T10:00+01:00", "2026-11-20T16:59+01:00"),
        ("16:59", "2026-11-20T18:00+01:00", "2026-11-20T16:59+01:00"),
        ("next-sunday", "2026-11-20T10:00+01:00", "2026-11-22T12:00+01:00"),
        ("next-sunday", "2026-11-22T13:00+01:00", "2026-11-29T12:00+01:00"),
        ("next-sunday", "2027-03-26T10:00+01:00", "2027-03-28T12:00+02:00"),
        ("next-monday", "2026-11-22T00:42+01:00", "2026-11-23T10:00+01:00"),
        ("25-december", "2026-11-20T10:00+01:00", "2026-12-25T10:00+01:00"),
        ("25-december", "2026-12-25T11:00+01:00", "2027-12-25T10:00+01:00"),
        ("now", "2026-12-25T11:00+01:00", "2026-11-20T10:30+01:00"),
        ("2026-12-31T12:00", "2026-11-20T10:00+01:00", "2026-12-31T12:00+01:00"),
    ],
)
def test_each_button_means_a_moment_on_the_shops_wall(target: str, now: str, expected: str) -> None:
    found = moved_to(target, datetime.fromisoformat(now), WARSAW, REAL)
    assert found == datetime.fromisoformat(expected)
    assert found.tzinfo is UTC


@pytest.mark.parametrize("target", ["", "soon", "25:00", "2026-13-01"])
def test_what_is_no_time_moves_nothing(target: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        moved_to(target, REAL, WARSAW, REAL)


def test_the_offset_replaces_the_older_one_whole(tmp_path: Path) -> None:
    file = tmp_path / "clock.json"
    write_offset(file, 7200.0)
    write_offset(file, -60.5)
    assert json.loads(file.read_text()) == {"offset_s": -60.5}
    assert list(tmp_path.iterdir()) == [file]
