"""A week, a holiday and a state in the reader's words. Lists, not prose, so that no language has to bend a name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton, get_day_names, get_month_names

from admin.languages import N_, gettext, here
from call_routing.hours.opening_hours import Cause
from call_routing.hours.week import Span
from call_routing.hours.weekly_hours import DAYS, Spans, WeeklyHours, alike, clock, runs

CAUSE: Mapping[Cause, str] = {
    Cause.HOURS: N_("outside the weekly hours"),
    Cause.HOLIDAY: N_("a public holiday"),
    Cause.CLOSURE: N_("a closure with a date"),
    Cause.MANUAL: N_("closed by hand"),
}
_DAY_FIRST = {"en": "en_GB"}


@dataclass(frozen=True)
class Part:
    """Some days, and when they are open: "Monday–Friday", "08:30–17:00"."""

    days: str
    hours: str
    is_open: bool


def week_words(week: WeeklyHours) -> list[Part]:
    """The week as parts: days that are alike together, then public holidays."""
    parts = [Part(days_words(days), hours_words(spans), bool(spans)) for days, spans in alike(week.days)]
    parts.sort(key=lambda part: not part.is_open)
    holidays = gettext("as on any other day") if week.holidays is None else hours_words(week.holidays)
    return [*parts, Part(gettext("Public holidays"), holidays, week.holidays != ())]


def days_words(days: Iterable[int]) -> str:
    """ "Monday–Wednesday, Friday": a capital where the label begins, and as the language writes its days."""
    names = _day_names("wide")
    told = ", ".join(
        names[first] if first == last else f"{names[first]}{'–' if last > first + 1 else ', '}{names[last]}"
        for first, last in runs(days)
    )
    return told[:1].upper() + told[1:]


def day_names() -> list[str]:
    """Monday first, each as a label of its own."""
    return [days_words([day]) for day in range(len(DAYS))]


def short_day_names() -> list[str]:
    return _day_names("abbreviated")


def month_name(month: int) -> str:
    name: str = get_month_names("wide", context="stand-alone", locale=_locale())[month]
    return name[:1].upper() + name[1:]


def hours_words(spans: Spans) -> str:
    """ "08:30–12:00, 13:00–17:00", "open all day" or "closed"."""
    if spans == ((0, 24 * 60),):
        return gettext("round the clock")
    return ", ".join(f"{clock(start)}–{clock(end)}" for start, end in spans) or gettext("closed")


def spans_words(spans: Iterable[Span], zone: str) -> str:
    """The same for the openings of a real day; one that lasts until midnight ends at 24:00."""
    there = ZoneInfo(zone)
    walls = [(span.start.astimezone(there), span.end.astimezone(there)) for span in spans]
    words = (
        f"{start:%H:%M}–{'24:00' if f'{end:%H:%M}' == '00:00' else f'{end:%H:%M}'}" for start, end in walls
    )
    return ", ".join(words) or gettext("closed")


def day_words(on: date, *, year: bool = False) -> str:
    """ "Thu, 24 Dec", with the year where it is asked for."""
    at_noon = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    return format_skeleton("yMMMEd" if year else "MMMEd", at_noon, locale=_locale())


def span_words(start: datetime, end: datetime, zone: str) -> str:
    """From when until when; whole days without their midnights: "Mon, 3 Aug 2027 – Sun, 16 Aug 2027"."""
    first, last = (at.astimezone(ZoneInfo(zone)) for at in (start, end))
    whole_days = all((at.hour, at.minute, at.second) == (0, 0, 0) for at in (first, last))
    days = [first.date(), last.date() - timedelta(days=1) if whole_days else last.date()]
    words = [day_words(day, year=True) for day in days]
    if not whole_days:
        words = [f"{day} {at:%H:%M}" for day, at in zip(words, (first, last), strict=True)]
        if days[0] == days[1]:
            return f"{words[0]}–{last:%H:%M}"
    return " – ".join(dict.fromkeys(words))


def holiday_words(names: Mapping[str, str]) -> str:
    """The name in the reader's language; where it has none there, the English one says which it is."""
    name, english = names.get(here(), ""), names.get("en", "")
    is_known = not any(name == generic for generic in _GENERIC)
    return name if is_known or not english else f"{name} ({english})"


_GENERIC = ("dzień świąteczny", "public holiday", "státní svátek", "pyhäpäivä")


def _day_names(width: Literal["wide", "abbreviated"]) -> list[str]:
    names = get_day_names(width, context="stand-alone", locale=_locale())
    return [names[day] for day in range(len(DAYS))]


def _locale() -> str:
    return _DAY_FIRST.get(here(), here())
