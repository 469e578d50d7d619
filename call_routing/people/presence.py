"""Whether an agent's browser can be rung: the desk gives a sign of life, and silence decides.

Chosen status and reachable are two facts. Nothing here touches what the agent chose, so whoever comes back is
at once what they were before. A telephone (`rings` is a number or a SIP address) needs no desk.
"""

from datetime import datetime, timedelta

from call_routing.choosing.distribution import distribute
from ticket_store.agents import change_agent
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.line_rows import load_line
from ticket_store.presence_kept import silent_agents, tell_departments, write_seen, wrongly_lost
from ticket_store.reporting.duty_kept import keep_duty

# The desk beats every 10 s (static/presence.js). Two beats may be lost on the way; the sweeper looks every 2 s,
# so that 30 s after the last beat nobody is offered a call any more.
SILENCE = timedelta(seconds=27)


def beat(tx: Transaction, agent_id: str, now: datetime, *, line: Line | None = None) -> None:
    """The agent's desk is open. Whoever was silent is reachable again, and may be rung at once."""
    if write_seen(tx, agent_id, now) is not False:
        return
    _turn(tx, agent_id, now, reachable=True)
    distribute(tx, line or load_line(tx.db), now)


def lose_silent(tx: Transaction, now: datetime) -> int:
    """Count everyone as unreachable whose desk has been silent for too long; how many they were.

    Whoever is rung at a telephone by now no longer depends on a desk, and is let in again.
    """
    lost = silent_agents(tx.db, now - SILENCE)
    for agent_id in lost:
        _turn(tx, agent_id, now, reachable=False)
    for agent_id in wrongly_lost(tx.db):
        _turn(tx, agent_id, now, reachable=True)
    return len(lost)


def _turn(tx: Transaction, agent_id: str, now: datetime, *, reachable: bool) -> None:
    change_agent(tx, agent_id, reachable=reachable)
    keep_duty(tx, agent_id, now)
    tell_departments(tx, agent_id)
