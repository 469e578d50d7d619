"""A scene in a scratch store: people who wait, agents who talk with somebody, how long talks take."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from ticket_store.engine import Transaction
from ticket_store.handling import WHOLE_DAY
from ticket_store.ids import new_id, new_token
from ticket_store.line import Line
from ticket_store.ready import sync_ready
from ticket_store.schema import agent, agent_department, call, handling, reservation

STOOD_FOR = timedelta(seconds=40)  # the newest of those who wait; each one before them as long again
_NEVER = timedelta(days=30)
_KNOWN_WELL = 10_000  # talks: so many that the handling time which was told is believed


def set_handling(tx: Transaction, department_key: str, mean_s: float) -> None:
    """Talks of this department take so long, at any time of the day."""
    tx.db.execute(delete(handling).where(handling.c.department_key == department_key))
    told = {"department_key": department_key, "mean_s": mean_s, "talks": _KNOWN_WELL}
    tx.db.execute(insert(handling).values(half_hour=WHOLE_DAY, **told))


def agents_of(tx: Transaction, departments: Collection[str]) -> frozenset[str]:
    there = select(agent_department.c.agent_id).where(agent_department.c.department_key.in_(departments))
    return frozenset(tx.db.scalars(there))


def let_talk(tx: Transaction, line: Line, agent_id: str, at: datetime) -> None:
    """This agent is in a talk with somebody, until `make_room` ends it."""
    began = at - STOOD_FOR
    row = _row(line, began) | {"status": "talking", "agent_id": agent_id, "answered_at": began}
    tx.db.execute(insert(call).values(row))
    held = {
        "id": new_id(at),
        "agent_id": agent_id,
        "call_id": row["id"],
        "token": new_token(),
        "state": "accepted",
        "purpose": "answer",
        "slot": 0,
        "created_at": began,
        "accepted_at": began,
        "expires_at": at + _NEVER,
    }
    tx.db.execute(insert(reservation).values(held))
    sync_ready(tx, agent_id)


def let_wait(tx: Transaction, line: Line, department_key: str, many: int, at: datetime) -> None:
    """So many callers wait there, one behind the other."""
    if many:
        tx.db.execute(insert(call), list(_waiting(line, department_key, many, at)))


def make_room(tx: Transaction, agent_id: str, call_id: str, now: datetime) -> None:
    """Whoever stands ahead of this call in the agent's departments was served, and the agent's talk is over."""
    theirs = select(agent_department.c.department_key).where(agent_department.c.agent_id == agent_id)
    over = {"status": "ended", "ended_at": now}
    talks = (reservation.c.agent_id == agent_id) & (reservation.c.state == "accepted")
    in_talk = select(reservation.c.call_id).where(talks)
    ahead = call.c.department_key.in_(theirs) & (call.c.status == "waiting") & (call.c.id != call_id)
    tx.db.execute(update(call).where(ahead).values(over))
    tx.db.execute(update(call).where(call.c.id.in_(in_talk), call.c.id != call_id).values(over))
    let_go = {"state": "released", "cause": "talked", "released_at": now}
    tx.db.execute(update(reservation).where(talks, reservation.c.call_id != call_id).values(let_go))
    tx.db.execute(update(agent).where(agent.c.id == agent_id).values(wrap_up_until=None, idle_since=now))
    sync_ready(tx, agent_id)


def _waiting(line: Line, key: str, many: int, at: datetime) -> Iterator[dict[str, object]]:
    for place in range(many, 0, -1):
        since = at - STOOD_FOR * place
        told = {"status": "waiting", "department_key": key, "queued_at": since, "waiting_since": since}
        yield _row(line, since) | told | {"ranks_at": since}


def _row(line: Line, at: datetime) -> dict[str, object]:
    """A call that no carrier knows; it is never looked after."""
    return {
        "id": new_id(at),
        "sid": f"CA{new_token()}",
        "direction": "inbound",
        "language": line.shop.languages[0],
        "menu_version": line.menu_version,
        "step": 1,
        "started_at": at,
        "arrived_at": at,
        "deadline_at": at + _NEVER,
    }
