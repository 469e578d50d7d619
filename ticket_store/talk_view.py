"""What a desk shows of a talk: hold, the colleague who is asked, who listens; and whom one could ask."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from ticket_store.schema import agent, agent_department, call, reservation
from ticket_store.standing import is_free


@dataclass(frozen=True)
class ConsultState:
    """The colleague who is asked. `state`: ringing, talking (the customer hears music), joined."""

    agent_id: str
    name: str
    state: str


@dataclass(frozen=True)
class Watcher:
    """A supervisor in the talk. `mode`: listen, whisper, join; `is_in` once they have pressed 1."""

    agent_id: str
    name: str
    mode: str
    is_in: bool


@dataclass(frozen=True)
class Talk:
    held_since: datetime | None = None
    consult: ConsultState | None = None
    watchers: tuple[Watcher, ...] = ()


@dataclass(frozen=True)
class Colleague:
    """An agent on duty. `departments` maps a key to the skill in it; `free` could be rung this moment."""

    id: str
    name: str
    departments: Mapping[str, int]
    free: bool
    reachable: bool
    idle_since: datetime | None = None


def talk_of(db: Connection, call_id: str) -> Talk:
    """The talk of this call as it is now; an empty one for a call that is in none."""
    return talks_of(db, [call_id]).get(call_id, Talk())


def talks_of(db: Connection, call_ids: Collection[str]) -> Mapping[str, Talk]:
    """The talks of these calls as they are now, by call."""
    calls = db.execute(select(call.c.id, call.c.status, call.c.held_at).where(call.c.id.in_(call_ids)))
    rows = db.execute(
        select(
            *(reservation.c.call_id, reservation.c.purpose, reservation.c.state, reservation.c.mode),
            *(reservation.c.agent_id, agent.c.name),
        )
        .join(agent, agent.c.id == reservation.c.agent_id)
        .where(
            reservation.c.call_id.in_(call_ids),
            reservation.c.purpose != "answer",
            reservation.c.state != "released",
        )
        .order_by(reservation.c.id)
    )
    company: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        company[row.call_id].append(row)
    return {row.id: _talk(row.held_at if row.status == "talking" else None, company[row.id]) for row in calls}


def _talk(held_at: datetime | None, company: Sequence[Any]) -> Talk:
    asked = next((row for row in company if row.purpose == "consult"), None)
    consult = None
    if asked is not None:
        inside = "talking" if held_at is not None else "joined"
        consult = ConsultState(asked.agent_id, asked.name, inside if asked.state == "accepted" else "ringing")
    watchers = tuple(
        Watcher(row.agent_id, row.name, row.mode or "listen", row.state == "accepted")
        for row in company
        if row.purpose == "listen"
    )
    return Talk(held_at, consult, watchers)


def agents_to_ask(db: Connection, but: str, now: datetime) -> list[Colleague]:
    """Everybody who has chosen to be available, by name, except one."""
    rows = db.execute(
        select(
            agent.c.id, agent.c.name, agent.c.reachable, agent.c.idle_since,
            is_free().label("free"),
            agent_department.c.department_key, agent_department.c.skill,
        )
        .join(agent_department, agent_department.c.agent_id == agent.c.id)
        .where(agent.c.active, agent.c.chosen_status == "available", agent.c.id != but)
        .order_by(agent.c.name, agent.c.id),
        {"now": now},
    )  # fmt: skip
    found: dict[str, Colleague] = {}
    departments: dict[str, dict[str, int]] = {}
    for row in rows:
        skills = departments.setdefault(row.id, {})
        skills[row.department_key] = row.skill
        found[row.id] = Colleague(row.id, row.name, skills, bool(row.free), row.reachable, row.idle_since)
    return list(found.values())
