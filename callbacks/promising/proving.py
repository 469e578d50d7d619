"""A number proves itself by ringing us: what a form asked for it becomes a promise, what was put off is due.

Nobody has to know a code or get a text that we would pay for: a call to the hotline, even one that hangs up in the
greeting, shows that the number is the asker's. What nobody proves becomes a promise as far as there is room.
"""

from dataclasses import replace
from datetime import datetime

from callbacks.limits.dial_gate import DAY, GateRule, may_ask
from callbacks.limits.gate import with_proof
from callbacks.limits.gate_facts import WEB, ask_facts
from callbacks.promising.form_hold import end_form_hold, is_held_by_form, note_proof, own_email
from callbacks.promising.requests import request_callback
from callbacks.steps import Step
from callbacks.telling.notices import Notice, tell
from callbacks.wishes import CallbackPromised, CallbackWish
from ticket_store.callback_steps import write_step
from ticket_store.callbacks import callback_by_id, prove_callbacks
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.spend import serialise_gate
from ticket_store.web_asks import HeldWish, forget_wishes, oldest_wishes, take_wish, wishes_of

HELD_FOR = DAY
_CALL = "call"
_AT_ONCE = 5  # so many wishes are tried in one round of the sweeper
# Of these rules more may be allowed in the next hour; an address that asks too often has to prove each number.
_PASSING = (GateRule.PREFIX_PER_HOUR, GateRule.WEB_PER_HOUR, GateRule.UNVERIFIED_SHARE)


def number_called(tx: Transaction, line: Line, number: str, now: datetime) -> None:
    """This number rings us: its open requests are proven, and wishes that were held for it become promises.

    Called once the call is written down. A number of which nothing waits costs two small queries.
    """
    for callback_id in prove_callbacks(tx, number, now):
        _prove(tx, line, callback_id, now)
    for held in wishes_of(tx.db, number, now - HELD_FOR):
        if take_wish(tx, held) and held.department_key in line.departments:
            _promise_held(tx, line, _wish_of(held), now)


def _prove(tx: Transaction, line: Line, callback_id: str, now: datetime) -> None:
    """Its owner did not need to know of it: whoever filled in a form for the number has no hold on it any more."""
    found = callback_by_id(tx, callback_id)
    if found is None:
        return
    if not is_held_by_form(tx, found):
        write_step(tx, callback_id, Step.VERIFIED, now, actor="customer", by=_CALL)
        return
    end_form_hold(tx, found, now, by=_CALL)
    if found.status != "talking":
        tell(tx, line, found, Notice.PROMISED, now, again=True)


def _promise_held(tx: Transaction, line: Line, wish: CallbackWish, now: datetime) -> None:
    """As if asked for now, but without what need not be theirs; nothing of it goes to the address of the form."""
    email = own_email(tx, wish.customer_number, wish.customer_email)
    theirs = replace(wish, customer_email=email, customer_name=None, matter=None)
    made = request_callback(tx, line, theirs, now)
    if isinstance(made, CallbackPromised):
        note_proof(tx, made.callback_id, now, by=_CALL, name=wish.customer_name, matter=wish.matter)


def take_up_held(tx: Transaction, line: Line, now: datetime) -> int:
    """Make promises of held wishes, the oldest first, as far as the limits leave room now; how many.

    Those that nobody has proven within a day are dropped: they never were promised.
    """
    taken = 0
    for held in oldest_wishes(tx.db, _PASSING, now - HELD_FOR, _AT_ONCE):
        serialise_gate(tx)
        wish = with_proof(tx, _wish_of(held))
        rule = may_ask(held.number, ask_facts(tx.db, line, wish, now))
        if rule in {GateRule.WEB_PER_HOUR, GateRule.UNVERIFIED_SHARE}:
            break  # no room for any of them
        if rule is GateRule.PREFIX_PER_HOUR or not take_wish(tx, held):
            continue
        if rule is None and held.department_key in line.departments:
            taken += isinstance(request_callback(tx, line, wish, now), CallbackPromised)
    forget_wishes(tx, now - HELD_FOR)
    return taken


def _wish_of(held: HeldWish) -> CallbackWish:
    """The wish as it was asked, with its place in the queue."""
    wanted = held.wish.get("wanted_from")
    return CallbackWish(
        customer_number=held.number,
        department_key=held.department_key,
        language=held.wish["language"],
        asked_through=WEB,
        arrived_at=held.at,
        wanted_from=datetime.fromisoformat(wanted) if wanted is not None else None,
        customer_name=held.wish.get("customer_name"),
        customer_email=held.wish.get("customer_email"),
        matter=held.wish.get("matter"),
        address=held.wish.get("address"),
        verified=False,
    )
