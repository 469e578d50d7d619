"""What a caller would hear at a time that is chosen: always in sight, and true of what is typed but not saved, too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import render_template, request

from admin.back_office import back_office
from admin.guard import needs
from admin.permissions import Action
from admin.setup.hours.editing import put_hours
from admin.setup.hours.hours_words import CAUSE, day_words, holiday_words, spans_words
from admin.setup.hours.showing import Heard, heard, line_now, moment_of
from admin.setup.hours.typed_week import text_of_form
from admin.setup.rehearsal.typed_call import people_of
from admin.visitor import visitor
from call_routing.hours.schedules import schedule_of
from call_routing.hours.week import Day, day_of
from ticket_store.line import Department, Line


@dataclass(frozen=True)
class ToRehearse:
    """A call at the same moment, for the text phone: the fields of its form."""

    at: str
    did: str
    on_duty: Sequence[str]


@dataclass(frozen=True)
class Card:
    """The fields as they stand, and the answer; none where no department keeps the hours."""

    departments: Sequence[Department]
    at: datetime  # on the shop's clock
    heard: Heard | None = None
    day: Day | None = None
    rehearse: ToRehearse | None = None


@needs(Action.SET_UP_LINE)
def hear() -> str:
    """The answer alone, for the line as it would be with the hours that are typed at this moment."""
    line, form = line_now(), request.form
    key = form.get("key", "")
    if key in line.hours:
        typed = text_of_form(form, line.hours[key], line.shop.country)
        if isinstance(typed, str):
            line = put_hours(line, key, typed)
    return render_template("setup/hours_heard.html", **names_for(line, card(line, key, form)))


def card(line: Line, key: str | None, fields: Mapping[str, str]) -> Card:
    """For the departments of these hours, or for all; the first where none is chosen, now where no time is."""
    zone = ZoneInfo(line.shop.timezone)
    departments = [one for one in line.departments.values() if key not in line.hours or one.hours_key == key]
    at = moment_of(
        fields.get("heard-on", "")[:10], fields.get("heard-at", "")[:5], line.shop.timezone, visitor().now
    ).astimezone(zone)
    if not departments:
        return Card((), at)
    wanted = fields.get("heard-department", "")
    chosen = next((one.key for one in departments if one.key == wanted), departments[0].key)
    day = day_of(schedule_of(line, chosen), at.date())
    return Card(departments, at, heard(line, chosen, at), day, _to_rehearse(line, chosen, at))


def _to_rehearse(line: Line, department_key: str, at: datetime) -> ToRehearse | None:
    """By the number that reaches the department at once, else by the first; everybody who answers is on duty."""
    if back_office().rehearse is None or not line.dids:
        return None
    direct = (did.number for did in line.dids.values() if did.department_key == department_key)
    on_duty = [one.email for one in people_of(line)]
    return ToRehearse(f"{at:%Y-%m-%dT%H:%M}", next(direct, next(iter(line.dids))), on_duty)


def names_for(line: Line, shown: Card) -> dict[str, Any]:
    """What the template of the answer says."""
    return {
        "card": shown,
        "zone": line.shop.timezone,
        "cause_words": CAUSE,
        "day_words": day_words,
        "spans_words": spans_words,
        "holiday_words": holiday_words,
    }
