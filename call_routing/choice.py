"""Which free agent takes a waiting person. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ticket_store.rows import Free, Waiting

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Memory:
    """What happened when this person was offered before."""

    declined: frozenset[str] = frozenset()  # agents who said no: not asked again for this person
    missed: frozenset[str] = frozenset()  # agents who did not come: asked after the others


@dataclass(frozen=True)
class Duty:
    """Who is on duty in the person's department, busy or not: agent -> languages."""

    languages: dict[str, Collection[str]] = field(default_factory=dict)

    def speaks(self, language: str) -> bool:
        return any(language in spoken for spoken in self.languages.values())


def choose_agent(person: Waiting, free: Sequence[Free], memory: Memory, duty: Duty) -> Free | None:
    """The owner of the case if free; else of those with the department and the language the one who has not
    missed this person yet, knows the department best, and has been idle longest.

    The language is asked for as long as anyone on duty speaks it; where nobody does, any agent is better than
    none. None when nobody fits.
    """
    need_language = duty.speaks(person.language)
    fitting = [
        agent
        for agent in free
        if agent.id not in memory.declined
        and person.department_key in agent.departments
        and (not need_language or person.language in agent.languages or agent.id == person.owner_id)
    ]
    return min(fitting, key=lambda agent: _order(person, agent, memory), default=None)


def _order(person: Waiting, agent: Free, memory: Memory) -> tuple[bool, bool, int, datetime, str]:
    """Smaller is better; the id makes the choice the same on every machine."""
    return (
        agent.id in memory.missed,
        agent.id != person.owner_id,
        -agent.departments[person.department_key],
        agent.idle_since or _LONG_AGO,
        agent.id,
    )
