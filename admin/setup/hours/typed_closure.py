"""What somebody typed of a closure: whom it closes, from when until when, each year or once, and why."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict

from admin.languages import N_
from admin.shop_file.values import LeftOutError, read_moment, write_moment
from admin.typed_text import clean
from admin.wording import LEFT_OUT
from ticket_store.line import Closure, Line

LONGEST_REASON = 200
SHOWN_AGAIN = 4000  # of a reason that is too long, so that whoever wrote it can shorten it
TOO_LONG = N_("A reason is longer than 200 characters. Shorten it: callers wait until it is said.")
NO_HOURS = N_("Choose at least one of the hours.")
NO_DAY = N_("Write the day as 2026-12-24, and the time as 12:00.")
NOT_AFTER = N_("It ends before it begins. Put the days in order.")


@dataclass(frozen=True)
class TypedClosure:
    """The fields as they were sent. Without times whole days are meant, the last one included."""

    keys: tuple[str, ...] = ()
    from_on: str = ""
    from_at: str = ""
    to_on: str = ""
    to_at: str = ""
    yearly: bool = False
    text: Mapping[str, str] = field(default_factory=dict)  # language -> reason


@dataclass(frozen=True)
class ClosureGroup:
    """The same closure of several hours; `id` names it in addresses."""

    id: str
    closures: tuple[Closure, ...]

    @property
    def one(self) -> Closure:
        return self.closures[0]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(closure.hours_key for closure in self.closures)


def groups_of(line: Line) -> list[ClosureGroup]:
    """Closures that differ in their hours alone stand together, in the order of the line."""
    found: dict[str, list[Closure]] = {}
    for closure in line.closures:
        found.setdefault(_id_of(closure), []).append(closure)
    return [ClosureGroup(name, tuple(closures)) for name, closures in found.items()]


def _id_of(closure: Closure) -> str:
    told = (
        closure.starts_at.isoformat(),
        closure.ends_at.isoformat(),
        closure.yearly,
        sorted(closure.reason.items()),
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()[:12]


def typed_closure(form: MultiDict[str, str], languages: Sequence[str]) -> TypedClosure:
    said = {one: clean(form.get(f"text-{one}", ""), longest=SHOWN_AGAIN).strip() for one in languages}
    return TypedClosure(
        keys=tuple(form.getlist("hours")),
        from_on=form.get("from_on", "")[:10],
        from_at=form.get("from_at", "")[:5],
        to_on=form.get("to_on", "")[:10],
        to_at=form.get("to_at", "")[:5],
        yearly=bool(form.get("yearly")),
        text=said,
    )


def shown_closure(group: ClosureGroup, zone: ZoneInfo) -> TypedClosure:
    """The fields of a closure that is there: what begins and ends at midnight needs no times."""
    begins = write_moment(group.one.starts_at, zone)[:16].split(" ")
    ends = group.one.ends_at.astimezone(zone)
    whole_days = begins[1] == "00:00" and (ends.hour, ends.minute) == (0, 0)
    last = ends.date() - timedelta(days=1) if whole_days else ends.date()
    return TypedClosure(
        keys=group.keys,
        from_on=begins[0],
        from_at="" if whole_days else begins[1],
        to_on=f"{last:%Y-%m-%d}",
        to_at="" if whole_days else f"{ends:%H:%M}",
        yearly=group.one.yearly,
        text=dict(group.one.reason),
    )


def read_closure(
    typed: TypedClosure, known: Sequence[str], zone: ZoneInfo
) -> tuple[list[Closure], dict[str, str]]:
    """A closure for each of the hours, or none and what is wrong: field -> English message."""
    faults: dict[str, str] = {}
    keys = [key for key in known if key in typed.keys]
    if not keys:
        faults["hours"] = NO_HOURS
    starts_at = _moment(typed.from_on, typed.from_at, zone, ends=False)
    ends_at = _moment(typed.to_on or typed.from_on, typed.to_at, zone, ends=True)
    if isinstance(starts_at, str):
        faults["from"] = starts_at
    if isinstance(ends_at, str):
        faults["to"] = ends_at
    if any(len(text) > LONGEST_REASON for text in typed.text.values()):
        faults["text"] = TOO_LONG
    if isinstance(starts_at, str) or isinstance(ends_at, str):
        return [], faults
    if ends_at <= starts_at:
        faults["to"] = NOT_AFTER
    if faults:
        return [], faults
    reason = {language: text for language, text in typed.text.items() if text}
    return [Closure(key, starts_at, ends_at, reason, typed.yearly) for key in keys], {}


def _moment(on: str, at: str, zone: ZoneInfo, *, ends: bool) -> datetime | str:
    """The moment; or, in English, why it is none."""
    try:
        return read_moment(f"{on} {at}".strip(), zone, ends=ends)
    except LeftOutError:
        return LEFT_OUT
    except ValueError:
        return NO_DAY
