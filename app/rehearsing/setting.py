"""The scene before the call: who is on duty, who waits, how long talks take, in which language the caller is known."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from admin.rehearse import Setup
from call_routing.people.agent_status import AgentStatus, choose_status
from ticket_store.agents import agent_by_email
from ticket_store.customers import customer_for, keep_language
from ticket_store.engine import Transaction
from ticket_store.handling import WHOLE_DAY
from ticket_store.ids import new_id, new_token
from ticket_store.line import Line
from ticket_store.ready import sync_ready
from ticket_store.schema import agent, agent_department, call, handling, reservation

STOOD_FOR = timedelta(seconds=40)  # the newest of those who wait; each one before them as long again
_NEVER = timedelta(days=30)
_KNOWN_WELL = 10_000  # talks: so many that the handling time which was told is believed
MOST_WAITING = 200


def set_scene(tx: Transaction, line: Line, setup: Setup) -> None:
    """Write it into a scratch store. Departments and people that the line does not have are passed over."""
    if setup.language is not None and setup.caller_number is not None:
        known = customer_for(tx, setup.caller_number, setup.at)
        keep_language(tx, known.id, setup.language)
    _tell_handling(tx, line, setup)
    busy = _agents_of(tx, [key for key, many in setup.waiting.items() if many > 0])
    for email in setup.on_duty:
        found = agent_by_email(tx.db, email)
        if found is None:
            continue
        choose_status(
            tx, found.id, AgentStatus.AVAILABLE, setup.at - timedelta(hours=1), actor=email, line=line
        )
        if found.id in busy:
            _talks_with_somebody(tx, line, found.id, setup.at)
    for key, many in setup.waiting.items():
        if key in line.departments:
            tx.db.execute(insert(call), list(_waiting(line, key, min(many, MOST_WAITING), setup.at)))


def _tell_handling(tx: Transaction, line: Line, setup: Setup) -> None:
    for key, mean_s in setup.handling_s.items():
        if key in line.departments:
            tx.db.execute(delete(handling).where(handling.c.department_key == key))
            told = {"department_key": key, "mean_s": float(mean_s), "talks": _KNOWN_WELL}
            tx.db.execute(insert(handling).values(half_hour=WHOLE_DAY, **told))


def _agents_of(tx: Transaction, departments: list[str]) -> frozenset[str]:
    there = select(agent_department.c.agent_id).where(agent_department.c.department_key.in_(departments))
    return frozenset(tx.db.scalars(there))


def _talks_with_somebody(tx: Transaction, line: Line, agent_id: str, at: datetime) -> None:
    """This agent is in a talk that ends when the rehearsal says so."""
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


def _waiting(line: Line, key: str, many: int, at: datetime) -> Iterator[dict[str, object]]:
    for place in range(many, 0, -1):
        since = at - STOOD_FOR * place
        told = {"status": "waiting", "department_key": key, "queued_at": since, "waiting_since": since}
        yield _row(line, since) | told | {"ranks_at": since, "agent_id": None, "answered_at": None}


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


def make_room(tx: Transaction, agent_id: str, call_id: str, now: datetime) -> None:
    """Whoever stands ahead of this call in the agent's departments has been served, and the agent's talk is over."""
    theirs = select(agent_department.c.department_key).where(agent_department.c.agent_id == agent_id)
    over = {"status": "ended", "ended_at": now}
    held = select(reservation.c.call_id).where(
        reservation.c.agent_id == agent_id, reservation.c.state == "accepted"
    )
    ahead = call.c.department_key.in_(theirs) & (call.c.status == "waiting") & (call.c.id != call_id)
    tx.db.execute(update(call).where(ahead).values(over))
    tx.db.execute(update(call).where(call.c.id.in_(held), call.c.id != call_id).values(over))
    tx.db.execute(
        update(reservation)
        .where(
            reservation.c.agent_id == agent_id,
            reservation.c.state == "accepted",
            reservation.c.call_id != call_id,
        )
        .values(state="released", cause="talked", released_at=now)
    )
    tx.db.execute(update(agent).where(agent.c.id == agent_id).values(wrap_up_until=None, idle_since=now))
    sync_ready(tx, agent_id)
