"""A caller reaches a department: the case is found or opened, then it is decided whether they can wait."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from call_routing.choosing.distribution import distribute
from call_routing.hours.opening_hours import Closed, Open, opening
from call_routing.hours.schedules import schedule_of
from call_routing.queue.foretelling import Foretold, foretell
from call_routing.queue.place_in_queue import rank_in
from ticket_store.calls import change_call, write_event
from ticket_store.engine import Transaction
from ticket_store.line import Line, NextStep, OverflowTo
from ticket_store.recognised import busy_agent
from ticket_store.rows import Call
from ticket_store.tickets import owner_of, ticket_for

LONGEST_SILENCE = timedelta(minutes=2)  # a waiting caller's phone asks us again far sooner than that


@dataclass(frozen=True)
class Wait:
    """Into the queue."""


@dataclass(frozen=True)
class OwnerBusy:
    """Into the queue; the owner of the case talks with somebody else, so the caller is asked whom they want."""

    agent_id: str
    name: str


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


@dataclass(frozen=True)
class LastCall:
    """Open, but the turn of this caller would come after closing."""


@dataclass(frozen=True)
class Overflow:
    """On to another department, which can take them."""

    department_key: str


Arrival = Wait | OwnerBusy | Shut | NobodyThere | QueueFull | LastCall | Overflow


def decide_arrival(
    closed: Closed | None, staffed: int, waiting: int, max_callers: int, *, too_late: bool = False
) -> Wait | Shut | NobodyThere | QueueFull | LastCall:
    """Closed beats nobody there beats a full queue beats a turn that would come too late."""
    if closed is not None:
        return Shut(closed)
    if staffed == 0:
        return NobodyThere()
    if waiting >= max_callers:
        return QueueFull()
    return LastCall() if too_late else Wait()


def comes_too_late(state: Open | Closed, expected: timedelta | None, now: datetime) -> bool:
    """The last-call rule: whether the expected wait ends after closing. Source: docs/rules.md#last-call."""
    if not isinstance(state, Open) or state.closes_at is None or expected is None:
        return False
    return now + expected > state.closes_at


def arrive(tx: Transaction, line: Line, call: Call, department_key: str, now: datetime) -> Arrival:
    """Record first, then decide; a caller who may wait is offered to a free agent in the same transaction.

    Whoever comes from another department by its next step keeps the case that was opened there.
    """
    ticket_id, owner_id = _case(tx, call, department_key, now)
    call = replace(call, department_key=department_key, arrived_at=call.arrived_at or call.started_at)
    ranks_at = rank_in(tx.db, line, department_key, call.customer_id, call.arrived_at or call.started_at)
    decision, foretold = foresee_arrival(tx.db, line, department_key, ranks_at, now)
    arrival = _refine(tx, line, call, decision, owner_id, now)
    write_event(
        tx,
        "department",
        f"{call.id}:department:{call.step}:{department_key}",
        now,
        call_id=call.id,
        body={"department": department_key, "decision": type(arrival).__name__},
    )
    changes: dict[str, object] = {
        "department_key": department_key,
        "ticket_id": ticket_id,
        "arrival": type(arrival).__name__,
    }
    if isinstance(decision, Wait):
        changes |= _waiting(call, ranks_at, foretold, now)
        changes["within_s"] = round(line.departments[department_key].service_level.within.total_seconds())
    elif isinstance(decision, Shut):
        changes["outcome"] = "closed"
    change_call(tx, call.id, **changes)
    tx.topics.update({"calls", f"call:{call.id}", f"department:{department_key}"})
    if isinstance(decision, Wait):
        distribute(tx, line, now)
    return arrival


def foresee_arrival(
    db: Connection, line: Line, key: str, ranks_at: datetime, now: datetime
) -> tuple[Wait | Shut | NobodyThere | QueueFull | LastCall, Foretold | None]:
    """What a caller with this rank finds in a department now; nothing is foretold of a closed one.

    The contact page asks it, too: what it says is what a caller would find.
    """
    state = opening(schedule_of(line, key), now)
    most = line.departments[key].max_callers
    if isinstance(state, Closed):
        return decide_arrival(state, 0, 0, most), None
    foretold = foretell(db, line, key, ranks_at, now)
    seen, expected = foretold.outlook, foretold.wait.expected if foretold.wait else None
    too_late = comes_too_late(state, expected, now)
    return decide_arrival(None, seen.staffed, seen.waiting, most, too_late=too_late), foretold


def overflow_target(tx: Transaction, line: Line, call: Call, step: NextStep, now: datetime) -> str | None:
    """The department to which this step leads, where that can take the caller now; else None.

    Once a call, and never to a department that is closed, unstaffed or full: an offer is better than a tour.
    """
    if not isinstance(step, OverflowTo) or call.overflow_from is not None:
        return None
    key = step.department_key
    if key not in line.departments or key == call.department_key:
        return None
    ranks_at = rank_in(tx.db, line, key, call.customer_id, call.arrived_at or call.started_at)
    decision, _ = foresee_arrival(tx.db, line, key, ranks_at, now)
    return key if isinstance(decision, Wait) else None


def _refine(
    tx: Transaction,
    line: Line,
    call: Call,
    decision: Wait | Shut | NobodyThere | QueueFull | LastCall,
    owner_id: str | None,
    now: datetime,
) -> Arrival:
    """The next step of a department that cannot take the caller; the question to one whose owner is busy."""
    routing = line.departments[call.department_key or ""].routing
    match decision:
        case Wait() if owner_id and routing.owner_for and not call.owner_choice and not call.overflow_from:
            name = busy_agent(tx.db, owner_id, call.department_key or "", now)
            return decision if name is None else OwnerBusy(owner_id, name)
        case NobodyThere() | QueueFull():
            step = routing.when_nobody if isinstance(decision, NobodyThere) else routing.when_full
            key = overflow_target(tx, line, call, step, now)
            return decision if key is None else Overflow(key)
        case _:
            return decision


def _case(tx: Transaction, call: Call, department_key: str, now: datetime) -> tuple[str, str | None]:
    """The case and its owner."""
    if call.overflow_from is not None and call.ticket_id is not None:
        return call.ticket_id, owner_of(tx.db, call.ticket_id)
    case = ticket_for(tx, call.customer_id, department_key, now)
    return case.id, case.owner_id


def _waiting(call: Call, ranks_at: datetime, foretold: Foretold | None, now: datetime) -> dict[str, object]:
    """What is written of somebody who begins to wait here. The arrival and the first estimate are kept."""
    wait = foretold.wait if foretold is not None else None
    expected_s = round(wait.expected.total_seconds()) if wait is not None else None
    return {
        "status": "waiting",
        "walk": None,
        "queued_at": call.queued_at or now,
        "waiting_since": now,
        "arrived_at": call.arrived_at,
        "ranks_at": ranks_at,
        "expected_s": expected_s if call.queued_at is None else call.expected_s,
        "deadline_at": now + LONGEST_SILENCE,
        "spoken_place": None,
        "spoken_high_minutes": None,
        "spoken_at": None,
    }
