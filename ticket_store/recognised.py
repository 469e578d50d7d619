"""A caller is recognised: the place in a queue that they gave up, their open case."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, bindparam, exists, literal_column, or_, select

from ticket_store.call_states import Outcome
from ticket_store.calls import call_by_id
from ticket_store.engine import Transaction
from ticket_store.prepared import Prepared
from ticket_store.reading import columns_of
from ticket_store.rows import Call, Callback, LeftQueue, OpenCase, Recognised
from ticket_store.schema import agent, agent_department, call, callback, ticket
from ticket_store.standing import is_held, is_on_duty

_LONG_AGO = timedelta(days=1)  # a place is kept for minutes; a whole day bounds what is looked at
_GAVE_UP = frozenset({Outcome.ABANDONED, Outcome.SHORT_ABANDON})
_IN_QUEUE = frozenset({None, "asked_owner"})  # where a waiting caller's walk stands: at no menu, at no offer
_ONE: ColumnElement[int] = literal_column("1")
_SOMETHING = Prepared(
    select(
        select(call.c.id)
        .where(
            call.c.customer_number == bindparam("number"),
            call.c.started_at >= bindparam("since"),
            call.c.queued_at.is_not(None),
        )
        .order_by(call.c.started_at.desc())
        .limit(_ONE)
        .scalar_subquery(),
        select(ticket.c.id)
        .where(
            ticket.c.customer_id == bindparam("customer_id"),
            ticket.c.status == "open",
            ticket.c.owner_id.is_not(None),
        )
        .order_by(ticket.c.touched_at.desc())
        .limit(_ONE)
        .scalar_subquery(),
    )
)
_later = call.alias("later")
_LEFT = Prepared(
    select(
        call.c.id,
        call.c.department_key,
        call.c.arrived_at,
        call.c.started_at,
        call.c.ended_at,
        call.c.outcome,
        call.c.walk,
        # Back in the queue since their talk broke off, or since they were passed on.
        and_(call.c.talk_ended_at.is_not(None), call.c.waiting_since >= call.c.talk_ended_at),
        exists().where(
            _later.c.customer_number == call.c.customer_number,
            _later.c.started_at >= call.c.started_at,
            _later.c.redial_of == call.c.id,
        ),
    ).where(call.c.id == bindparam("id"))
)
_CASE = Prepared(
    select(ticket.c.id, ticket.c.department_key, agent.c.name, is_on_duty(), ticket.c.touched_at)
    .join(agent, agent.c.id == ticket.c.owner_id)
    .where(ticket.c.id == bindparam("id"))
)
_BUSY = Prepared(
    select(agent.c.name)
    .join(agent_department, agent_department.c.agent_id == agent.c.id)
    .where(
        agent.c.id == bindparam("agent_id"),
        agent_department.c.department_key == bindparam("department_key"),
        is_on_duty(),
        or_(agent.c.wrap_up_until > bindparam("now"), is_held()),
    )
)
_PROMISES = Prepared(
    select(*columns_of(callback, Callback))
    .where(
        callback.c.customer_number == bindparam("number"),
        and_(*(callback.c.status != over for over in ("done", "cancelled", "gave_up"))),
    )
    .order_by(callback.c.promised_from, callback.c.id)
)
_ON_THE_LINE = Prepared(
    select(call.c.id)
    .where(
        call.c.customer_number == bindparam("number"),
        call.c.started_at >= bindparam("since"),
        call.c.status != "ended",
    )
    .limit(1)
)


def promises_open(db: Connection, number: str) -> list[Callback]:
    """Callbacks that this number was promised and that have not ended, the nearest promise first."""
    return [Callback(*row) for row in _PROMISES.all(db, {"number": number})]


def is_on_the_line(db: Connection, number: str, now: datetime) -> bool:
    """Whether a call with this number is under way, theirs or ours: it is not rung beside that."""
    return _ON_THE_LINE.first(db, {"number": number, "since": now - _LONG_AGO}) is not None


def recognise(db: Connection, customer_id: str, number: str, now: datetime) -> Recognised:
    """What a known customer may want to go on with. One look-up finds that there is nothing, as for most callers."""
    asked = {"customer_id": customer_id, "number": number, "since": now - _LONG_AGO}
    call_id, ticket_id = _SOMETHING.first(db, asked) or (None, None)
    return Recognised(
        left=_left(db, call_id) if call_id else None, case=_case(db, ticket_id) if ticket_id else None
    )


def take_place(tx: Transaction, call_id: str) -> Call | None:
    """The call whose place is taken over, locked; None when a later call has taken it in the meantime."""
    left = call_by_id(tx, call_id)
    seen = _left(tx.db, call_id)
    return left if seen is not None and not seen.taken else None


def busy_agent(db: Connection, agent_id: str, department_key: str, now: datetime) -> str | None:
    """The name of an agent of this department who is on duty, and busy with somebody or in wrap-up; else None."""
    row = _BUSY.first(db, {"agent_id": agent_id, "department_key": department_key, "now": now})
    return None if row is None else str(row[0])


def _left(db: Connection, call_id: str) -> LeftQueue | None:
    row = _LEFT.first(db, {"id": call_id})
    if row is None:
        return None
    found_id, department_key, arrived_at, started_at, ended_at, outcome, walk, waited_again, taken = row
    return LeftQueue(
        found_id,
        department_key,
        arrived_at or started_at,
        ended_at,
        gave_up=(outcome in _GAVE_UP or (outcome == Outcome.ANSWERED and bool(waited_again)))
        and (walk or {}).get("at") in _IN_QUEUE,
        taken=bool(taken),
    )


def _case(db: Connection, ticket_id: str) -> OpenCase | None:
    row = _CASE.first(db, {"id": ticket_id})
    return None if row is None else OpenCase(row[0], row[1], row[2], bool(row[3]), row[4])
