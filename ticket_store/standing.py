"""What is true of an agent at this moment, as conditions on the row of `agent`."""

from sqlalchemy import ColumnElement, and_, bindparam, case, exists, false, func, true

from ticket_store.schema import agent, leg, reservation
from ticket_store.schema.base import UTCDateTime


def is_on_duty() -> ColumnElement[bool]:
    """Chosen and reachable; both are needed to be routable."""
    return and_(agent.c.active, agent.c.reachable, agent.c.chosen_status == "available")


def is_held() -> ColumnElement[bool]:
    """There is a live lease on this agent, for whatever purpose."""
    return exists().where(reservation.c.agent_id == agent.c.id, reservation.c.state != "released")


def line_is_up() -> ColumnElement[bool]:
    """A line of this agent is up at `:now`: that of an offer that was withdrawn is up for a moment longer, and
    a second call would find it busy.
    """
    return exists().where(
        leg.c.agent_id == agent.c.id,
        leg.c.ended_at.is_(None),
        leg.c.role != "caller",
        leg.c.deadline_at > bindparam("now"),
    )


def is_rested() -> ColumnElement[bool]:
    """Neither wrap-up nor a rest after a miss lasts at `:now`."""
    now = bindparam("now", type_=UTCDateTime())
    return and_(
        func.coalesce(agent.c.wrap_up_until, now) <= now, func.coalesce(agent.c.not_before_at, now) <= now
    )


def is_free() -> ColumnElement[bool]:
    """Could be offered a call at `:now`."""
    return and_(is_on_duty(), is_rested(), ~is_held(), ~line_is_up())


def asked_of_each(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """All of these, asked of one row after the other until enough are found.

    Without the CASE, PostgreSQL turns each EXISTS into a join of whole tables, or trusts its guess that hardly
    any row will do, and sorts thousands of agents to give six.
    """
    return case((and_(*conditions), true()), else_=false())
