"""The agents for one waiting person, as `call_routing.choosing.choice` chooses them, from a few rows."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from call_routing.choosing.choice import Duty, Memory, OnDuty, choose, opened_by_time, slots, wanted
from ticket_store.candidates import Wish, candidate, candidates, kinds_on_duty, on_duty_there
from ticket_store.line import Line, Routing
from ticket_store.rows import Free, Waiting

# So many are read first; where they do not do, more, from the best on; in the end all there are.
PAGES = (6, 100, 1_000_000)


def find(
    db: Connection, line: Line, person: Waiting, memory: Memory, now: datetime, but: Collection[str] = ()
) -> list[Free]:
    """What `choose` answers when it is given all free agents and everybody on duty. `but` are not free.

    Nearly always the first few who speak the language and whose tier is open by time hold the answer. Only
    where they do not, it matters who else is on duty.
    """
    search = _Search(db, line, person, memory, now, frozenset(but))
    duty = search.asked_first_on_duty
    if wanted(person, search.routing, memory, Duty(duty), now).alone:
        return search.choose(duty, [])
    skill = opened_by_time(search.routing, now - person.queued_at)
    best = search.read(skill, speaking=True)
    if search.are_enough(best):
        there = {one.id: OnDuty(one.languages, one.departments[person.department_key]) for one in best}
        return search.choose(duty | there, best)
    duty |= search.kinds_on_duty()
    return search.choose(duty, search.read_widely(duty))


@dataclass(frozen=True)
class _Search:
    """One person, and all that decides who is found for them."""

    db: Connection
    line: Line
    person: Waiting
    memory: Memory
    now: datetime
    but: frozenset[str]

    @cached_property
    def routing(self) -> Routing:
        return self.line.departments[self.person.department_key].routing

    @cached_property
    def today(self) -> str:
        return self.now.astimezone(ZoneInfo(self.line.shop.timezone)).date().isoformat()

    @cached_property
    def asked_first(self) -> list[str]:
        return [one for one in (self.person.owner_id, self.person.deputy_id) if one is not None]

    @cached_property
    def asked_first_on_duty(self) -> dict[str, OnDuty]:
        found = (on_duty_there(self.db, self.person.department_key, one) for one in self.asked_first)
        return {kind.agent_id: OnDuty(kind.languages, kind.skill) for kind in found if kind}

    def kinds_on_duty(self) -> dict[str, OnDuty]:
        out = [*filter(self.memory.is_out, {*self.memory.declined, *self.memory.missed})]
        kinds = kinds_on_duty(self.db, self.person.department_key, out)
        return {kind.agent_id: OnDuty(kind.languages, kind.skill) for kind in kinds}

    def choose(self, duty: dict[str, OnDuty], best: Iterable[Free]) -> list[Free]:
        """The pure choice among these and whoever is asked first."""
        firsts = (
            candidate(self.db, self.person.department_key, one, self.now, self.today)
            for one in self.asked_first
            if one in duty
        )
        free = {one.id: one for one in (*firsts, *best) if one is not None and one.id not in self.but}
        return choose(self.person, [*free.values()], self.routing, self.memory, Duty(duty), self.now)

    def read_widely(self, duty: dict[str, OnDuty]) -> list[Free]:
        """With the tiers that are open for want of anybody before them, and in any language once it relaxes."""
        need = wanted(self.person, self.routing, self.memory, Duty(duty), self.now)
        best = self.read(need.skill, speaking=True)
        if need.language is None and not self.are_enough(best):
            best += self.read(need.skill, speaking=False)
        return best

    def read(self, skill: int, *, speaking: bool) -> list[Free]:
        """Free agents with this skill, those who speak the language or those who do not, best first."""
        key = self.person.department_key
        wish = Wish(key, self.routing.strategy, skill, self.person.language, speaking, self.now, self.today)
        found: list[Free] = []
        for most in PAGES:
            found = candidates(self.db, wish, most)
            if len(found) < most or self.are_enough(found):
                break
        return found

    def are_enough(self, found: list[Free]) -> bool:
        """Whether nobody further down can be chosen: whoever missed this person comes after all others."""
        passed_over = self.but | self.memory.declined | self.memory.missed.keys()
        return sum(one.id not in passed_over for one in found) >= slots(self.person, self.routing)
