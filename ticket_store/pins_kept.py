"""PINs of agents: whose telephone it is that calls or texts, and how often a wrong PIN was given."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from ticket_store.engine import Transaction
from ticket_store.reading import columns_of
from ticket_store.schema import agent


@dataclass(frozen=True, slots=True)
class PinHolder:
    """An agent who may change the status from the phone at which they are rung."""

    id: str
    email: str
    languages: tuple[str, ...]
    chosen_status: str
    status_reason: str | None
    pin_hash: str
    pin_misses: int
    pin_locked_until: datetime | None
    pin_locks: int


_HOLDER = columns_of(agent, PinHolder)


def pin_holders(tx: Transaction, number: str) -> list[PinHolder]:
    """The agents with a PIN who are rung at this number, locked; more than one where they share a telephone."""
    asked = (
        select(*_HOLDER)
        .where(agent.c.rings == number, agent.c.active, agent.c.pin_hash.is_not(None))
        .order_by(agent.c.id)
        .with_for_update(key_share=True)
    )
    return [PinHolder(*row) for row in tx.db.execute(asked)]


def pin_holder(tx: Transaction, agent_id: str) -> PinHolder | None:
    """One agent, as long as they have a PIN; locked."""
    asked = select(*_HOLDER).where(agent.c.id == agent_id, agent.c.active, agent.c.pin_hash.is_not(None))
    row = tx.db.execute(asked.with_for_update(key_share=True)).first()
    return None if row is None else PinHolder(*row)


def set_pin(tx: Transaction, agent_id: str, pin_hash: str | None) -> None:
    """Take on a PIN, or none any more; wrong ones and earlier locks are forgotten, and a lock is lifted.

    The audit is the caller's, who knows the actor: action `agent.pin`, and never the PIN.
    """
    _change(tx, agent_id, pin_hash=pin_hash, pin_misses=0, pin_locked_until=None, pin_locks=0)


def forget_misses(tx: Transaction, agent_id: str) -> None:
    """The right PIN was given."""
    _change(tx, agent_id, pin_misses=0, pin_locked_until=None, pin_locks=0)


def count_misses(tx: Transaction, agent_id: str, misses: int) -> None:
    """So many wrong PINs since the last right one or the last lock."""
    _change(tx, agent_id, pin_misses=misses, pin_locked_until=None)


def lock_pin(tx: Transaction, agent_id: str, until: datetime, locks: int) -> None:
    """No PIN is taken before `until`; it is the so many-th lock since the last right one."""
    _change(tx, agent_id, pin_misses=0, pin_locked_until=until, pin_locks=locks)


def pin_lock(db: Connection, agent_id: str, now: datetime) -> datetime | None:
    """Until when the PIN of this agent is locked; None when it is not."""
    until = db.scalar(select(agent.c.pin_locked_until).where(agent.c.id == agent_id))
    return until if until is not None and until > now else None


def has_pin(db: Connection, agent_id: str) -> bool:
    """Whether a PIN is set, for the page that sets it."""
    return db.scalar(select(agent.c.pin_hash.is_not(None)).where(agent.c.id == agent_id)) or False


def _change(tx: Transaction, agent_id: str, **changes: Any) -> None:
    tx.db.execute(update(agent).where(agent.c.id == agent_id), changes)
    tx.topics.add(f"agent:{agent_id}")
