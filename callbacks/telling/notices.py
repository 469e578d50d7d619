"""Customers are told of every change of a promise, and the one in charge of every callback that ends without a talk.

Written as errands in the transaction that changes the promise; a `told` step is the proof that it was written, so a
repeat tells nobody twice.
"""

from datetime import datetime

from callbacks.limits.dial_gate import may_text
from callbacks.post import is_address
from callbacks.steps import Step
from callbacks.telling.notice_words import Facts, Notice, mail_of, text_of
from callbacks.telling.staff_words import Failed, failed_mail
from callbacks.telling.texting import sender
from ticket_store.callback_steps import steps_of, write_step
from ticket_store.callbacks import callback_by_id
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.no_dial import is_forbidden
from ticket_store.notices_kept import Ended, how_it_ended, in_charge, last_promise
from ticket_store.outbox import send
from ticket_store.rows import Callback

__all__ = ["Notice", "tell"]

_WITHOUT_A_TALK = frozenset({Notice.CANCELLED, Notice.GAVE_UP})


def tell(
    tx: Transaction, line: Line, callback: Callback, what: Notice, now: datetime, *, again: bool = False
) -> None:
    """Text and mail the customer about their promise, in their language; once for each promise and kind.

    Call it after the change: the promise is read as it is then. Where the callback is over without a talk, whoever
    is in charge of the case gets a mail, too. `again`: told though it was before, since the link is another one.
    """
    tx.topics.update({"callbacks", f"callback:{callback.id}", f"ticket:{callback.ticket_id}"})
    found = callback_by_id(tx, callback.id)
    if found is None:
        return
    promise_id = last_promise(tx.db, found.id)
    if not again and _was_told(tx, found.id, what, promise_id):
        return
    ended = how_it_ended(tx.db, found.id)
    errands = {
        "texted": _text(tx, line, found, what, promise_id, now) if not ended.blocked else None,
        "mailed": _mail(tx, line, found, what, promise_id, now) if not ended.blocked else None,
    }
    write_step(tx, found.id, Step.TOLD, now, actor="notices", notice=str(what), promise=promise_id, **errands)
    if what in _WITHOUT_A_TALK:
        _tell_in_charge(tx, line, found, ended, now)


def _was_told(tx: Transaction, callback_id: str, what: Notice, promise_id: str | None) -> bool:
    told = (step.facts for step in steps_of(tx.db, callback_id) if step.what == Step.TOLD)
    return any(facts.get("notice") == what and facts.get("promise") == promise_id for facts in told)


def _text(
    tx: Transaction, line: Line, found: Callback, what: Notice, promise_id: str | None, now: datetime
) -> str | None:
    """The errand to text them; None where the shop or the number wants none."""
    number = found.customer_number
    if not found.verified:
        return None  # whoever typed it into a form may be somebody else: nobody is texted at our cost by a stranger
    if not line.shop.callbacks.texts or not may_text(line, number) or is_forbidden(tx.db, number, now):
        return None
    text = text_of(what, _facts(line, found, now), (found.language, *line.shop.languages))
    return send(tx, "send_text", now, to=number, text=text, path=_path(found), promise=promise_id)


def _mail(
    tx: Transaction, line: Line, found: Callback, what: Notice, promise_id: str | None, now: datetime
) -> str | None:
    """The errand to mail them; None without an address."""
    address = found.customer_email
    if address is None or not is_address(address):
        return None
    subject, text = mail_of(what, _facts(line, found, now), (found.language, *line.shop.languages))
    return send(
        tx, "send_mail", now, to=address, subject=subject, text=text, path=_path(found), promise=promise_id
    )


def _tell_in_charge(tx: Transaction, line: Line, found: Callback, ended: Ended, now: datetime) -> None:
    """By mail; at the desk it stands on the list until somebody marks it as seen."""
    failed = Failed(
        number=found.customer_number,
        name=found.customer_name or ended.customer_name,
        department=line.departments[found.department_key].name,
        facts=_facts(line, found, now),
        attempts=found.attempts,
        reason=ended.reason or "",
        ticket_number=ended.ticket_number,
        matter=found.matter,
    )
    for one in in_charge(tx.db, found.ticket_id, found.department_key):
        if ended.reason == f"cancelled by {one.email}":
            continue  # their own doing
        languages = tuple(filter(None, (one.language, *line.shop.languages)))
        subject, text = failed_mail(failed, languages)
        send(
            tx,
            "send_mail",
            now,
            to=one.email,
            subject=subject,
            text=text,
            path=f"/admin/callbacks/{found.id}",
        )


def _facts(line: Line, found: Callback, now: datetime) -> Facts:
    return Facts(
        shop=line.shop.name,
        number=sender(line),
        start=found.promised_from,
        end=found.promised_until,
        now=now,
        zone=line.shop.timezone,
    )


def _path(found: Callback) -> str:
    """Of the customer's own page; one from before the tokens has none, and they ask anew."""
    return f"/callback/{found.token}" if found.token else "/callback"
