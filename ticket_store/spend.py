"""What dialling customers costs, and how much was dialled: the counts of the dial gate.

Whoever decides on such counts and then adds to them takes `serialise_gate` first, so that two can never pass
a limit together.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, bindparam, case, func, or_, select, text, update

from ticket_store.engine import Transaction
from ticket_store.prepared import Prepared
from ticket_store.schema import attempt, audit, leg

_GATE = 7_305_001  # the name of PostgreSQL's lock; nothing else in this database takes an advisory lock
SPEND_ALARM = "spend.alarm"  # the action in the audit
_DAY = Prepared(
    select(
        func.count(),
        func.coalesce(func.sum(case((attempt.c.verified.is_(False), 1), else_=0)), 0),
        func.coalesce(func.sum(attempt.c.cost_cents), 0.0),
        func.min(attempt.c.placed_at),
        func.coalesce(func.sum(case((attempt.c.state != "ended", 1), else_=0)), 0),
    ).where(attempt.c.placed_at >= bindparam("since"))
)
_BILLED = Prepared(
    select(leg.c.attempt_id, leg.c.answered_at, leg.c.ended_at).where(
        leg.c.id == bindparam("leg_id"), leg.c.attempt_id.is_not(None)
    )
)


@dataclass(frozen=True, slots=True)
class Dials:
    """Attempts since some time: how many, to unproven numbers, their cents, the first of them, those that live."""

    dials: int
    unverified: int
    cents: float
    first_at: datetime | None
    live: int


@dataclass(frozen=True, slots=True)
class DialsTo:
    """The dials to one number: when the last began, whether one lives."""

    last_at: datetime | None
    live: bool


def serialise_gate(tx: Transaction) -> None:
    """From here to the commit nobody else decides on the counts. SQLite has one writer anyway.

    The order of locks: the call, the agent before the lease on them, this gate, the slots of a department
    (`slot_facts.lock_slots`), callbacks. Not everybody can keep to it, and these have a callback before: a number that
    calls proves it before another is asked for; an attempt that ends, or is not made, looks for another slot for it;
    where it is cancelled or moved, the agent who is rung for it is let go. Where two then wait for each other
    PostgreSQL breaks off one, and `engine` runs it again: a second is lost, nothing else.
    """
    if tx.db.dialect.name == "postgresql":
        tx.db.execute(text("SELECT pg_advisory_xact_lock(:gate)"), {"gate": _GATE})


def dials_since(db: Connection, since: datetime) -> Dials:
    """All dials to customers since then. Those that live cost the most they may."""
    dials, unverified, cents, first_at, live = _DAY.first(db, {"since": since}) or (0, 0, 0.0, None, 0)
    return Dials(dials, int(unverified), float(cents), first_at, int(live))


def dials_to(db: Connection, numbers: Collection[str], since: datetime) -> dict[str, DialsTo]:
    """The dials to each of these numbers since then, and those that still live.

    Attempts that we broke off before the phone rang do not count: they are made up for at once.
    """
    left = func.coalesce(attempt.c.cause, "").in_(("agent_left", "not_dialled"))
    query = (
        select(
            attempt.c.customer_number,
            func.max(case((left, None), else_=attempt.c.placed_at)),
            func.max(case((attempt.c.state != "ended", 1), else_=0)),
        )
        .where(attempt.c.customer_number.in_(numbers), _counts(since))
        .group_by(attempt.c.customer_number)
    )
    return {number: DialsTo(last_at, bool(live)) for number, last_at, live in db.execute(query)}


def _counts(since: datetime) -> ColumnElement[bool]:
    return or_(attempt.c.placed_at >= since, attempt.c.state != "ended")


def settle_leg_cost(tx: Transaction, leg_id: str) -> None:
    """A leg has ended: what its attempt has cost takes the place of what was held for it.

    Each minute begun since the answer is paid; nothing where nobody answered. Legs of agents have no attempt.
    """
    found = _BILLED.first(tx.db, {"leg_id": leg_id})
    if found is None:
        return
    attempt_id, answered_at, ended_at = found
    minutes = 0 if answered_at is None else max(-(-(ended_at - answered_at) // timedelta(minutes=1)), 1)
    cents = attempt.c.cents_a_minute * minutes
    tx.db.execute(update(attempt).where(attempt.c.id == attempt_id).values(cost_cents=cents))


def alarmed_since(db: Connection, since: datetime) -> bool:
    """Whether somebody was told since then that the cap comes near."""
    told = select(audit.c.id).where(audit.c.at >= since, audit.c.action == SPEND_ALARM).limit(1)
    return db.execute(told).first() is not None
