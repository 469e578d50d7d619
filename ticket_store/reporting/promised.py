"""Are promises kept, and how many people does a customer tell a matter to: callbacks, promises and cases.

They are few beside the calls and change long after they began, so they are counted where they stand, by the index
of the time that a period asks for.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, and_, case, exists, func, select

from ticket_store.reporting.counts import CallbackCounts, CaseCounts, PromiseCounts, Wanted
from ticket_store.reporting.half_hours import begins_at, within
from ticket_store.schema import callback, promise, ticket

_BROKEN = exists().where(promise.c.callback_id == callback.c.id, promise.c.state == "broken")
_DONE = callback.c.status == "done"
_HAD_A_TALK = ticket.c.talks > 0
_SOLVED = and_(ticket.c.status == "solved", _HAD_A_TALK)


def callbacks_by_department(db: Connection, wanted: Wanted) -> Mapping[str, CallbackCounts]:
    """What became of the requests of the period; departments without any are left out."""
    asked = select(
        callback.c.department_key,
        func.count(),
        _how_many(and_(_DONE, ~_BROKEN)),
        _how_many(and_(_DONE, _BROKEN)),
        _how_many(callback.c.status == "gave_up"),
        _how_many(callback.c.status == "cancelled"),
        _how_many(callback.c.status.not_in(("done", "gave_up", "cancelled"))),
        func.sum(callback.c.attempts),
    ).where(*_between(callback.c.created_at, wanted), *_of_departments(callback.c.department_key, wanted))
    rows = db.execute(asked.group_by(callback.c.department_key))
    return {key: CallbackCounts(*counts) for key, *counts in rows}


def promises_by_department(db: Connection, wanted: Wanted) -> Mapping[str, PromiseCounts]:
    """What became of the promises that fell due in the period; departments without any are left out."""
    states = ("kept", "moved", "broken", "withdrawn", "open")
    asked = (
        select(callback.c.department_key, *(_how_many(promise.c.state == state) for state in states))
        .join(callback, callback.c.id == promise.c.callback_id)
        .where(*_between(promise.c.until_at, wanted), *_of_departments(callback.c.department_key, wanted))
        .group_by(callback.c.department_key)
    )
    return {key: PromiseCounts(*counts) for key, *counts in db.execute(asked)}


def cases_by_department(db: Connection, wanted: Wanted) -> Mapping[str, CaseCounts]:
    """The cases that were opened in the period; departments without any are left out."""
    asked = select(
        ticket.c.department_key,
        func.count(),
        _how_many(_HAD_A_TALK),
        func.sum(ticket.c.people),
        _how_many(_SOLVED),
        _how_many(and_(_SOLVED, ticket.c.talks == 1, ~ticket.c.reopened)),
        _how_many(ticket.c.reopened),
    ).where(*_between(ticket.c.opened_at, wanted), *_of_departments(ticket.c.department_key, wanted))
    rows = db.execute(asked.group_by(ticket.c.department_key))
    return {key: CaseCounts(*counts) for key, *counts in rows}


def _how_many(such: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((such, 1), else_=0), type_=Integer)


def _between(column: ColumnElement[Any], wanted: Wanted) -> tuple[ColumnElement[bool], ...]:
    first, end = within(wanted.since, wanted.until)
    return (column >= begins_at(first), column < begins_at(end))


def _of_departments(key: ColumnElement[str], wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.departments is not None:
        yield key.in_(sorted(wanted.departments))
