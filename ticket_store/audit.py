"""Who changed what, before and after."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert

from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.schema import audit


def write_audit(
    tx: Transaction,
    now: datetime,
    actor: str,
    action: str,
    subject: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """One change. `actor` is an e-mail address, "shop file", or the name of the rule that acted."""
    tx.db.execute(
        insert(audit),
        {
            "id": new_id(now),
            "at": now,
            "actor": actor,
            "action": action,
            "subject": subject,
            "before": None if before is None else dict(before),
            "after": None if after is None else dict(after),
        },
    )
