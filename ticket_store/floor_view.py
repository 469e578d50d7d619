"""The floor at one moment: who is there and what they do, which calls go on, who listens in."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, case, select

from ticket_store.schema import agent, agent_department, call, customer, reservation
from ticket_store.talk_view import ConsultState, Talk, Watcher, talks_of

_MOST = 200  # people and calls on one page; more than a person can watch
_DUTY = ("available", "away")  # the order of statuses; offline comes last


class Doing(StrEnum):
    """What an agent does at this moment, derived from the lease they hold."""

    IDLE = "idle"
    RINGING = "ringing"  # is being rung
    DIALING = "dialing"  # waits for the customer who is rung back
    TALKING = "talking"
    CONSULTED = "consulted"  # asked by a colleague who talks
    LISTENING = "listening"
    WRAP_UP = "wrap_up"


@dataclass(frozen=True)
class PersonOnFloor:
    """One active person with a department. `since` is when what they do began, where that is known."""

    id: str
    email: str
    name: str
    departments: tuple[str, ...]
    chosen: str
    chosen_at: datetime | None
    next_status: str | None
    reason: str | None
    reachable: bool
    rings: str
    seen_at: datetime | None
    doing: Doing
    since: datetime | None
    call_id: str | None


@dataclass(frozen=True)
class CallOnFloor:
    """One call that has not ended. `since` is when its state began; `held_since` while music plays."""

    id: str
    number: str | None
    customer_name: str | None
    direction: str
    status: str
    since: datetime
    started_at: datetime
    department_key: str | None
    agent_id: str | None
    agent_name: str | None
    held_since: datetime | None
    consult: ConsultState | None
    watchers: tuple[Watcher, ...]


def people_on_floor(db: Connection, now: datetime) -> list[PersonOnFloor]:
    """Everybody active who works in a department: available first, offline last, each by name."""
    held = reservation.alias("held")
    talk, wrapped = call.alias("talk"), call.alias("wrapped")
    rows = db.execute(
        select(
            agent,
            held.c.purpose,
            held.c.state,
            held.c.created_at,
            held.c.accepted_at,
            held.c.callback_id,
            held.c.call_id.label("held_call_id"),
            talk.c.status.label("talk_status"),
            wrapped.c.talk_ended_at,
        )
        .outerjoin(held, (held.c.agent_id == agent.c.id) & (held.c.state != "released"))
        .outerjoin(talk, talk.c.id == held.c.call_id)
        .outerjoin(wrapped, wrapped.c.id == agent.c.wrap_up_call_id)
        .where(agent.c.active, agent.c.id.in_(select(agent_department.c.agent_id)))
        .order_by(
            case({status: place for place, status in enumerate(_DUTY)}, value=agent.c.chosen_status, else_=9),
            agent.c.name,
            agent.c.id,
        )
        .limit(_MOST)
    ).all()
    departments = _departments(db, [row.id for row in rows])
    return [_person(row, departments[row.id], now) for row in rows]


def people_by_name(db: Connection, departments: Collection[str] | None = None) -> list[tuple[str, str]]:
    """Id and name of everybody who works in one of these departments (or in any), those who have left too."""
    theirs = select(agent_department.c.agent_id)
    if departments is not None:
        theirs = theirs.where(agent_department.c.department_key.in_(sorted(departments)))
    asked = select(agent.c.id, agent.c.name).where(agent.c.id.in_(theirs)).order_by(agent.c.name, agent.c.id)
    return [(row.id, row.name) for row in db.execute(asked)]


def calls_on_floor(db: Connection) -> list[CallOnFloor]:
    """Calls that have not ended, the one that came first at the top."""
    rows = db.execute(
        select(call, customer.c.name.label("customer_name"), agent.c.name.label("agent_name"))
        .outerjoin(customer, customer.c.id == call.c.customer_id)
        .outerjoin(agent, agent.c.id == call.c.agent_id)
        .where(call.c.status != "ended")
        .order_by(call.c.started_at, call.c.id)
        .limit(_MOST)
    ).all()
    talks = talks_of(db, [row.id for row in rows])
    return [_call(row, talks[row.id]) for row in rows]


def _person(row: Row[Any], departments: tuple[str, ...], now: datetime) -> PersonOnFloor:
    doing, since = _doing(row, now)
    return PersonOnFloor(
        id=row.id,
        email=row.email,
        name=row.name,
        departments=departments,
        chosen=row.chosen_status,
        chosen_at=row.chosen_at,
        next_status=row.next_status,
        reason=row.status_reason,
        reachable=row.reachable,
        rings=row.rings,
        seen_at=row.seen_at,
        doing=doing,
        since=since,
        call_id=row.held_call_id,
    )


def _doing(row: Row[Any], now: datetime) -> tuple[Doing, datetime | None]:
    match (row.state, row.purpose):
        case ("ringing", _):
            return Doing.RINGING, row.created_at
        case ("accepted", "consult"):
            return Doing.CONSULTED, row.accepted_at
        case ("accepted", "listen"):
            return Doing.LISTENING, row.accepted_at
        case ("accepted", _):
            is_talking = row.talk_status == "talking" or row.callback_id is None
            return (Doing.TALKING if is_talking else Doing.DIALING), row.accepted_at
    if row.wrap_up_until is not None and row.wrap_up_until > now:
        return Doing.WRAP_UP, row.talk_ended_at
    return Doing.IDLE, row.idle_since


def _departments(db: Connection, agent_ids: list[str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = dict.fromkeys(agent_ids, ())
    asked = select(agent_department.c.agent_id, agent_department.c.department_key).where(
        agent_department.c.agent_id.in_(agent_ids)
    )
    for row in db.execute(asked.order_by(agent_department.c.department_key)):
        found[row.agent_id] += (row.department_key,)
    return found


def _call(row: Row[Any], talk: Talk) -> CallOnFloor:
    waits_since = row.waiting_since if row.answered_at else row.queued_at  # back from a talk: since then
    began = {"waiting": waits_since, "talking": row.answered_at}.get(row.status)
    return CallOnFloor(
        id=row.id,
        number=row.customer_number,
        customer_name=row.customer_name,
        direction=row.direction,
        status=row.status,
        since=began or row.started_at,
        started_at=row.started_at,
        department_key=row.department_key,
        agent_id=row.agent_id if row.status == "talking" else None,
        agent_name=row.agent_name if row.status == "talking" else None,
        held_since=talk.held_since,
        consult=talk.consult,
        watchers=talk.watchers,
    )
