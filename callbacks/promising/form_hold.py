"""Who filled in a form has no hold on a promise any more once the number itself has spoken for it.

Anybody can type a number into the form. When its owner asks by telephone, or rings us, the promise is theirs: the link
is a new one, which only they are texted, and name, matter and mail address of the form are not taken for theirs.
"""

from datetime import datetime

from callbacks.limits.gate_facts import WEB
from callbacks.steps import Step
from callbacks.wishes import CallbackWish
from ticket_store import callbacks as book
from ticket_store.callback_steps import steps_of, write_step
from ticket_store.engine import Transaction
from ticket_store.ids import new_link_token
from ticket_store.request_counts import has_given_email
from ticket_store.rows import Callback


def is_held_by_form(tx: Transaction, found: Callback) -> bool:
    """Whether all that we know of it comes from a form: its number has not spoken for it since."""
    if found.asked_through != WEB:
        return False
    return all(step.what != Step.VERIFIED for step in steps_of(tx.db, found.id))


def end_form_hold(
    tx: Transaction, found: Callback, now: datetime, *, by: str, own: CallbackWish | None = None
) -> None:
    """The number speaks for this promise, `by` a call or however they ask: tell them the link after this.

    `own` is what they ask themselves: its name, matter and address take the place of those of the form. What the form
    said stays in the story, marked as such. The address of the form is kept only where they gave it us before.
    """
    email = own_email(tx, found.customer_number, found.customer_email)
    book.change_callback(
        tx,
        found.id,
        token=new_link_token(),
        verified=True,
        customer_email=(own and own.customer_email) or email,
        customer_name=own and own.customer_name,
        matter=own and own.matter,
    )
    note_proof(tx, found.id, now, by=by, name=found.customer_name, matter=found.matter)


def note_proof(
    tx: Transaction, callback_id: str, now: datetime, *, by: str, name: str | None, matter: str | None
) -> None:
    """The step that says so, with what somebody had typed into the form."""
    write_step(
        tx, callback_id, Step.VERIFIED, now, actor="customer", by=by, form_name=name, form_matter=matter
    )


def own_email(tx: Transaction, number: str, email: str | None) -> str | None:
    """The address where the number's owner has given it us before, on the telephone or to one of us; else None."""
    return email if email is not None and has_given_email(tx.db, number, email) else None
