"""Times, durations and telephone numbers as people say them. Nothing here reads a clock."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import phonenumbers
from babel.dates import format_date, format_skeleton

from admin.languages import N_, gettext, ngettext

NO_NUMBER = N_("Type a whole number, with its country: +48 600 100 200.")
LEFT_OUT = N_("The clocks go forward in that night, and this time never comes. Choose one an hour later.")
_DAY_FIRST = {"en": "en_GB"}  # the shop is in Europe: 24 Nov, not Nov 24
_MINUTE = 60
_HOUR = 3600


def when(at: datetime, *, now: datetime, zone: str, language: str) -> str:
    """A moment near now in words: "in 12 min", "just now", "today 14:30", "Mon, 24 Nov 14:30"."""
    away_s = (at - now).total_seconds()
    minutes = int(abs(away_s) // _MINUTE)
    if minutes == 0:
        return gettext("now") if away_s >= 0 else gettext("just now")
    if abs(away_s) < _HOUR:
        words = (
            ngettext("in %(n)s min", "in %(n)s min", minutes)
            if away_s > 0
            else ngettext("%(n)s min ago", "%(n)s min ago", minutes)
        )
        return words % {"n": minutes}
    there = at.astimezone(ZoneInfo(zone))
    today = now.astimezone(ZoneInfo(zone)).date()
    return f"{_day(there.date(), today, language)} {there:%H:%M}"


def since(at: datetime, *, now: datetime, zone: str, language: str) -> str:
    """A moment in the past for "since ...": "10:04" of today, "yesterday 17:03", "Mon, 24 Nov 14:30"."""
    there = at.astimezone(ZoneInfo(zone))
    today = now.astimezone(ZoneInfo(zone)).date()
    time = f"{there:%H:%M}"
    return time if there.date() == today else f"{_day(there.date(), today, language)} {time}"


def _day(day: date, today: date, language: str) -> str:
    match (day - today).days:
        case 0:
            return gettext("today")
        case 1:
            return gettext("tomorrow")
        case -1:
            return gettext("yesterday")
    skeleton = "MMMEd" if day.year == today.year else "yMMMEd"
    at_noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return format_skeleton(skeleton, at_noon, locale=_DAY_FIRST.get(language, language))


def window(start: datetime, end: datetime, *, now: datetime, zone: str, language: str) -> str:
    """A span of time: "today 14:30 to 15:00"; a span of no length is its moment."""
    here = ZoneInfo(zone)
    first, last = start.astimezone(here), end.astimezone(here)
    today = now.astimezone(here).date()
    words = f"{_day(first.date(), today, language)} {first:%H:%M}"
    if first == last:
        return words
    closing = f"{last:%H:%M}"
    if first.date() != last.date():
        closing = f"{_day(last.date(), today, language)} {closing}"
    return gettext("%(start)s to %(end)s") % {"start": words, "end": closing}


def exact(at: datetime, *, zone: str, language: str) -> str:
    """The whole moment with its zone, for the tip of a short one."""
    there = at.astimezone(ZoneInfo(zone))
    return f"{format_date(there, 'full', locale=_DAY_FIRST.get(language, language))}, {there:%H:%M:%S %Z}"


def clock_time(at: datetime, *, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%H:%M}"


def duration(span: timedelta | None) -> str:
    """Minutes and seconds, with hours where there are any; a dash while it is not known."""
    if span is None:
        return "–"
    seconds = max(int(span.total_seconds()), 0)
    minutes, seconds = divmod(seconds, _MINUTE)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def phone(number: str | None) -> str:
    """A number grouped as its country writes it; anything else as it came, a withheld one in words."""
    return _grouped(number) if number else gettext("number withheld")


@lru_cache(maxsize=4096)
def _grouped(number: str) -> str:
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    if not phonenumbers.is_possible_number(parsed):
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def searched_number(typed: str, country: str) -> str | None:
    """The E.164 number that a person typed into a search field; nothing when it is not a whole number."""
    try:
        parsed = phonenumbers.parse(typed, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
