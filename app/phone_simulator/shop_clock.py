"""The shop's clock on the page: where "next Sunday" is, and how an app is told that the clock was moved."""

import json
import os
import re
import tempfile
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

# What the buttons for days of the week mean: weekday (Monday is 0) and hour.
NEXT_DAYS = {"next-monday": (0, 10), "next-sunday": (6, 12)}
DECEMBER = 12
CHRISTMAS = 25


def moved_to(target: str, now: datetime, zone: ZoneInfo, real_now: datetime) -> datetime:
    """The moment that a button of the page means, as an aware UTC time.

    `now` is the shop's time before the move. `HH:MM` is today at that time, also when it is past; `next-monday`
    is 10:00 and `next-sunday` 12:00 of the first such day after today; `25-december` is 10:00 of the next
    Christmas Day that has not come to 10:00 yet; `now` is the real time; an ISO 8601 time is itself, in the
    shop's zone unless it names one.

    Raises: ValueError for anything else.
    """
    here = now.astimezone(zone)
    if target == "now":
        return real_now
    if target in NEXT_DAYS:
        weekday, hour = NEXT_DAYS[target]
        days = (weekday - here.weekday()) % 7 or 7
        found = datetime.combine(here.date() + timedelta(days=days), time(hour), zone)
    elif target == "25-december":
        found = datetime(here.year, DECEMBER, CHRISTMAS, 10, tzinfo=zone)
        if found <= here:
            found = found.replace(year=here.year + 1)
    elif re.fullmatch(r"\d\d:\d\d", target):
        found = datetime.combine(here.date(), time.fromisoformat(target), zone)
    else:
        found = datetime.fromisoformat(target)
        if found.tzinfo is None:
            found = found.replace(tzinfo=zone)
    return found.astimezone(UTC)


def write_offset(clock_file: Path, offset_s: float) -> None:
    """Tell an app that reads this file how far the shop's clock is from the real one.

    The file is replaced in one step, so that a reader sees the old or the new offset, never half of one.
    """
    handle, name = tempfile.mkstemp(dir=clock_file.parent, prefix=clock_file.name)
    with os.fdopen(handle, "w") as file:
        json.dump({"offset_s": offset_s}, file)
    Path(name).replace(clock_file)
