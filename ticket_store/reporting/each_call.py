"""One row for each call: for whoever wants to count anew elsewhere."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Connection, cast, func, select

from ticket_store.reporting.counts import Wanted
from ticket_store.reporting.half_hours import begins_at, within
from ticket_store.schema import agent, call, talk, ticket

_AT_A_TIME = 1000


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call that has ended. `agent_name` talked last; `held_ms` and `talks` are of all its talks."""

    id: str
    direction: str
    did_number: str | None
    customer_number: str | None
    language: str
    department_key: str | None
    outcome: str | None
    arrival: str | None
    started_at: datetime
    queued_at: datetime | None
    answered_at: datetime | None
    talk_ended_at: datetime | None
    ended_at: datetime | None
    expected_s: int | None
    agent_name: str | None
    ticket_number: int | None
    disposition: str | None
    talks: int
    held_ms: int


def call_rows(db: Connection, wanted: Wanted) -> Iterator[CallRow]:
    """In the order in which they began, read a thousand at a time: a year of them fits no page and no memory."""
    first, end = within(wanted.since, wanted.until)
    of_it = talk.c.call_id == call.c.id
    asked = (
        select(
            *(call.c[name] for name in _OF_CALL),
            agent.c.name,
            ticket.c.number,
            ticket.c.disposition,
            select(func.count()).where(of_it).scalar_subquery(),
            select(cast(func.coalesce(func.sum(talk.c.held_ms), 0), BigInteger))
            .where(of_it)
            .scalar_subquery(),
        )
        .outerjoin(agent, agent.c.id == call.c.agent_id)
        .outerjoin(ticket, ticket.c.id == call.c.ticket_id)
        .where(
            call.c.started_at >= begins_at(first),
            call.c.started_at < begins_at(end),
            call.c.status == "ended",
        )
        .order_by(call.c.started_at, call.c.id)
    )
    if wanted.departments is not None:
        asked = asked.where(call.c.department_key.in_(sorted(wanted.departments)))
    if wanted.agents is not None:
        asked = asked.where(call.c.agent_id.in_(sorted(wanted.agents)))
    rows: Iterable[Any] = db.execute(asked.execution_options(yield_per=_AT_A_TIME))
    for row in rows:
        yield CallRow(*row)


_OF_CALL = (
    "id", "direction", "did_number", "customer_number", "language", "department_key", "outcome", "arrival",
    "started_at", "queued_at", "answered_at", "talk_ended_at", "ended_at", "expected_s",
)  # fmt: skip
