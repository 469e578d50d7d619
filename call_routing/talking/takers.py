"""Who could take a customer over: a department that is closed, unstaffed or full could not, nor could an agent
who is off duty. The agent who asks is told so, and the customer does not wait in vain.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from call_routing.choosing.choice import Memory
from call_routing.hours.opening_hours import Closed, opening
from call_routing.hours.schedules import schedule_of
from call_routing.queue.foretelling import half_hour_of
from ticket_store.agents import agent_by_id
from ticket_store.candidates import kinds_on_duty
from ticket_store.line import Line
from ticket_store.outlook import outlook
from ticket_store.queue import earlier_offers


@dataclass(frozen=True)
class NotPossible:
    """Nobody was asked, and the customer stays in the talk.

    `why`: not_talking, asking_already, yourself, unknown; of an agent off_duty, unreachable, had_them; of a
    department closed (with `opens_at`, where anybody knows), nobody (on duty), full; nobody_free.
    """

    why: str
    opens_at: datetime | None = None


def past_asking(db: Connection, call_id: str, by_agent_id: str) -> frozenset[str]:
    """Who is not rung for this customer any more: whoever asks now, said no, passed them on or never came."""
    memory = Memory(*earlier_offers(db, "call", call_id))
    return frozenset(
        one
        for one in (by_agent_id, *memory.declined, *memory.missed)
        if one == by_agent_id or memory.is_out(one)
    )


def department_refuses(
    db: Connection, line: Line, department_key: str, now: datetime, *, but: Collection[str]
) -> NotPossible | None:
    """Why this department could take no customer now; None when it could. Agents in `but` do not count.

    Closed beats nobody there beats a full queue, as for a caller who arrives (call_routing.queue.arrival).
    """
    department = line.departments.get(department_key)
    if department is None:
        return NotPossible("unknown")
    state = opening(schedule_of(line, department_key), now)
    if isinstance(state, Closed):
        return NotPossible("closed", state.opens_at)
    least = min(tier.skill for tier in department.routing.tiers)
    if not any(kind.skill >= least for kind in kinds_on_duty(db, department_key, but)):
        return NotPossible("nobody")
    waiting = outlook(db, department_key, half_hour_of(line, now), now).waiting
    return NotPossible("full") if waiting >= department.max_callers else None


def agent_refuses(db: Connection, agent_id: str, *, but: Collection[str]) -> NotPossible | None:
    """Why this agent could take no customer over, now or after the talk that they are in; None when they could."""
    found = agent_by_id(db, agent_id)
    if found is None:
        return NotPossible("unknown")
    if found.chosen_status != "available":
        return NotPossible("off_duty")
    if not found.reachable:
        return NotPossible("unreachable")
    return NotPossible("had_them") if agent_id in but else None
