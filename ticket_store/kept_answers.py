"""Answers that are kept for a day, so that a request sent twice is carried out once.

Source: the `Idempotency-Key` of Stripe's API, which this follows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update

from ticket_store.engine import Transaction
from ticket_store.insert_once import InsertOnce
from ticket_store.schema import kept_answer

KEPT_FOR = timedelta(hours=24)
_claim = InsertOnce(kept_answer)


@dataclass(frozen=True)
class KeptAnswer:
    """An answer as it was given the first time. `repeated` is true when the work was not done again."""

    status: int
    body: Any
    repeated: bool = False


class KeyUsedOtherwiseError(Exception):
    """The same key came with another request."""


def answer_once(
    tx: Transaction, key: str, request_digest: str, now: datetime, work: Callable[[], KeptAnswer]
) -> KeptAnswer:
    """The answer to this request: the kept one within a day of the first, else that of `work`.

    The key is claimed before the work: of two requests at once the second waits for the first one's commit
    and gets its answer. Work that raises keeps nothing, so the request may be sent again.
    Raises: KeyUsedOtherwiseError.
    """
    forget_answers(tx, now)
    claim = {"key": key, "request_digest": request_digest, "status": 0, "body": None, "created_at": now}
    if not _claim(tx, claim):
        kept = tx.db.execute(select(kept_answer).where(kept_answer.c.key == key)).one()
        if kept.request_digest != request_digest:
            raise KeyUsedOtherwiseError
        return KeptAnswer(kept.status, kept.body, repeated=True)
    answer = work()
    tx.db.execute(
        update(kept_answer).where(kept_answer.c.key == key).values(status=answer.status, body=answer.body)
    )
    return answer


def forget_answers(tx: Transaction, now: datetime) -> None:
    """Drop the answers that are older than a day."""
    tx.db.execute(delete(kept_answer).where(kept_answer.c.created_at <= now - KEPT_FOR))
