"""Customers, known by their E.164 numbers and only so."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, select

from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.insert_once import InsertOnce
from ticket_store.prepared import Prepared, inserting
from ticket_store.schema import customer, customer_number

_KNOWN = Prepared(
    select(customer.c.id, customer.c.language, customer.c.name, customer.c.blocked_at)
    .join(customer_number, customer_number.c.customer_id == customer.c.id)
    .where(customer_number.c.number == bindparam("number"))
)
_CREDIT = Prepared(select(customer.c.credit_s).where(customer.c.id == bindparam("customer_id")))
_claim = InsertOnce(customer_number)


class Known:
    """What is known of a customer before the first word. `is_new`: this is the first contact."""

    __slots__ = ("blocked", "id", "is_new", "language", "name")

    def __init__(
        self, customer_id: str, language: str | None, name: str | None, *, blocked: bool, is_new: bool = False
    ) -> None:
        self.id = customer_id
        self.language = language
        self.name = name
        self.blocked = blocked
        self.is_new = is_new


def customer_by_number(db: Connection, number: str) -> Known | None:
    row = _KNOWN.first(db, {"number": number})
    return None if row is None else Known(row[0], row[1], row[2], blocked=row[3] is not None)


def customer_for(tx: Transaction, number: str, now: datetime) -> Known:
    """The customer with this number, made on the first contact."""
    known = customer_by_number(tx.db, number)
    if known is not None:
        return known
    fresh = new_id(now)
    inserting(customer, ("id", "created_at")).run(tx.db, {"id": fresh, "created_at": now})
    if _claim(tx, {"number": number, "customer_id": fresh}):
        return Known(fresh, None, None, blocked=False, is_new=True)
    # Somebody else made the customer in the same instant: theirs stays.
    tx.db.execute(customer.delete().where(customer.c.id == fresh))
    known = customer_by_number(tx.db, number)
    if known is None:
        raise LookupError(
            "A number was claimed by a customer who cannot be seen. Try the whole transaction again."
        )
    return known


def credit_of(db: Connection, customer_id: str | None) -> timedelta:
    """By how much earlier this customer ranks; nothing for a stranger."""
    found = _CREDIT.first(db, {"customer_id": customer_id}) if customer_id else None
    return timedelta(seconds=found[0] if found else 0)


def keep_language(tx: Transaction, customer_id: str, language: str) -> None:
    """The language that the customer chose; asked once, kept."""
    tx.db.execute(customer.update().where(customer.c.id == customer_id).values(language=language))
