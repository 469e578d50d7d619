"""Who works how much: talks and time on duty of each agent."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, or_, select

from ticket_store.reporting.counts import AgentFigures, DutyTimes, TalkCounts, Wanted
from ticket_store.reporting.reading import talks_by_agent
from ticket_store.schema import agent, agent_department, duty


def duty_by_agent(db: Connection, wanted: Wanted, now: datetime) -> Mapping[str, DutyTimes]:
    """How long each agent was what, by id; those who were offline all the time are left out.

    With departments, agents who work in one of them today: nobody is on duty for one department alone.
    """
    times: defaultdict[str, defaultdict[str, timedelta]] = defaultdict(lambda: defaultdict(timedelta))
    for agent_id, status, began_at, ended_at in spans(db, wanted, now):
        times[agent_id][status] += ended_at - began_at
    return {agent_id: DutyTimes(**by_status) for agent_id, by_status in times.items()}


def spans(db: Connection, wanted: Wanted, now: datetime) -> Iterator[tuple[str, str, datetime, datetime]]:
    """The agent's id, the status and from when until when, cut to the period and to the present."""
    until = min(wanted.until, now)
    asked = select(duty.c.agent_id, duty.c.status, duty.c.began_at, duty.c.ended_at).where(
        or_(duty.c.ended_at.is_(None), duty.c.ended_at > wanted.since),
        duty.c.began_at < until,
        *_people(wanted),
    )
    for row in db.execute(asked):
        ended_at = min(row.ended_at or until, until)
        yield row.agent_id, row.status, max(row.began_at, wanted.since), ended_at


def agent_figures(db: Connection, wanted: Wanted, now: datetime) -> list[AgentFigures]:
    """Everybody who had a talk in the period or was on duty, by name.

    With departments, talks are those in them, and time on duty is that of all who work in one of them.
    """
    talks, times = talks_by_agent(db, wanted), duty_by_agent(db, wanted, now)
    ids = talks.keys() | times.keys()
    names = db.execute(select(agent.c.id, agent.c.name).order_by(agent.c.name, agent.c.id))
    return [
        AgentFigures(row.id, row.name, talks.get(row.id, TalkCounts()), times.get(row.id, DutyTimes()))
        for row in names
        if row.id in ids
    ]


def _people(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.agents is not None:
        yield duty.c.agent_id.in_(sorted(wanted.agents))
    if wanted.departments is not None:
        theirs = agent_department.c.department_key.in_(sorted(wanted.departments))
        yield duty.c.agent_id.in_(select(agent_department.c.agent_id).where(theirs))
