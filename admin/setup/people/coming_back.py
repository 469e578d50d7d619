"""How somebody was set up when they left: from the newest line that knew them, else from their own row."""

from sqlalchemy import Connection

from admin.setup.settings.lines import line_of_text
from ticket_store.line import AgentSetup, Line
from ticket_store.line_kept import kept_lines
from ticket_store.people_view import Person

_LOOK_BACK = 200  # changes of the line


def setup_of(db: Connection, person: Person, line: Line) -> AgentSetup:
    """What of it still exists: departments, a deputy and languages that are gone since are left out."""
    was = _last(db, person) or AgentSetup(
        email=person.email,
        name=person.name,
        roles=tuple(person.roles),
        languages=tuple(person.languages),
        rings=person.rings,
        deputy=person.deputy,
        supervises=tuple(person.supervises),
    )
    here = {one.email for one in line.agents}
    return AgentSetup(
        email=person.email,
        name=was.name,
        roles=was.roles,
        departments={key: skill for key, skill in was.departments.items() if key in line.departments},
        languages=tuple(one for one in was.languages if one in line.shop.languages),
        rings=was.rings,
        deputy=was.deputy if was.deputy in here else None,
        supervises=tuple(key for key in was.supervises if key in line.departments),
    )


def _last(db: Connection, person: Person) -> AgentSetup | None:
    for kept in kept_lines(db, limit=_LOOK_BACK):
        if person.email in kept.text:
            agents = line_of_text(kept.text).agents
            known = next((one for one in agents if one.email == person.email), None)
            if known is not None:
                return known
    return None
