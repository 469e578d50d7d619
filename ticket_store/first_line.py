"""What was typed so far on the way to a shop's first line: kept step by step, so that nothing is typed twice."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from ticket_store.engine import Transaction
from ticket_store.schema import first_line

Steps = Mapping[str, Mapping[str, Any]]  # name of a step -> its fields as they were typed


def steps_so_far(db: Connection) -> Steps:
    """Empty before the first step, and again once the line is published."""
    return db.scalar(select(first_line.c.steps)) or {}


def keep_step(tx: Transaction, step: str, typed: Mapping[str, Any], now: datetime) -> None:
    """Keep what was typed in this step, faults and all; the other steps stay."""
    steps = {**steps_so_far(tx.db), step: dict(typed)}
    found = tx.db.execute(update(first_line).values(steps=steps, changed_at=now))
    if not found.rowcount:
        tx.db.execute(insert(first_line), {"id": 1, "steps": steps, "changed_at": now})


def forget_steps(tx: Transaction) -> None:
    tx.db.execute(delete(first_line))
