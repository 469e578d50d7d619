"""When an agent's desk was last seen, and whose desks have fallen silent.

Only an agent who is rung in the browser depends on it: a telephone rings without any desk.
"""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from ticket_store.engine import Transaction
from ticket_store.prepared import Prepared
from ticket_store.schema import agent, agent_department

_SILENT = Prepared(
    select(agent.c.id).where(
        agent.c.active, agent.c.reachable, agent.c.rings == "browser", agent.c.seen_at <= bindparam("since")
    )
)
_WRONGLY_LOST = Prepared(
    select(agent.c.id).where(agent.c.active, ~agent.c.reachable, agent.c.rings != "browser")
)


def write_seen(tx: Transaction, agent_id: str, now: datetime) -> bool | None:
    """Note a sign of life; whether the agent counted as reachable before, None where no desk matters.

    No page is told: nothing that anybody sees has changed.
    """
    seen = (
        update(agent)
        .where(agent.c.id == agent_id, agent.c.active, agent.c.rings == "browser")
        .values(seen_at=now)
        .returning(agent.c.reachable)
    )
    return tx.db.execute(seen).scalar()


def silent_agents(db: Connection, since: datetime) -> list[str]:
    """Agents who count as reachable, and whose desk gave its last sign before `since`.

    One whose desk never gave any (`seen_at` is empty) was set available from elsewhere and is not silent.
    """
    return [row[0] for row in _SILENT.all(db, {"since": since})]


def wrongly_lost(db: Connection) -> list[str]:
    """Agents who count as unreachable since their desk fell silent, and are rung at a telephone by now."""
    return [row[0] for row in _WRONGLY_LOST.all(db, {})]


def tell_departments(tx: Transaction, agent_id: str) -> None:
    """The pages of an agent's departments show who is staffed: they look again."""
    keys = select(agent_department.c.department_key).where(agent_department.c.agent_id == agent_id)
    tx.topics.update(f"department:{key}" for key in tx.db.execute(keys).scalars())
