"""Cases: the newest open one of a customer and department takes the call."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, func, insert, literal_column, select, update

from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.insert_once import InsertOnce
from ticket_store.outward.news import News
from ticket_store.outward.outgoing import tell_outside
from ticket_store.prepared import Prepared, changing
from ticket_store.reading import columns_of, filled
from ticket_store.rows import Ticket
from ticket_store.schema import call, ticket, ticket_number, ticket_person
from ticket_store.ticket_policy import Reopen, Take, which_ticket

_TICKET = columns_of(ticket, Ticket)
_NEWEST = Prepared(
    select(*_TICKET)
    .where(
        ticket.c.customer_id == bindparam("customer_id"),
        ticket.c.department_key == bindparam("department_key"),
    )
    .order_by(ticket.c.status, ticket.c.opened_at.desc())  # "open" sorts before "solved"
    .limit(literal_column("1"))
)
_OWNER = Prepared(select(ticket.c.owner_id).where(ticket.c.id == bindparam("id")))
_NUMBER_OF_SEQUENCE = Prepared(select(ticket_number.next_value()))
_NUMBER_AFTER_LAST = Prepared(select(func.coalesce(func.max(ticket.c.number), 1000) + 1))
_insert_ticket = InsertOnce(ticket)


def ticket_by_id(db: Connection, ticket_id: str) -> Ticket | None:
    return filled(Ticket, db.execute(select(*_TICKET).where(ticket.c.id == ticket_id)).first())


def owner_of(db: Connection, ticket_id: str) -> str | None:
    """Who looks after a case; None while nobody has talked about it."""
    row = _OWNER.first(db, {"id": ticket_id})
    return None if row is None else row[0]


def ticket_for(tx: Transaction, customer_id: str | None, department_key: str, now: datetime) -> Ticket:
    """The case that takes this contact: found, reopened or opened, as the ticket policy says."""
    newest = None
    if customer_id is not None:
        newest = filled(
            Ticket,
            _NEWEST.first(tx.db, {"customer_id": customer_id, "department_key": department_key}),
        )
    match which_ticket(newest, now):
        case Take(found):
            changing(ticket, ("touched_at",)).run(tx.db, {"row_id": found.id, "touched_at": now})
            taken = found
        case Reopen(found):
            tx.db.execute(
                update(ticket)
                .where(ticket.c.id == found.id)
                .values(status="open", reopened=True, touched_at=now, solved_at=None)
            )
            tell_outside(tx, News.TICKET_REOPENED, found.id, now)
            taken = found
        case _:
            taken = _open(tx, customer_id, department_key, now)
    tx.topics.update({"tickets", f"ticket:{taken.id}"})
    return taken


def _open(tx: Transaction, customer_id: str | None, department_key: str, now: datetime) -> Ticket:
    opened = Ticket(
        id=new_id(now),
        number=_next_number(tx),
        customer_id=customer_id,
        department_key=department_key,
        owner_id=None,
        status="open",
        people=0,
        opened_at=now,
        solved_at=None,
    )
    row = {column.name: getattr(opened, column.name) for column in _TICKET}
    if _insert_ticket(tx, {**row, "touched_at": now}):
        tell_outside(tx, News.TICKET_OPENED, opened.id, now)
        return opened
    # Somebody else opened the customer's case in the same instant: theirs stays.
    found = filled(
        Ticket,
        tx.db.execute(
            select(*_TICKET).where(
                ticket.c.customer_id == customer_id,
                ticket.c.department_key == department_key,
                ticket.c.status == "open",
            )
        ).first(),
    )
    if found is None:
        raise LookupError("An open ticket stands in the way, but cannot be seen. Try the transaction again.")
    return found


def _next_number(tx: Transaction) -> int:
    """PostgreSQL counts with a sequence, so that nobody waits for a number; SQLite has one writer at a time."""
    query = _NUMBER_OF_SEQUENCE if tx.db.dialect.name == "postgresql" else _NUMBER_AFTER_LAST
    found = query.first(tx.db, {})
    return int(found[0]) if found else 0


def join_ticket(
    tx: Transaction, ticket_id: str, agent_id: str, now: datetime, *, is_contact: bool = False
) -> None:
    """An agent talks about this case: counted once as one of its people; the first becomes its owner.

    `is_contact`: it is the first talk of a call, which counts as a contact about the case.
    """
    known = tx.db.execute(
        select(ticket_person.c.agent_id).where(
            ticket_person.c.ticket_id == ticket_id, ticket_person.c.agent_id == agent_id
        )
    ).first()
    if known is None:
        tx.db.execute(insert(ticket_person), {"ticket_id": ticket_id, "agent_id": agent_id, "first_at": now})
        tx.db.execute(update(ticket).where(ticket.c.id == ticket_id).values(people=ticket.c.people + 1))
    owned = {
        "owner_id": func.coalesce(ticket.c.owner_id, agent_id),
        "talks": ticket.c.talks + int(is_contact),
    }
    tx.db.execute(update(ticket).where(ticket.c.id == ticket_id).values(owned))
    tx.topics.add(f"ticket:{ticket_id}")


def contacts_of_ticket(db: Connection, ticket_id: str) -> int:
    """How many calls this case has had, the present one included."""
    return db.execute(select(func.count()).where(call.c.ticket_id == ticket_id)).scalar_one()
