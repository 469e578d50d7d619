"""A person is forgotten: their words, names and numbers go; what happened stays as figures that are nobody's.

What is found is read before and outside of the transaction (`person_rows`), so that the store is not held while
large tables are read through. Done twice it changes nothing more. What becomes of each table: docs/privacy.md.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, func, select, update

from ticket_store import schema
from ticket_store.audit import write_audit
from ticket_store.callbacks import OVER, end_callback
from ticket_store.engine import Store, Transaction
from ticket_store.privacy.person_rows import Rows, in_parts, key_of, named_in, person_of, rows_of
from ticket_store.privacy.privacy_book import ActKind, digested, write_act
from ticket_store.promises import close_promise

ACTOR = "erasure"
REASON = "erased"
GONE = ""  # where a number may not be empty
_ROUNDS = 3  # what came in while we looked is found by looking again


class OnTheLineError(Exception):
    """They talk, wait or are being rung: nothing is erased under a talk."""


@dataclass(frozen=True)
class Erased:
    """`went` and `stays` count by kind of thing; both are empty where nothing was known."""

    act_id: str
    went: Mapping[str, int]
    stays: Mapping[str, int]


def erase(store: Store, number: str, now: datetime, *, actor: str, on_the_line: bool = False) -> Erased:
    """Forget the customer with this number, and whoever else it was.

    `on_the_line` says that what looks like a talk is none: in a copy that was put back.
    Raises: OnTheLineError.
    """
    went: Counter[str] = Counter()
    stays: Counter[str] = Counter()
    whom = store.read(lambda db: person_of(db, number))
    for turn in range(_ROUNDS):
        rows = store.read(lambda db: rows_of(db, whom))
        if rows.busy and not on_the_line:
            raise OnTheLineError
        if turn and not _is_news(rows):
            break
        stays.update(stays_of(rows) if not turn else {})
        went.update(store.write(lambda tx, rows=rows: forget(tx, rows, now)))  # type: ignore[misc]
    facts = {"went": dict(+went), "stays": dict(+stays)}

    def book(tx: Transaction) -> str:
        act_id = write_act(tx, ActKind.ERASE, now, actor=actor, number=number, facts=facts, ended_at=now)
        write_audit(tx, now, actor, "privacy.erase", f"act:{act_id}", after=facts)
        tx.topics.update({"calls", "tickets", "callbacks", "refusals", "hooks"})
        return act_id

    return Erased(store.write(book), facts["went"], facts["stays"])


def _is_news(rows: Rows) -> bool:
    """Whether something came in since the first pass; rehearsals are found each time, and stay."""
    return any(keys for name, keys in rows.keys.items() if name != schema.rehearsal.name)


def stays_of(rows: Rows) -> Mapping[str, int]:
    """What is left when a person is forgotten, by kind: as figures without them, or as a digest of the number."""
    return {
        "calls": len(rows.of(schema.call)),
        "cases": len(rows.of(schema.ticket)),
        "callbacks": len(rows.of(schema.callback)),
        "no_dial": len(rows.of(schema.no_dial)),
        "rehearsals": len(rows.of(schema.rehearsal)),
    }


def forget(tx: Transaction, rows: Rows, now: datetime) -> Counter[str]:
    """One pass over their rows; how many went, by kind."""
    _overwrite_deleted(tx)
    _end_what_is_open(tx, rows, now)
    went = Counter({name: _drop(tx, table, rows) for name, table in _DROPPED})
    went.update({name: _blank(tx, table, rows, blank) for name, table, blank in _BLANKED})
    went["recordings"] = len(rows.of(schema.recording))
    _forget_steps(tx, rows)
    _forget_in_books(tx, rows)
    _keep_block(tx, rows)
    went["customer"] = _blank_customer(tx, rows, now)
    return went


# Nobody needs these without the person.
_DROPPED: tuple[tuple[str, Table], ...] = (
    ("notes", schema.note),
    ("texts", schema.text_message),
    ("recordings", schema.recording),
    ("wishes", schema.held_wish),
    ("listeners", schema.incident_listener),
    ("answers", schema.kept_answer),
)
_NOT_OURS = schema.leg.c.role.in_(("caller", "customer"))  # an agent's leg has the agent's address
_BLANKED: tuple[tuple[str, Table, Mapping[str, Any]], ...] = (
    ("calls", schema.call,
     {"customer_number": None, "caller_raw": None, "customer_id": None, "walk": None, "answer": None}),
    ("reports", schema.event, {"body": None}),
    ("cases", schema.ticket, {"customer_id": None}),
    ("callbacks", schema.callback,
     {"customer_number": GONE, "customer_id": None, "customer_name": None, "customer_email": None,
      "matter": None, "token": None}),
    ("attempts", schema.attempt, {"customer_number": None}),
    ("promises", schema.promise, {"customer_number": None, "customer_id": None}),
    ("forms", schema.web_ask, {"number": None}),
    ("refusals", schema.refusal, {"number": None, "address": None, "facts": {}}),
    ("errands", schema.outbox, {"body": {}}),
    ("messages", schema.hook_delivery, {"body": None, "customer_number": None}),
)  # fmt: skip


def _drop(tx: Transaction, table: Table, rows: Rows) -> int:
    return sum(
        tx.db.execute(delete(table).where(key_of(table).in_(part))).rowcount
        for part in in_parts(rows.of(table))
    )


def _blank(tx: Transaction, table: Table, rows: Rows, blank: Mapping[str, Any]) -> int:
    return sum(
        tx.db.execute(update(table).where(key_of(table).in_(part)).values(**blank)).rowcount
        for part in in_parts(rows.of(table))
    )


def _overwrite_deleted(tx: Transaction) -> None:
    """SQLite leaves what was deleted in the file until its page is used again, unless it is told otherwise."""
    if tx.db.dialect.name == "sqlite":
        tx.db.exec_driver_sql("PRAGMA secure_delete = ON")


def _end_what_is_open(tx: Transaction, rows: Rows, now: datetime) -> None:
    """Nobody is rung, written to or told any more; open cases are closed."""
    callback, ticket, outbox = schema.callback, schema.ticket, schema.outbox
    for part in in_parts(rows.of(callback)):
        still_open = select(callback.c.id).where(callback.c.id.in_(part), callback.c.status.not_in(OVER))
        for callback_id in list(tx.db.scalars(still_open)):
            end_callback(tx, callback_id, "cancelled", REASON, now, actor=ACTOR)
            close_promise(tx, callback_id, "withdrawn", now)
    solved = {"status": "solved", "solved_at": now}
    for part in in_parts(rows.of(ticket)):
        tx.db.execute(update(ticket).where(ticket.c.id.in_(part), ticket.c.status == "open").values(**solved))
    for part in in_parts(rows.of(outbox)):
        undone = (outbox.c.id.in_(part), outbox.c.done_at.is_(None))
        tx.db.execute(update(outbox).where(*undone).values(done_at=now, failure=REASON))
        told = (
            outbox.c.id.in_(part),
            outbox.c.failure.is_not(None),
        )  # the carrier's words may name the number
        tx.db.execute(update(outbox).where(*told).values(failure=REASON))
    delivery = schema.hook_delivery
    for part in in_parts(rows.of(delivery)):
        waits = (delivery.c.id.in_(part), delivery.c.state == "waiting")
        tx.db.execute(update(delivery).where(*waits).values(state="dropped", ended_at=now))
        tx.db.execute(
            update(schema.hook_try).where(schema.hook_try.c.delivery_id.in_(part)).values(answer=None)
        )
    for part in in_parts(rows.of(schema.leg)):
        tx.db.execute(update(schema.leg).where(schema.leg.c.id.in_(part), _NOT_OURS).values(address=None))


def _forget_steps(tx: Transaction, rows: Rows) -> None:
    """The story of a callback stays; a number among its facts does not."""
    step = schema.callback_step
    for part in in_parts(rows.of(step)):
        named = (step.c.id.in_(part), named_in(step.c.facts, rows.names))
        tx.db.execute(update(step).where(*named).values(facts={}))


def _forget_in_books(tx: Transaction, rows: Rows) -> None:
    """The books still tell who did what and when, of a number that nobody reads any more."""
    audit = schema.audit
    for part in in_parts(rows.of(audit)):
        mine = audit.c.id.in_(part)
        for number in rows.person.numbers:
            named = mine, audit.c.subject.contains(number, autoescape=True)
            subject = func.replace(audit.c.subject, number, digested(number))
            tx.db.execute(update(audit).where(*named).values(subject=subject))
        for column in (audit.c.before, audit.c.after):
            tx.db.execute(
                update(audit).where(mine, named_in(column, rows.names)).values({column.name: {REASON: True}})
            )


def _keep_block(tx: Transaction, rows: Rows) -> None:
    """Who wished never to be rung is not rung after all: the wish stays, with a digest for the number."""
    no_dial = schema.no_dial
    for number in rows.of(no_dial):
        tx.db.execute(delete(no_dial).where(no_dial.c.number == digested(number)))
        tx.db.execute(update(no_dial).where(no_dial.c.number == number).values(number=digested(number)))


def _blank_customer(tx: Transaction, rows: Rows, now: datetime) -> int:
    """Name, address, language and remarks, and the numbers that led there. The empty row stays: rows of old hang
    on it, and to look for all of them would hold the store for long.
    """
    customer, whose = schema.customer, rows.person.customer_id
    numbers = schema.customer_number.c.customer_id == whose
    if whose is None or not tx.db.execute(delete(schema.customer_number).where(numbers)).rowcount:
        return 0
    blank = {"name": None, "email": None, "language": None, "notes": None, "credit_s": 0}
    free = {"blocked_at": None, "blocked_reason": None, "erased_at": now}
    return tx.db.execute(update(customer).where(customer.c.id == whose).values(**blank, **free)).rowcount
