"""What was answered to a text, kept so that a repeat of the webhook gets the same and changes nothing."""

import json
from datetime import datetime

from sqlalchemy import select

from ticket_store.calls import write_event
from ticket_store.engine import Transaction
from ticket_store.schema import event


def answer_of_text(tx: Transaction, message_sid: str) -> str | None:
    """The answer to this message; None while there was none."""
    body = tx.db.scalar(select(event.c.body).where(event.c.key == _key(message_sid)))
    return None if body is None else str(json.loads(body)["said"])


def keep_answer_of_text(tx: Transaction, message_sid: str, said: str, now: datetime) -> None:
    write_event(tx, "message-answer", _key(message_sid), now, leg_sid=message_sid, body={"said": said})


def _key(message_sid: str) -> str:
    return f"{message_sid[:64]}:message-answer"
