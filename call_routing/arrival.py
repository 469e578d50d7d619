"""A caller reaches a department: the case is found or opened, then it is decided whether they can wait."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from call_routing.distribution import distribute
from call_routing.opening_hours import Closed, opening
from call_routing.queue_order import rank
from call_routing.schedules import schedule_of
from ticket_store.calls import change_call, write_event
from ticket_store.customers import credit_of
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.queue import staffed_and_waiting
from ticket_store.rows import Call
from ticket_store.tickets import ticket_for

LONGEST_SILENCE = timedelta(minutes=2)  # a waiting caller's phone asks us again far sooner than that


@dataclass(frozen=True)
class Wait:
    """Into the queue."""


@dataclass(frozen=True)
class Shut:
    """Closed now; when it opens and why it is closed are spoken."""

    closed: Closed


@dataclass(frozen=True)
class NobodyThere:
    """Open, but no agent of the department is on duty: no hopeless queue."""


@dataclass(frozen=True)
class QueueFull:
    pass


Arrival = Wait | Shut | NobodyThere | QueueFull


def decide_arrival(closed: Closed | None, staffed: int, waiting: int, max_callers: int) -> Arrival:
    """Closed beats nobody there beats a full queue."""
    if closed is not None:
        return Shut(closed)
    if staffed == 0:
        return NobodyThere()
    return QueueFull() if waiting >= max_callers else Wait()


def arrive(tx: Transaction, line: Line, call: Call, department_key: str, now: datetime) -> Arrival:
    """Record first, then decide; a caller who may wait is offered to a free agent in the same transaction."""
    department = line.departments[department_key]
    case = ticket_for(tx, call.customer_id, department_key, now)
    state = opening(schedule_of(line, department_key), now)
    closed = state if isinstance(state, Closed) else None
    staffed, waiting = (0, 0) if closed else staffed_and_waiting(tx.db, department_key)
    decision = decide_arrival(closed, staffed, waiting, department.max_callers)
    write_event(
        tx,
        "department",
        f"{call.id}:department:{call.step}",
        now,
        call_id=call.id,
        body={"department": department_key, "decision": type(decision).__name__},
    )
    changes: dict[str, object] = {"department_key": department_key, "ticket_id": case.id}
    if isinstance(decision, Wait):
        changes.update(
            status="waiting",
            queued_at=call.queued_at or now,
            arrived_at=call.arrived_at or call.started_at,
            ranks_at=_rank(tx, line, call, department_key),
            deadline_at=now + LONGEST_SILENCE,
            spoken_place=None,
        )
    elif isinstance(decision, Shut):
        changes["outcome"] = "closed"
    change_call(tx, call.id, **changes)
    tx.topics.update({"calls", f"call:{call.id}", f"department:{department_key}"})
    if isinstance(decision, Wait):
        distribute(tx, line, now)
    return decision


def _rank(tx: Transaction, line: Line, call: Call, department_key: str) -> datetime:
    """By which this caller stands in the queue of the department."""
    credit = line.departments[department_key].routing.credit
    return rank(call.arrived_at or call.started_at, credit, credit_of(tx.db, call.customer_id))
