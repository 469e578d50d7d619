"""What is true of an agent at this moment, as conditions on the row of `agent`."""

from sqlalchemy import ColumnElement, and_, bindparam, case, exists, false, true

from ticket_store.schema import agent, leg, reservation


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


def asked_of_each(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """All of these, asked of one row after the other until enough are found.

    Without the CASE, PostgreSQL turns each EXISTS into a join of whole tables, or trusts its guess that hardly
    any row will do, and sorts thousands of agents to give six.
    """
    return case((and_(*conditions), true()), else_=false())
