"""Opening hours once more, from nothing but zoneinfo and the list of holidays: what the house is held against."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from zoneinfo import ZoneInfo

import holidays

Week = Mapping[int, tuple[tuple[time, time], ...]]  # weekday, Monday is 0: from when to when
EARLIEST, LATEST = time(8), time(20)  # nobody is rung outside of this, whatever the hours say


def _week(days: range, *spans: tuple[time, time]) -> Week:
    return dict.fromkeys(days, spans)


# As the shop writes them, and what that means.
VARIANTS: tuple[tuple[str, Week], ...] = (
    ("Mo-Fr 08:30-17:00; PH off", _week(range(5), (time(8, 30), time(17)))),
    (
        "Mo-Fr 07:00-21:00; Sa 09:00-15:00; PH off",
        {**_week(range(5), (time(7), time(21))), 5: ((time(9), time(15)),)},
    ),
    ("Mo-Sa 10:00-19:30; PH off", _week(range(6), (time(10), time(19, 30)))),
    ("Mo-Fr 08:00-12:00,13:00-17:00; PH off", _week(range(5), (time(8), time(12)), (time(13), time(17)))),
    ("Mo-Su 09:00-18:00; PH off", _week(range(7), (time(9), time(18)))),
)


@dataclass
class Calendar:
    """The hours of one department through time: which week was valid since when, and the days off."""

    country: str
    zone: ZoneInfo
    weeks: list[tuple[datetime, Week]]
    closures: list[tuple[datetime, datetime, datetime]] = field(
        default_factory=list
    )  # known since, from, until

    def may_ring(self, at: datetime) -> bool:
        """Whether a customer may be rung at this instant, by what the shop had set then."""
        here = at.astimezone(self.zone)
        if not EARLIEST <= here.time() < LATEST:
            return False
        if here.date() in holidays.country_holidays(self.country, years=here.year):
            return False
        if any(known <= at and start <= at < end for known, start, end in self.closures):
            return False
        week = [week for since, week in self.weeks if since <= at][-1]
        return any(start <= here.time() < end for start, end in week.get(here.weekday(), ()))
