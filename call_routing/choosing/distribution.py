"""Bring waiting people and free agents together: calls and due callbacks in one order, in one transaction."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from heapq import merge

from call_routing.addresses import agent_address
from call_routing.choosing.choice import Memory, slots
from call_routing.choosing.finding import find
from call_routing.hours.dial_hours import dial_hours_of, may_ring
from ticket_store import outbox, reservations
from ticket_store.agents import agent_by_id
from ticket_store.callbacks import hold_callback
from ticket_store.calls import insert_leg, look_up_call
from ticket_store.candidates import may_be_rung
from ticket_store.carrier_pace import LineState, line_state
from ticket_store.engine import Transaction
from ticket_store.ids import new_token
from ticket_store.line import Line, Strategy
from ticket_store.queue import earlier_offers, waiting_people
from ticket_store.ready import ready_departments
from ticket_store.rows import Free, Reservation, Waiting

# The carrier rings up to 5 s longer than asked; then the agent hears who it is and may press 1.
CARRIER_BUFFER = timedelta(seconds=5)
WHISPER = timedelta(seconds=40)


def distribute(tx: Transaction, line: Line, now: datetime) -> int:
    """Hold a free agent for each waiting person as far as they go, in the order of the queue; how many were held.

    Nobody is held while the carrier is left alone: no phone would ring.
    Called wherever someone begins to wait or an agent becomes free, and by the sweeper. Two at once do no
    harm: the unique indexes let one of them win. While nobody is free it costs one small query.
    Where several ring at once, everybody gets one agent before anybody gets the second.
    """
    ready = ready_departments(tx.db, now)
    line_out = line_state(tx.db) if ready else LineState()
    if line_out.is_away(now):
        return 0
    held = 0
    several: list[Waiting] = []
    for person in _people(tx, line, ready, now):
        if not ready:
            break
        if person.department_key not in ready or (person.kind == "callback" and line_out.held_since):
            continue
        ringing = 0 if person.held else _hold_agents(tx, line, person, 1, now)
        if slots(person, line.departments[person.department_key].routing) > person.held + ringing > 0:
            several.append(replace(person, held=person.held + ringing))
        if ringing:
            held += ringing
            ready = ready_departments(tx.db, now)
    for person in several:
        room = line.departments[person.department_key].routing.ring_at_once - person.held
        held += _hold_agents(tx, line, person, room, now) if ready else 0
    return held


def ring_one(
    tx: Transaction,
    line: Line,
    *,
    agent_id: str,
    call_id: str,
    purpose: str,
    now: datetime,
    on_duty: bool = True,
) -> Reservation | None:
    """Ring this very agent for a call, whatever their departments: to consult, to listen, or to answer alone.

    None when the agent is not free. With `on_duty=False` it only matters that nobody holds them: a supervisor
    may listen who takes no calls. The call has been locked by whoever asks.
    """
    call = look_up_call(tx.db, call_id)
    department = line.departments.get((call and call.department_key) or "")
    if department is None or not may_be_rung(tx.db, agent_id, now, off_duty_too=not on_duty):
        return None
    if not reservations.claim(tx, agent_id, now, off_duty_too=not on_duty):
        return None
    lease = _lease(department.ring_timeout)
    made = reservations.reserve_one(tx, agent_id, call_id, purpose, now, lease)
    if made is not None:
        ring(tx, made, now, lease)
        tx.topics.update({f"agent:{agent_id}", f"call:{call_id}", "calls"})
    return made


def _people(tx: Transaction, line: Line, ready: frozenset[str], now: datetime) -> Iterator[Waiting]:
    """Whoever waits in these departments, the longest waiter of all of them first.

    Callbacks only while customers are dialled, and inside the hours for it; the sweeper moves the others.
    """
    rings: dict[str, bool] = {}  # whether customers of a department are rung now
    queues = [
        waiting_people(tx.db, key, now, slots=_slots_there(line, key))
        for key in sorted(ready & line.departments.keys())
    ]
    for person in merge(*queues, key=lambda person: (person.ranks_at, person.id)):
        key = person.department_key
        if person.kind == "callback" and key not in rings:
            rings[key] = line.shop.callbacks.dial and may_ring(dial_hours_of(line, key), now)
        if person.kind == "call" or rings[key]:
            yield person


def _slots_there(line: Line, department_key: str) -> int:
    routing = line.departments[department_key].routing
    return routing.ring_at_once if routing.strategy is Strategy.RING_SEVERAL else 1


def _hold_agents(tx: Transaction, line: Line, person: Waiting, most: int, now: datetime) -> int:
    """Hold the best free agents for one person; the next best where somebody else was quicker. How many."""
    memory = Memory(*earlier_offers(tx.db, person.kind, person.id))
    taken: set[str] = set()
    held = 0
    while held < most:
        found = find(tx.db, line, replace(person, held=person.held + held), memory, now, taken)
        if not found or not reservations.still_waits(tx, person):
            break
        for chosen in found[: most - held]:
            taken.add(chosen.id)
            if _hold(tx, line, person, chosen, now):
                held += 1
            elif person.held + held == 0 and reservations.is_held(tx, person):
                return held
    return held


def _hold(tx: Transaction, line: Line, person: Waiting, chosen: Free, now: datetime) -> bool:
    """Write the lease, the agent's leg and the errand to ring; False when another was quicker."""
    if not reservations.claim(tx, chosen.id, now):
        return False
    lease = _lease(line.departments[person.department_key].ring_timeout)
    reservation = reservations.reserve(tx, chosen.id, person, now, lease)
    if reservation is None:
        return False
    if reservation.callback_id is not None:
        hold_callback(tx, reservation.callback_id, chosen.id, now)
        tx.topics.add("callbacks")
    ring(tx, reservation, now, lease)
    tx.topics.update({f"agent:{chosen.id}", f"department:{person.department_key}", "calls"})
    return True


def _lease(ring_timeout: timedelta) -> timedelta:
    """How long an agent is held who neither takes nor refuses it."""
    return ring_timeout + CARRIER_BUFFER + WHISPER


def ring(tx: Transaction, reservation: Reservation, now: datetime, lease: timedelta) -> None:
    """Write the agent's leg and the errand that rings it."""
    agent = agent_by_id(tx.db, reservation.agent_id)
    if agent is None:
        raise LookupError(f"The reserved agent {reservation.agent_id} does not exist. Run `hotline doctor`.")
    leg_id = insert_leg(
        tx,
        now,
        lease,
        call_id=reservation.call_id,
        role="agent",
        agent_id=agent.id,
        address=agent_address(agent.email, agent.rings),
        token=new_token(),
        reservation_id=reservation.id,
        status="placing",
    )
    turn = outbox.Turn.CALLBACK if reservation.callback_id is not None else outbox.Turn.CALLER
    outbox.send(tx, "ring_agent", now, turn=turn, leg_id=leg_id)
