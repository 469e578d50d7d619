"""Where a person stands in the store: every row that a telephone number leads to, found without a lock.

A person is a number, and all other numbers of the same customer. Source: docs/privacy.md has the list of tables.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, String, Table, cast, or_, select

from ticket_store import schema

_AT_ONCE = 500  # values in one statement


@dataclass(frozen=True)
class Person:
    """`customer_id` is None for a number that was only ever seen, by a form or a refusal."""

    numbers: tuple[str, ...]
    customer_id: str | None = None


@dataclass(frozen=True)
class Rows:
    """The keys of a person's rows by table. `busy`: they are on the line, or an agent is held for them.

    `names` are what a text may name them by: their numbers and e-mail addresses.
    """

    person: Person
    keys: Mapping[str, Sequence[Any]]
    names: tuple[str, ...] = ()
    busy: bool = False

    def of(self, table: Table) -> Sequence[Any]:
        return self.keys.get(table.name, ())

    @property
    def is_empty(self) -> bool:
        return self.person.customer_id is None and not any(self.keys.values())


def person_of(db: Connection, number: str) -> Person:
    """Whose number it is."""
    whose = schema.customer_number.c
    customer_id = db.scalar(select(whose.customer_id).where(whose.number == number))
    if customer_id is None:
        return Person((number,))
    others = db.scalars(select(whose.number).where(whose.customer_id == customer_id).order_by(whose.number))
    return Person(tuple(others), customer_id)


def rows_of(db: Connection, person: Person) -> Rows:
    """All their rows. Reads only; tables without an index on numbers are read through once."""
    numbers, keys = list(person.numbers), {}
    call, ticket, callback = schema.call, schema.ticket, schema.callback
    keys["call"] = _keys(db, select(call.c.id).where(call.c.customer_number.in_(numbers)))
    keys["ticket"] = (
        _keys(db, select(ticket.c.id).where(ticket.c.customer_id == person.customer_id))
        if person.customer_id
        else []
    )
    keys["callback"] = _keys(db, select(callback.c.id).where(callback.c.customer_number.in_(numbers)))
    for table, by in _HANGING:
        keys[table.name] = list(dict.fromkeys(_hanging(db, table, by, keys)))
    for table, column in _BY_NUMBER:
        found = _keys(db, select(key_of(table)).where(column.in_(numbers)))
        keys[table.name] = list(dict.fromkeys([*keys.get(table.name, ()), *found]))
    names = (*numbers, *_addresses(db, person, keys["callback"]))
    for table, columns, where in _BY_TEXT:
        said = or_(*(named_in(column, names) for column in columns))
        query = select(key_of(table)).where(said)
        found = _keys(db, query if where is None else query.where(where))
        keys[table.name] = list(dict.fromkeys([*keys.get(table.name, ()), *found]))
    return Rows(person, keys, names, _is_busy(db, keys))


def named_in(column: ColumnElement[Any], names: Sequence[str]) -> ColumnElement[bool]:
    """Whether one of these names stands in a column of text or JSON."""
    return or_(*(cast(column, String).contains(name, autoescape=True) for name in names))


def _addresses(db: Connection, person: Person, callbacks: Sequence[Any]) -> list[str]:
    """Their e-mail addresses, as far as they or we wrote them down."""
    customer, callback = schema.customer, schema.callback
    found = set(db.scalars(select(customer.c.email).where(customer.c.id == person.customer_id)))
    for part in in_parts(callbacks):
        found |= set(db.scalars(select(callback.c.customer_email).where(callback.c.id.in_(part))))
    return sorted(one for one in found if one)


def in_parts(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """A few hundred at a time: no database takes a statement with any number of values."""
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]


# What hangs on calls, cases and callbacks.
_HANGING: tuple[tuple[Table, tuple[tuple[str, str], ...]], ...] = (
    (schema.leg, (("call_id", "call"),)),
    (schema.event, (("call_id", "call"),)),
    (schema.recording, (("call_id", "call"), ("ticket_id", "ticket"))),
    (schema.note, (("ticket_id", "ticket"),)),
    (schema.text_message, (("ticket_id", "ticket"),)),
    (schema.callback_step, (("callback_id", "callback"),)),
    (schema.promise, (("callback_id", "callback"), ("ticket_id", "ticket"))),
)
_BY_NUMBER: tuple[tuple[Table, ColumnElement[Any]], ...] = (
    (schema.attempt, schema.attempt.c.customer_number),
    (schema.text_message, schema.text_message.c.number),
    (schema.web_ask, schema.web_ask.c.number),
    (schema.held_wish, schema.held_wish.c.number),
    (schema.refusal, schema.refusal.c.number),
    (schema.no_dial, schema.no_dial.c.number),
    (schema.incident_listener, schema.incident_listener.c.number),
    (schema.hook_delivery, schema.hook_delivery.c.customer_number),
)
# Where a number may stand within a text: raw webhooks that belong to no call, errands, kept answers, rehearsals,
# the books.
_BY_TEXT: tuple[tuple[Table, tuple[ColumnElement[Any], ...], ColumnElement[bool] | None], ...] = (
    (schema.event, (schema.event.c.body,), schema.event.c.call_id.is_(None)),
    (schema.outbox, (schema.outbox.c.body,), None),
    (schema.kept_answer, (schema.kept_answer.c.body,), None),
    (schema.rehearsal, (schema.rehearsal.c.setup, schema.rehearsal.c.expected), None),
    (schema.audit, (schema.audit.c.subject, schema.audit.c.before, schema.audit.c.after), None),
)


def key_of(table: Table) -> ColumnElement[Any]:
    """The column by which a row is found again; of those with several the number, which is always the person's."""
    match table.name:
        case "held_wish" | "incident_listener" | "no_dial":
            return table.c.number
        case "kept_answer":
            return table.c.key
        case _:
            return table.c.id


def _keys(db: Connection, query: Select[Any]) -> list[Any]:
    return list(db.scalars(query))


def _hanging(
    db: Connection, table: Table, by: Sequence[tuple[str, str]], keys: Mapping[str, Sequence[Any]]
) -> Iterator[Any]:
    for column, parent in by:
        for part in in_parts(keys[parent]):
            yield from db.scalars(select(key_of(table)).where(table.c[column].in_(part)))


def _is_busy(db: Connection, keys: Mapping[str, Sequence[Any]]) -> bool:
    call, callback = schema.call, schema.callback
    talks = callback.c.status.in_(("reserved", "dialing", "talking"))
    return any(
        db.execute(select(call.c.id).where(call.c.id.in_(part), call.c.status != "ended").limit(1)).first()
        for part in in_parts(keys["call"])
    ) or any(
        db.execute(select(callback.c.id).where(callback.c.id.in_(part), talks).limit(1)).first()
        for part in in_parts(keys["callback"])
    )
