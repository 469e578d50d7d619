"""Which free agent takes a waiting person. Pure.

First the owner of the case alone, then the owner's deputy alone, then everybody whom the department's tiers
have let in by now; among them those who speak the caller's language; among them by the department's strategy.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from ticket_store.line import Routing, Strategy
from ticket_store.rows import Free, Waiting

MOST_TRIES = 3  # of one agent for one person; then it is taken for a no
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Memory:
    """What came of the offers for this person so far."""

    declined: frozenset[str] = frozenset()  # said no, or passed the person on: never asked again for them
    missed: Mapping[str, int] = field(default_factory=dict)  # did not come, how often: asked after the others

    def is_out(self, agent_id: str) -> bool:
        """Whether this agent is not asked again for this person."""
        return agent_id in self.declined or self.missed.get(agent_id, 0) >= MOST_TRIES


@dataclass(frozen=True)
class OnDuty:
    """An agent who takes calls of a department today, busy or not."""

    languages: Collection[str]
    skill: int


@dataclass(frozen=True)
class Duty:
    """Who is on duty in the person's department. One of each kind is enough, besides owner and deputy."""

    people: Mapping[str, OnDuty] = field(default_factory=dict)


@dataclass(frozen=True)
class Wanted:
    """Who may be asked for a person now."""

    alone: frozenset[str]  # these agents and nobody else; empty:
    skill: int  # whoever knows the department so well,
    language: str | None  # and speaks this one, where it is still insisted on


def wanted(person: Waiting, routing: Routing, memory: Memory, duty: Duty, now: datetime) -> Wanted:
    """Who may be asked for this person by now.

    Somebody who is not on duty is not waited for, and neither is an agent who will not be asked again.
    """
    waited = now - person.queued_at
    there = {name: one for name, one in duty.people.items() if not memory.is_out(name)}
    speaks = any(person.language in one.languages for one in there.values())
    return Wanted(
        alone=_alone(person, routing, memory, there, waited),
        skill=_skill(routing, there.values(), waited),
        language=person.language if speaks and waited < routing.language_for else None,
    )


def choose(
    person: Waiting, free: Sequence[Free], routing: Routing, memory: Memory, duty: Duty, now: datetime
) -> list[Free]:
    """The agents to ring for this person now, best first: one, or several where several ring at once.

    Empty when nobody fits: nobody is free, the right one is busy and still waited for, or enough are being
    rung. Whoever missed this person is asked after the others; owner and deputy are welcome in any language
    and with any skill.
    """
    need = wanted(person, routing, memory, duty, now)
    room = (1 if need.alone else slots(person, routing)) - person.held
    fitting = [agent for agent in free if fits(agent, person, need, memory)]
    return sorted(fitting, key=lambda agent: _order(agent, person, routing, memory))[: max(room, 0)]


def slots(person: Waiting, routing: Routing) -> int:
    """How many may be rung for this person at once. One who is rung back is not waiting on the line for it."""
    several = routing.strategy is Strategy.RING_SEVERAL and person.kind == "call"
    return routing.ring_at_once if several else 1


def fits(agent: Free, person: Waiting, need: Wanted, memory: Memory) -> bool:
    """Whether this agent may be asked for this person."""
    if memory.is_out(agent.id) or person.department_key not in agent.departments:
        return False
    if need.alone:
        return agent.id in need.alone
    if agent.id in {person.owner_id, person.deputy_id}:
        return True
    knows = agent.departments[person.department_key] >= need.skill
    return knows and (need.language is None or need.language in agent.languages)


def _alone(
    person: Waiting, routing: Routing, memory: Memory, there: Collection[str], waited: timedelta
) -> frozenset[str]:
    """The owner in the first seconds, then the deputy in the next ones; for ever where the caller chose so.

    An owner who becomes free in the deputy's seconds is still the better one to ask.
    """
    owner, deputy, choice = person.owner_id, person.deputy_id, person.owner_choice
    the_owner = frozenset([owner] if owner is not None and owner in there else [])
    if the_owner and choice in {"wait", "asked"}:  # while they are still asked, nobody answers for them
        return the_owner
    if choice == "colleague":
        return frozenset()
    deputys_turn = routing.owner_for if the_owner else timedelta()
    if the_owner and owner not in memory.missed and waited < routing.owner_for:
        return the_owner
    the_deputy = frozenset([deputy] if deputy is not None and deputy in there else [])
    if the_deputy and deputy not in memory.missed and waited < deputys_turn + routing.deputy_for:
        return the_owner | the_deputy
    return frozenset()


def opened_by_time(routing: Routing, waited: timedelta) -> int:
    """The skill from which on agents are asked after this time, whoever is on duty. The first tier is open."""
    return min(routing.tiers[0].skill, *(tier.skill for tier in routing.tiers if waited >= tier.after))


def _skill(routing: Routing, there: Collection[OnDuty], waited: timedelta) -> int:
    """The skill from which on agents are asked by now: a tier opens after its time, or at once when there is
    nobody in the tiers before.
    """
    opened = routing.tiers[0].skill
    for tier in routing.tiers[1:]:
        if waited >= tier.after or not any(one.skill >= opened for one in there):
            opened = min(opened, tier.skill)
    return opened


def _order(
    agent: Free, person: Waiting, routing: Routing, memory: Memory
) -> tuple[bool, bool, bool, bool, tuple[object, ...]]:
    """Smaller is better."""
    return (
        agent.id in memory.missed,
        agent.id != person.owner_id,
        agent.id != person.deputy_id,
        person.language not in agent.languages,
        strategy_key(agent, person.department_key, routing.strategy),
    )


def strategy_key(agent: Free, department_key: str, strategy: Strategy) -> tuple[object, ...]:
    """Smaller is asked earlier; the id makes the choice the same on every machine.

    Who never had a call has been idle for ever. The store reads agents in this very order
    (ticket_store.candidates).
    """
    idle = (agent.idle_since or _LONG_AGO, agent.id)
    match strategy:
        case Strategy.SKILL_FIRST:
            return (-agent.departments[department_key], *idle)
        case Strategy.FEWEST_CALLS:
            return (agent.talks, *idle)
        case Strategy.ROUND_ROBIN:
            return (agent.offered_at or _LONG_AGO, *idle)
        case Strategy.LONGEST_IDLE | Strategy.RING_SEVERAL:
            return idle
