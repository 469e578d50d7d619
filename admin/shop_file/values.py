"""Single values of the shop file as text and back: durations, moments, phone numbers."""

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import phonenumbers

from call_routing.sentence import Sentence, sentence

_UNITS = {"s": 1, "min": 60, "h": 3600, "day": 86400, "days": 86400}
_DURATION = re.compile(r"(-?\d{1,10})\s*(s|min|h|days?)")
_TIME = re.compile(r"([01]?\d|2[0-3]):[0-5]\d")
_ON, _OFF = frozenset({"true", "on", "yes"}), frozenset({"false", "off", "no"})
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?)([+-]\d\d:\d\d)?)?")
_LONGEST = timedelta(days=36_500)
_LARGEST = 999_999
_YEARS = range(2000, 2200)  # what lies outside is a slip of the finger
_SHORT_S = 300  # below five minutes people speak of seconds: 120 s


class LeftOutError(ValueError):
    """A time in the hour that the clock leaves out when it is put forward."""


def read_duration(text: str) -> timedelta:
    """`20 s`, `10 min`, `2 h`, `365 days`. Raises: ValueError for anything else and for over 100 years."""
    found = _DURATION.fullmatch(text.strip())
    if found is None or int(found[1]) * _UNITS[found[2]] > _LONGEST.total_seconds():
        raise ValueError(text)
    return timedelta(seconds=int(found[1]) * _UNITS[found[2]])


def read_whole(text: str) -> int:
    """A whole number of at most six digits. Raises: ValueError for anything else."""
    if not text.removeprefix("-").isdecimal() or abs(int(text)) > _LARGEST:
        raise ValueError(text)
    return int(text)


def read_switch(text: str) -> bool:
    """true or false, as YAML writes them in any of its versions. Raises: ValueError for anything else."""
    if text.lower() in _ON:
        return True
    if text.lower() in _OFF:
        return False
    raise ValueError(text)


def read_time(text: str) -> time:
    """A time of the day, 08:00; 24:00 is 00:00, the end of the day. Raises: ValueError for anything else."""
    if text.strip() == "24:00":
        return time()
    if _TIME.fullmatch(text.strip()) is None:
        raise ValueError(text)
    return time.fromisoformat(text.strip().zfill(5))


def write_time(at: time, *, ends: bool = False) -> str:
    """08:00; the end of the day is 24:00."""
    return "24:00" if ends and at == time() else at.isoformat("minutes")


def write_duration(duration: timedelta) -> str:
    """The shortest form that `read_duration` takes back without loss of a second."""
    seconds = int(duration.total_seconds())
    if abs(seconds) < _SHORT_S:
        return f"{seconds} s"
    for unit in ("days", "h", "min"):
        if seconds % _UNITS[unit] == 0:
            count = seconds // _UNITS[unit]
            return f"{count} {'day' if unit == 'days' and count == 1 else unit}"
    return f"{seconds} s"


def read_moment(text: str, zone: ZoneInfo, *, ends: bool = False) -> datetime:
    """`2026-12-28 08:30` on the wall clock of `zone`, as aware UTC.

    A date alone begins with its midnight; as an end it means the whole day, so the midnight after.
    In the hour that the clock shows twice the first is meant, unless an offset follows (`02:30+01:00`).
    Raises: LeftOutError, a ValueError, for the hour that the clock leaves out; ValueError for what is no moment.
    """
    found = _MOMENT.fullmatch(text)
    if found is None or int(text[:4]) not in _YEARS:
        raise ValueError(text)
    date, clock, offset = found.groups()
    if clock is None:
        day = datetime.fromisoformat(date) + timedelta(days=1 if ends else 0)
        return datetime.combine(day, time(), zone).astimezone(UTC)
    if offset is not None:
        return datetime.fromisoformat(f"{date}T{clock}{offset}").astimezone(UTC)
    wall = datetime.fromisoformat(f"{date}T{clock}")
    moment = wall.replace(tzinfo=zone).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != wall:
        raise LeftOutError(text)
    return moment


def write_moment(moment: datetime, zone: ZoneInfo) -> str:
    """The wall clock of `zone`, with the offset only where the clock shows that hour twice."""
    wall = moment.astimezone(zone)
    form = "%Y-%m-%d %H:%M:%S" if wall.second else "%Y-%m-%d %H:%M"
    is_twice = wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()
    offset = wall.isoformat()[-6:] if is_twice else ""
    return f"{wall.strftime(form)}{offset}"


def read_number(text: str, country: str) -> str:
    """A phone number as E.164; without a + it is one of `country`. What is no number stays as it is."""
    try:
        return phonenumbers.format_number(
            phonenumbers.parse(text, country or None), phonenumbers.PhoneNumberFormat.E164
        )
    except phonenumbers.NumberParseException:
        return text


def number_fault(number: str) -> Sentence | None:
    """What is wrong with an E.164 number, in a sentence; None where a phone with this number can exist."""
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return sentence(
            '"%(text)s" is no phone number. Write it with + and the country code, like "+48221234567".',
            text=number,
        )
    if not phonenumbers.is_valid_number(parsed):
        return sentence("%(number)s is not a number that exists. Check its digits.", number=number)
    return None


def zone_of(timezone: str) -> ZoneInfo:
    """The shop's zone; UTC stands in for a name that no zone has, which is a fault of its own."""
    try:
        return ZoneInfo(timezone)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")
