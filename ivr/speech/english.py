"""How English counts, and names days, times and waits. Its sentences are in `english_sentences`."""

# ruff: noqa: PLR2004 - the grammar of numbers is made of such numbers: teens, tens, noon

from datetime import time

from ivr.speech.english_sentences import PHRASES
from ivr.speech.language import Language, Voice
from ivr.speech.phrases import Noun

WEEKDAYS = (
    *("on Monday", "on Tuesday", "on Wednesday", "on Thursday", "on Friday", "on Saturday", "on Sunday"),
)
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
NOUNS = {
    Noun.MINUTE: ("minute", "minutes"),
    Noun.HOUR: ("hour", "hours"),
    Noun.DAY: ("day", "days"),
    Noun.PERSON: ("person", "people"),
    Noun.CALL: ("call", "calls"),
}


def _date(day: int, month: int) -> str:
    ending = "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"on the {day}{ending} of {MONTHS[month - 1]}"


def _clock(at: time) -> str:
    if (at.hour, at.minute) in {(0, 0), (12, 0)}:
        return "noon" if at.hour else "midnight"
    hour, half = (at.hour - 1) % 12 + 1, "am" if at.hour < 12 else "pm"
    return f"{hour}:{at.minute:02} {half}" if at.minute else f"{hour} {half}"


def _opening(day: str, opens: time) -> str:
    return f"{day} from {_clock(opens)}"


def _window(day: str, start: time, end: time) -> str:
    return f"{day} between {_clock(start)} and {_clock(end)}"


def _long_window(first_day: str, start: time, last_day: str, end: time) -> str:
    return f"between {_clock(start)} {first_day} and {_clock(end)} {last_day}"


def _after(at: time) -> str:
    return f"after {_clock(at)}"


def _count(noun: Noun, n: int) -> str:
    one, many = NOUNS[noun]
    return f"{n} {one if n == 1 else many}"


def _wait(low: int, high: int) -> str:
    match low, high:
        case 0, 1:
            return "less than a minute"
        case 0, _:
            return f"up to {_count(Noun.MINUTE, high)}"
        case 1, 1:
            return "about a minute"
        case _ if low == high:
            return f"about {_count(Noun.MINUTE, high)}"
        case _:
            return f"{low} to {_count(Noun.MINUTE, high)}"


def _long_wait(low: int) -> str:
    return f"at least {_count(Noun.MINUTE, low)}" if low < 60 else "more than an hour"


ENGLISH = Language(
    code="en",
    voice=Voice("en-GB", "Polly.Amy-Neural"),
    calling_code=None,
    plus="plus",
    keys={"*": "star", "#": "hash"},
    phrases=PHRASES,
    today="today",
    tomorrow="tomorrow",
    yesterday="yesterday",
    weekdays=WEEKDAYS,
    date=_date,
    opening=_opening,
    window=_window,
    long_window=_long_window,
    after=_after,
    wait=_wait,
    long_wait=_long_wait,
    count=_count,
)
