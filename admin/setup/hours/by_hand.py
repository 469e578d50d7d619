"""`/admin/hours/by-hand`: close departments now, with a reason and an end; open them again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from admin.back_office import back_office
from admin.guard import needs
from admin.languages import N_, gettext
from admin.permissions import Action
from admin.setup.hours.saving import Answer
from admin.setup.hours.showing import Heard, heard, line_now
from admin.setup.hours.typed_closure import LONGEST_REASON, SHOWN_AGAIN, TOO_LONG
from admin.shop_file.values import LeftOutError, read_moment
from admin.typed_text import clean
from admin.visitor import visitor
from admin.wording import LEFT_OUT as NEVER_COMES
from ticket_store.labels import Labels
from ticket_store.line import Line
from ticket_store.manual_close import close_by_hand, open_again

LONGEST_CLOSE = timedelta(days=366)
MINUTES = ("30", "60", "120", "240")
NONE_CHOSEN = N_("Choose a department at least.")


class Until(StrEnum):
    """The choices of an end besides minutes and a typed time."""

    TODAY = "today"  # the midnight that ends the shop's day
    OPENED = "opened"  # somebody opens it


class EndFault(StrEnum):
    """Why a typed end cannot be taken."""

    UNREADABLE = N_("Write the time as 2026-11-21 14:30.")
    LEFT_OUT = NEVER_COMES
    OVER = N_("This time is over. Choose a later one.")
    TOO_FAR = N_("Choose an end within a year, or close it until somebody opens it.")


@dataclass(frozen=True)
class Typed:
    """The fields as they were sent, to be shown again beside their faults."""

    departments: tuple[str, ...] = ()
    text: Mapping[str, str] = field(default_factory=dict)  # language -> reason
    ends_in: str = "60"
    ends_at: str = ""  # counts before `ends_in`


@needs(Action.CLOSE_BY_HAND)
def by_hand() -> str:
    line = line_now()
    return _page(line, Typed(departments=tuple(_mine(line))), {})


@needs(Action.CLOSE_BY_HAND)
def close() -> Answer:
    """Callers hear it from this moment on."""
    who, line = visitor(), line_now()
    typed = read_typed(who.labels)
    wanted = [key for key in typed.departments if key in _mine(line)]
    end = end_of(typed, line.shop.timezone, who.now)
    faults = {"end": gettext(end)} if isinstance(end, EndFault) else {}
    if not wanted:
        faults["departments"] = gettext(NONE_CHOSEN)
    if any(len(text) > LONGEST_REASON for text in typed.text.values()):
        faults["text"] = gettext(TOO_LONG)
    if isinstance(end, EndFault) or faults:
        return _page(line, typed, faults), 422
    back_office().store.write(
        lambda tx: close_by_hand(
            tx, wanted, who.now, until_at=end, reason=typed.text, actor=who.signed_in.email
        )
    )
    return _back()


@needs(Action.CLOSE_BY_HAND)
def open_now() -> Answer:
    """The hours decide again. What somebody else has opened meanwhile is open: nothing to complain about."""
    who, line = visitor(), line_now()
    wanted = [key for key in request.form.getlist("department") if key in _mine(line)]
    back_office().store.write(lambda tx: open_again(tx, wanted, who.now, actor=who.signed_in.email))
    return _back()


def read_typed(labels: Labels) -> Typed:
    said = {one: clean(request.form.get(f"text-{one}", ""), longest=SHOWN_AGAIN) for one in labels.languages}
    return Typed(
        departments=tuple(request.form.getlist("department")),
        text={language: text.strip() for language, text in said.items()},
        ends_in=request.form.get("ends_in", "")[:6],
        ends_at=request.form.get("ends_at", "")[:25],
    )


def end_of(typed: Typed, timezone: str, now: datetime) -> datetime | EndFault | None:
    """When the hours decide again; None until somebody opens it. A typed time counts before a choice."""
    zone = ZoneInfo(timezone)
    if typed.ends_at:
        try:
            ends_at = read_moment(typed.ends_at, zone)
        except LeftOutError:
            return EndFault.LEFT_OUT
        except ValueError:
            return EndFault.UNREADABLE
        if ends_at <= now:
            return EndFault.OVER
        return EndFault.TOO_FAR if ends_at > now + LONGEST_CLOSE else ends_at
    if typed.ends_in in MINUTES:
        return now + timedelta(minutes=int(typed.ends_in))
    if typed.ends_in == Until.TODAY:
        tomorrow = now.astimezone(zone).date() + timedelta(days=1)
        return datetime.combine(tomorrow, time(), zone).astimezone(UTC)
    return None if typed.ends_in == Until.OPENED else EndFault.UNREADABLE


def _mine(line: Line) -> Sequence[str]:
    """The departments that this person looks after."""
    visible = visitor().departments
    return [key for key in line.departments if visible is None or key in visible]


def _page(line: Line, typed: Typed, faults: Mapping[str, str]) -> str:
    now = visitor().now
    found: list[Heard] = [heard(line, key, now) for key in _mine(line)]
    return render_template(
        "setup/hours_by_hand.html",
        departments=[(line.departments[one.department_key], one) for one in found],
        typed=typed,
        faults=faults,
        minutes=[int(one) for one in MINUTES],
    )


def _back() -> Response:
    return redirect(url_for("pages.hours.by_hand"), 303)
