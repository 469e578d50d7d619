"""Departments that a person closes by hand, and opens again: a word of today, no setting.

They are part of the line that every process holds, so each change raises its version.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from ticket_store.audit import write_audit
from ticket_store.engine import Transaction
from ticket_store.line import Words
from ticket_store.line_lock import lock_line
from ticket_store.schema import department, shop

_OPEN: dict[str, Any] = {"closed_since_at": None, "closed_until_at": None, "closed_reason": {}}


def close_by_hand(
    tx: Transaction,
    keys: Collection[str],
    now: datetime,
    *,
    until_at: datetime | None,
    reason: Words,
    actor: str,
) -> None:
    """Close these departments from now on, until then or (None) until somebody opens them; one closed before, anew.

    Raises: ValueError for an end that is not ahead; LookupError for a department that there is not.
    """
    if until_at is not None and until_at <= now:
        raise ValueError(f"The end {until_at:%Y-%m-%d %H:%M %Z} is over. Set a later one, or none.")
    said = {language: text.strip() for language, text in reason.items() if text.strip()}
    values = {"closed_since_at": now, "closed_until_at": until_at, "closed_reason": said}
    for row in _locked(tx, keys):
        _put(tx, row, values, now, "department.close", actor)
    _change_the_line(tx, keys)


def open_again(tx: Transaction, keys: Collection[str], now: datetime, *, actor: str) -> bool:
    """Let the hours decide again, at once; whether any of them was closed by hand.

    Raises: LookupError for a department that there is not.
    """
    closed = [row for row in _locked(tx, keys) if row.closed_since_at is not None]
    for row in closed:
        _put(tx, row, _OPEN, now, "department.open", actor)
    if closed:
        _change_the_line(tx, [row.key for row in closed])
    return bool(closed)


def _locked(tx: Transaction, keys: Collection[str]) -> list[Any]:
    """Two who change the line follow each other, as with a saved shop file."""
    lock_line(tx)
    columns = (department.c.key, department.c.closed_since_at, department.c.closed_until_at)
    named = select(*columns, department.c.closed_reason).where(department.c.key.in_(keys))
    rows = list(tx.db.execute(named.order_by(department.c.key)))
    unknown = set(keys) - {row.key for row in rows}
    if unknown:
        raise LookupError(f'There is no department "{min(unknown)}". Name one of the shop file.')
    return rows


def _put(tx: Transaction, row: Any, values: dict[str, Any], now: datetime, action: str, actor: str) -> None:
    tx.db.execute(update(department).where(department.c.key == row.key).values(values))
    before = _told(row.closed_since_at, row.closed_until_at, row.closed_reason)
    after = _told(values["closed_since_at"], values["closed_until_at"], values["closed_reason"])
    write_audit(tx, now, actor, action, f"department {row.key}", before=before, after=after)


def _told(since_at: datetime | None, until_at: datetime | None, reason: Words) -> dict[str, Any]:
    """What the audit says: nothing while the hours decide."""
    if since_at is None:
        return {}
    until = until_at.isoformat() if until_at else None
    return {"closed_since_at": since_at.isoformat(), "closed_until_at": until, "closed_reason": dict(reason)}


def _change_the_line(tx: Transaction, keys: Collection[str]) -> None:
    """Every process looks at the version, and reads the line anew."""
    tx.db.execute(update(shop).values(version=shop.c.version + 1))
    tx.topics.update({"line", *(f"department:{key}" for key in keys)})
