"""Everything the floor shows at one moment, read in one consistent view."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from admin.permissions import Action
from admin.visitor import Visitor
from ticket_store.desk_view import QueueLine, queue_lines
from ticket_store.estimate_errors import EstimateError, errors
from ticket_store.floor_view import CallOnFloor, PersonOnFloor, calls_on_floor, people_on_floor
from ticket_store.unattended import minutes_unattended, unattended_now

_MOST_TOPICS = 40  # the live process takes 50 of a page


@dataclass(frozen=True)
class FloorView:
    """`topics` are what the floor listens to: whenever one of them changes, it is read again.

    `unattended` says since when a department has been open with nobody on duty, `minutes` for how many minutes
    of today. `watching` is the call that the visitor listens to, in `mode`. `errors` are of today, the newest first.
    """

    departments: list[QueueLine]
    unattended: Mapping[str, datetime]
    minutes: Mapping[str, float]
    people: list[PersonOnFloor]
    calls: list[CallOnFloor]
    watching: str | None
    mode: str | None
    errors: list[EstimateError]
    topics: tuple[str, ...]


def floor_view(db: Connection, who: Visitor) -> FloorView:
    calls, departments = calls_on_floor(db), list(who.labels.departments)
    watching, mode = _watching(calls, who)
    return FloorView(
        departments=queue_lines(db, departments, who.now),
        unattended=unattended_now(db),
        minutes=minutes_unattended(db, who.midnight, who.now),
        people=people_on_floor(db, who.now),
        calls=calls,
        watching=watching,
        mode=mode,
        errors=errors(db, who.midnight, who.now + timedelta(minutes=30))[::-1],
        topics=("calls", "callbacks", "agents", *(f"department:{key}" for key in departments))[:_MOST_TOPICS],
    )


def may_listen(call: CallOnFloor, who: Visitor) -> bool:
    """Whether the page offers to listen: a talk of others, for whoever has the permission."""
    return who.may(Action.LISTEN_TO_TALK) and call.status == "talking" and call.agent_id != who.signed_in.id


def _watching(calls: list[CallOnFloor], who: Visitor) -> tuple[str, str] | tuple[None, None]:
    me = who.signed_in.id
    return next(
        ((one.id, by.mode) for one in calls for by in one.watchers if by.agent_id == me), (None, None)
    )
