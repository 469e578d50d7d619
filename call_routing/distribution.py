"""Bring waiting people and free agents together: calls and due callbacks in one order, in one transaction."""

from collections import Counter
from datetime import datetime, timedelta

from call_routing.addresses import agent_address
from call_routing.choice import Duty, Memory, OnDuty, choose
from call_routing.opening_hours import is_open
from call_routing.schedules import schedule_of
from ticket_store import outbox
from ticket_store.agents import agent_by_id, free_agents, on_duty
from ticket_store.callbacks import hold_callback
from ticket_store.calls import insert_leg
from ticket_store.engine import Transaction
from ticket_store.ids import new_token
from ticket_store.line import Line
from ticket_store.queue import misses_of, waiting_people
from ticket_store.reservations import is_held, reserve, still_waits
from ticket_store.rows import Free, Reservation, Waiting

# The carrier rings up to 5 s longer than asked; then the agent hears who it is and may press 1.
CARRIER_BUFFER = timedelta(seconds=5)
WHISPER = timedelta(seconds=40)


def distribute(tx: Transaction, line: Line, now: datetime) -> int:
    """Hold a free agent for each waiting person as far as they go, longest waiting first; how many were held.

    Called wherever someone begins to wait or an agent becomes free, and by the sweeper. Two at once do no
    harm: the unique indexes let one of them win.
    """
    free = free_agents(tx.db, now)
    if not free:
        return 0
    held = 0
    duties: dict[str, Duty] = {}
    for person in waiting_people(tx.db, now):
        if person.kind == "callback" and not is_open(schedule_of(line, person.department_key), now):
            continue  # only inside opening hours at the moment of dialling; the sweeper moves its time
        if person.department_key not in duties:
            duties[person.department_key] = Duty(
                {one: OnDuty(spoken, 1) for one, spoken in on_duty(tx.db, person.department_key)}
            )
        held += _find_agent(tx, line, person, free, duties[person.department_key], now)
        if not free:
            break
    return held


def _find_agent(
    tx: Transaction, line: Line, person: Waiting, free: list[Free], duty: Duty, now: datetime
) -> bool:
    """Hold the best free agent for one person; the next best where somebody else was quicker."""
    memory = _memory(tx, person)
    routing = line.departments[person.department_key].routing
    while found := choose(person, free, routing, memory, duty, now)[:1]:
        chosen = found[0]
        if not still_waits(tx, person):
            return False
        free.remove(chosen)
        if _hold(tx, line, person, chosen, now):
            return True
        if is_held(tx, person):
            free.append(chosen)  # the person was taken, the agent may still be free
            return False
    return False


def _memory(tx: Transaction, person: Waiting) -> Memory:
    misses = misses_of(tx.db, person)
    return Memory(
        declined=frozenset(agent for agent, cause in misses if cause == "declined"),
        missed=Counter(agent for agent, _ in misses),
    )


def _hold(tx: Transaction, line: Line, person: Waiting, chosen: Free, now: datetime) -> bool:
    """Write the lease, the agent's leg and the errand to ring; False when another was quicker."""
    department = line.departments[person.department_key]
    lease = department.ring_timeout + CARRIER_BUFFER + WHISPER
    reservation = reserve(tx, chosen.id, person, now, lease)
    if reservation is None:
        return False
    if reservation.callback_id is not None:
        hold_callback(tx, reservation.callback_id, chosen.id)
        tx.topics.add("callbacks")
    ring(tx, reservation, now, lease)
    tx.topics.update({f"agent:{chosen.id}", f"department:{person.department_key}", "calls"})
    return True


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
    outbox.send(tx, "ring_agent", now, leg_id=leg_id)
