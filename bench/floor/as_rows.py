"""The simulated shop and its people as the rows that the house's rules read."""

from dataclasses import replace

from bench.floor.engine import Floor
from bench.floor.people import Agent, Person
from bench.floor.workload import as_datetime
from ticket_store.line import Department, Line, Shop
from ticket_store.rows import Free, LeftQueue, Waiting


def line_of(floor: Floor, settings: Department) -> Line:
    """The shop, every department with the same settings."""
    departments = {key: replace(settings, key=key, hours_key="office") for key in floor.shop.departments}
    shop = Shop(floor.shop.name, floor.schedule.country or "", floor.schedule.timezone, ("pl",))
    return Line(1, shop, {"office": floor.schedule.text}, (), departments, {}, {}, 1)


def waiting_row(person: Person, owner_id: str | None, owner_choice: str | None) -> Waiting:
    """Somebody who waits, on the line or for a callback."""
    contact = person.contact
    return Waiting(
        kind="call" if person.kind == "call" else "callback",
        id=str(contact.id),
        department_key=contact.department,
        language=contact.language,
        arrived_at=as_datetime(person.arrived_at),
        ranks_at=as_datetime(person.ranks),
        queued_at=as_datetime(person.queued_at),
        ticket_id=str(contact.matter),
        owner_id=owner_id,
        owner_choice=owner_choice,
    )


def left_row(person: Person, at: float) -> LeftQueue:
    """The place that somebody gave up by hanging up."""
    return LeftQueue(
        call_id=str(person.contact.id),
        department_key=person.contact.department,
        arrived_at=as_datetime(person.arrived_at),
        ended_at=as_datetime(at),
        gave_up=True,
        taken=False,
    )


def free_row(agent: Agent) -> Free:
    """An agent; made anew only when something in the row has changed."""
    seen = (agent.idle_since, agent.offered_at, agent.talks)
    if agent.row is None or agent.row[0] != seen:
        offered = as_datetime(agent.offered_at) if agent.offered_at >= 0 else None
        agent.row = (
            seen,
            Free(
                agent.id, agent.plan.languages, agent.plan.departments,
                as_datetime(agent.idle_since), offered, agent.talks,
            ),
        )  # fmt: skip
    return agent.row[1]  # type: ignore[no-any-return] # a rule set keeps in it what it likes
