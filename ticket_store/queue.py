"""Who waits: calls and due callbacks in one order, by arrival less credit (call_routing.queue.queue_order)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    String,
    and_,
    bindparam,
    case,
    func,
    literal,
    literal_column,
    or_,
    select,
    union_all,
)

from ticket_store.prepared import Prepared
from ticket_store.rows import Waiting
from ticket_store.schema import agent, call, callback, reservation, ticket
from ticket_store.schema.base import UTCDateTime

PAGE = 20
_FIRST = (datetime(1, 1, 1, tzinfo=UTC), "")
_LONG_AGO = literal(datetime(1970, 1, 1, tzinfo=UTC), UTCDateTime)
# Whoever wrote no rank ranks by the arrival: nobody is forgotten for it.
_CALLS_RANK = func.coalesce(call.c.ranks_at, call.c.arrived_at, call.c.started_at)
_CALLBACKS_RANK = func.coalesce(callback.c.ranks_at, callback.c.arrived_at)
_OWNER, _DEPUTY = agent.alias("owner"), agent.alias("deputy")


def _after(rank: ColumnElement[datetime], id_: ColumnElement[str]) -> ColumnElement[bool]:
    """Further back in the order than `:rank` and `:id`."""
    last_rank, last_id = bindparam("rank", type_=UTCDateTime()), bindparam("id", type_=String())
    return or_(rank > last_rank, and_(rank == last_rank, id_ > last_id))


def _later(one: ColumnElement[datetime], other: ColumnElement[datetime]) -> ColumnElement[datetime]:
    first, second = func.coalesce(one, other), func.coalesce(other, one)
    return case((first > second, first), else_=second)


# Since when somebody has been waiting for an agent: whoever is back from a talk, since then.
WAITS_SINCE = case((call.c.answered_at.is_not(None), call.c.waiting_since), else_=call.c.queued_at)
_ANSWERING = and_(reservation.c.state != "released", reservation.c.purpose == "answer")
# How many agents ring; whoever has accepted fills all the slots there could be.
_HELD = (
    select(func.coalesce(func.sum(case((reservation.c.state == "accepted", 1000), else_=1)), 0))
    .where(reservation.c.call_id == call.c.id, _ANSWERING)
    .scalar_subquery()
)
_ASKED_FIRST = func.coalesce(call.c.prefers_agent_id, ticket.c.owner_id)
_CALLS = (
    select(
        literal_column("'call'").label("kind"),
        call.c.id.label("whose"),
        call.c.department_key,
        call.c.language,
        func.coalesce(call.c.arrived_at, call.c.started_at).label("arrived_at"),
        _CALLS_RANK.label("ranks_at"),
        func.coalesce(_later(call.c.queued_at, call.c.waiting_since), call.c.started_at).label("queued_at"),
        call.c.ticket_id,
        _ASKED_FIRST.label("owner_id"),
        _DEPUTY.c.id.label("deputy_id"),
        call.c.owner_choice,
        _HELD.label("held"),
    )
    .outerjoin(ticket, ticket.c.id == call.c.ticket_id)
    .outerjoin(_OWNER, _OWNER.c.id == _ASKED_FIRST)
    .outerjoin(_DEPUTY, _DEPUTY.c.email == _OWNER.c.deputy)
    .where(
        call.c.department_key == bindparam("department_key"),
        call.c.status == "waiting",
        _after(_CALLS_RANK, call.c.id),
        bindparam("slots", type_=Integer()) > _HELD,
    )
)
_RUNG_FIRST = func.coalesce(callback.c.prefers_agent_id, ticket.c.owner_id)
# Who is on the line with us is not rung beside that, whatever for.
_TALKING = call.alias("talking")
_ON_THE_LINE = (
    select(_TALKING.c.id)
    .where(
        _TALKING.c.customer_number == callback.c.customer_number,
        _TALKING.c.started_at >= bindparam("a_day_ago", type_=UTCDateTime()),
        _TALKING.c.status != "ended",
    )
    .correlate(callback)
    .exists()
)
_CALLBACKS = (
    select(
        literal_column("'callback'").label("kind"),
        callback.c.id.label("whose"),
        callback.c.department_key,
        callback.c.language,
        callback.c.arrived_at,
        _CALLBACKS_RANK.label("ranks_at"),
        callback.c.due_at.label("queued_at"),
        callback.c.ticket_id,
        _RUNG_FIRST.label("owner_id"),
        _DEPUTY.c.id.label("deputy_id"),
        literal_column("NULL").label("owner_choice"),
        literal_column("0").label("held"),
    )
    .outerjoin(ticket, ticket.c.id == callback.c.ticket_id)
    .outerjoin(_OWNER, _OWNER.c.id == _RUNG_FIRST)
    .outerjoin(_DEPUTY, _DEPUTY.c.email == _OWNER.c.deputy)
    .where(
        callback.c.department_key == bindparam("department_key"),
        callback.c.status == "waiting",
        callback.c.due_at <= bindparam("now"),
        _after(_CALLBACKS_RANK, callback.c.id),
        ~_ON_THE_LINE,
        ~select(reservation.c.id).where(reservation.c.callback_id == callback.c.id, _ANSWERING).exists(),
    )
)
_PEOPLE = Prepared(union_all(_CALLS, _CALLBACKS).order_by("ranks_at", "whose").limit(PAGE))


def waiting_people(
    db: Connection, department_key: str, now: datetime, *, slots: int = 1
) -> Iterator[Waiting]:
    """Waiting calls and due callbacks of a department for whom another agent may be held, in the order of the
    queue; read page by page, as far as somebody asks.

    `slots` is how many may ring for one call at once.
    """
    values: dict[str, object] = {
        "department_key": department_key,
        "now": now,
        "slots": slots,
        "a_day_ago": now - timedelta(days=1),
    }
    last = _FIRST
    while True:
        rows = _PEOPLE.all(db, {**values, "rank": last[0], "id": last[1]})
        page = [Waiting(*row) for row in rows]
        yield from page
        if len(page) < PAGE:
            return
        last = (page[-1].ranks_at, page[-1].id)


_CALLS_AHEAD = select(func.count()).where(
    call.c.department_key == bindparam("department_key"),
    call.c.status == "waiting",
    bindparam("rank", type_=UTCDateTime()) > _CALLS_RANK,
)
_CALLBACKS_AHEAD = select(func.count()).where(
    callback.c.department_key == bindparam("department_key"),
    callback.c.status == "waiting",
    callback.c.due_at <= bindparam("now"),
    bindparam("rank", type_=UTCDateTime()) > _CALLBACKS_RANK,
)
_AHEAD = Prepared(
    select((_CALLS_AHEAD.scalar_subquery() + _CALLBACKS_AHEAD.scalar_subquery()).label("ahead"))
)


def people_ahead(db: Connection, department_key: str, ranks_at: datetime, now: datetime) -> int:
    """Callers and due callbacks of this department that are served before whoever ranks so."""
    found = _AHEAD.first(db, {"department_key": department_key, "rank": ranks_at, "now": now})
    return int(found[0]) if found else 0


_NO, _DID_NOT_COME = (
    or_(*(reservation.c.cause == cause for cause in causes))
    for causes in (("declined", "transferred"), ("no_answer", "busy", "unreachable", "voicemail"))
)
_OFFERS = select(reservation.c.agent_id, case((_NO, 1), else_=0).label("said_no")).where(
    reservation.c.purpose == "answer"
)
_CALLS_OFFERS = Prepared(_OFFERS.where(reservation.c.call_id == bindparam("whose"), or_(_NO, _DID_NOT_COME)))
# A callback lives for days: each time it falls due is a new chance, and so is an agent's coming back.
_CALLBACKS_OFFERS = Prepared(
    _OFFERS.join(callback, callback.c.id == reservation.c.callback_id)
    .join(agent, agent.c.id == reservation.c.agent_id)
    .where(
        reservation.c.callback_id == bindparam("whose"),
        reservation.c.created_at >= callback.c.due_at,
        or_(
            _NO,
            and_(_DID_NOT_COME, reservation.c.created_at >= func.coalesce(agent.c.chosen_at, _LONG_AGO)),
        ),
    )
)


def earlier_offers(db: Connection, kind: str, whose: str) -> tuple[frozenset[str], Mapping[str, int]]:
    """Agents who declined this call or callback, or passed it on; and how often others did not come."""
    offers = (_CALLS_OFFERS if kind == "call" else _CALLBACKS_OFFERS).all(db, {"whose": whose})
    declined = frozenset(agent_id for agent_id, said_no in offers if said_no)
    return declined, Counter(agent_id for agent_id, said_no in offers if not said_no)
