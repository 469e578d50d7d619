"""`/status.json`: hours and waits as programs read them, and as search engines do (schema.org)."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from admin.languages import gettext
from admin.public import sentences
from admin.public.face import DepartmentFace, Face, Finds
from admin.public.sentences import Reader
from admin.wording import phone
from call_routing.hours.opening_hours import Closed, Open, Schedule
from call_routing.hours.schedules import schedule_of
from call_routing.hours.week import Day, Span, day_of, today_of, usual

SPECIAL_DAYS = 30  # so far ahead search engines are told of days that are not as usual
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SCHEMA = "https://schema.org/"


def status(face: Face, reader: Reader, base_url: str) -> dict[str, Any]:
    """The whole answer. `says` are sentences in the reader's language, so that whoever shows them needs none.

    Source: docs/public.md#status-json.
    """
    return {
        "shop": face.line.shop.name,
        "as_of": _iso(face.now, reader),
        "timezone": reader.zone,
        "language": reader.language,
        "page": f"{base_url}/?lang={reader.language}",
        "incident": reader.named(face.incident) if face.incident else None,
        "departments": [_department(one, reader, base_url) for one in face.departments],
        "says": {
            "call_me_back": gettext("Call me back"),
            "usually_quick": gettext("Usually quick"),
            "contact": gettext("How to reach us"),
        },
        "schema_org": linked_data(face, reader, base_url),
    }


def _department(one: DepartmentFace, reader: Reader, base_url: str) -> dict[str, Any]:
    state = one.state
    ways = sentences.ways(reader, one)
    return {
        "key": one.key,
        "name": reader.named(one.name),
        "open": isinstance(state, Open),
        "closes_at": _iso(state.closes_at, reader) if isinstance(state, Open) else None,
        "opens_at": _iso(state.opens_at, reader) if isinstance(state, Closed) else None,
        "cause": state.cause.value if isinstance(state, Closed) else None,
        "reason": reader.named(state.reason) or None if isinstance(state, Closed) else None,
        "incident": reader.named(one.incident) if one.incident else None,
        "finds": one.finds.value,
        "staffed": one.staffed,
        "expected_wait_minutes": None if one.wait is None or one.finds is not Finds.WAIT
        else {"low": one.wait.low_minutes, "high": one.wait.high_minutes},
        "callback": {
            "possible": one.rings_back,
            "url": f"{base_url}/callback?department={one.key}&lang={reader.language}",
        },
        "numbers": [
            {"number": way.number, "shown": phone(way.number), "language": way.language, "keys": list(way.keys)}
            for way in ways
        ],
        "languages": list(one.languages),
        "today": [_span(span, reader) for span in one.days[0].spans],
        "week": [_day(day, reader) for day in one.days],
        "usually_quick": None if one.quiet is None
        else {"from": f"{one.quiet.start:%H:%M}", "until": f"{one.quiet.end:%H:%M}"},
        "says": {
            "state": sentences.state(reader, one),
            "reason": sentences.reason(reader, one),
            "wait": sentences.wait(one),
            "call": sentences.call(ways[0]) if ways else "",
            "keys": sentences.keys(ways[0]) if ways else "",
            "usually_quick": sentences.quiet(one.quiet),
        },
    }  # fmt: skip


def _day(day: Day, reader: Reader) -> dict[str, Any]:
    return {
        "date": day.on.isoformat(),
        "open": [_span(span, reader) for span in day.spans],
        "note": sentences.day_note(reader, day) or None,
    }


def _span(span: Span, reader: Reader) -> dict[str, str | None]:
    return {"from": _iso(span.start, reader), "until": _iso(span.end, reader)}


def _iso(at: datetime | None, reader: Reader) -> str | None:
    """With the shop's zone; nothing for never."""
    return None if at is None else at.astimezone(ZoneInfo(reader.zone)).isoformat(timespec="seconds")


def linked_data(face: Face, reader: Reader, base_url: str) -> dict[str, Any]:
    """The shop as schema.org knows it: an Organization whose ContactPoints have hours.

    Source: https://schema.org/OpeningHoursSpecification, https://schema.org/specialOpeningHoursSpecification.
    """
    return {
        "@context": _SCHEMA.rstrip("/"),
        "@type": "Organization",
        "name": face.line.shop.name,
        "url": f"{base_url}/",
        "contactPoint": [
            {"@type": "ContactPoint", "contactType": reader.named(one.name), "telephone": way.number, **hours}
            for one in face.departments
            for hours in [_hours(face, one)]
            for way in one.ways
        ],
    }


def _hours(face: Face, one: DepartmentFace) -> dict[str, Any]:
    schedule = schedule_of(face.line, one.key)
    today = today_of(schedule, face.now)
    return {
        "availableLanguage": list(one.languages),
        "hoursAvailable": _usual_hours(schedule, today),
        "specialOpeningHoursSpecification": _special_hours(schedule, today),
    }


@lru_cache(maxsize=128)  # the same all day
def _usual_hours(schedule: Schedule, today: date) -> list[dict[str, Any]]:
    """The hours of the week from today without holidays and closures: days that are alike stand together."""
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    as_usual = usual(schedule)
    days = [day_of(as_usual, today + timedelta(days=number)) for number in range(len(_NAMES))]
    for day in sorted(days, key=lambda day: day.on.weekday()):
        for span in day.spans:
            alike[_local(span, schedule.timezone)].append(_SCHEMA + _NAMES[day.on.weekday()])
    return [
        {"@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": opens, "closes": closes}
        for (opens, closes), days in alike.items()
    ]


@lru_cache(maxsize=128)  # as above
def _special_hours(schedule: Schedule, today: date) -> list[dict[str, Any]]:
    """Each day of the next month that is not as usual; one that stays closed opens and closes at midnight."""
    as_usual = usual(schedule)
    found = []
    for number in range(SPECIAL_DAYS):
        on = today + timedelta(days=number)
        spans = day_of(schedule, on).spans
        if spans != day_of(as_usual, on).spans:
            hours = [_local(span, schedule.timezone) for span in spans] or [("00:00", "00:00")]
            found += [_special(on, opens, closes) for opens, closes in hours]
    return found


def _special(on: date, opens: str, closes: str) -> dict[str, Any]:
    return {
        "@type": "OpeningHoursSpecification",
        "validFrom": on.isoformat(),
        "validThrough": on.isoformat(),
        "opens": opens,
        "closes": closes,
    }


def _local(span: Span, zone: str) -> tuple[str, str]:
    """Wall-clock times; an opening that lasts until midnight closes a minute before, as search engines ask for it."""
    start, end = (at.astimezone(ZoneInfo(zone)) for at in (span.start, span.end))
    return f"{start:%H:%M}", "23:59" if end.date() > start.date() else f"{end:%H:%M}"
