"""The answer to a customer's own text says what the notice of the same change would say: it is not sent besides."""

from datetime import datetime

from callbacks.steps import Step
from ticket_store import outbox
from ticket_store.callback_steps import steps_of
from ticket_store.engine import Transaction
from ticket_store.notices_kept import promise_was_told

_WHY = "said in the answer to their own text"


def told_by_reply(tx: Transaction, callback_id: str, now: datetime) -> None:
    """In the transaction that wrote the notice: its errand is done, and the promise was told. A mail still goes."""
    for step in steps_of(tx.db, callback_id):
        errand_id = step.facts.get("texted") if step.what == Step.TOLD else None
        errand = outbox.take(tx, errand_id, now) if errand_id else None
        if errand is None:
            continue
        outbox.done(tx, errand, now, _WHY)
        if step.facts.get("promise"):
            promise_was_told(tx, step.facts["promise"], now)
