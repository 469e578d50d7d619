"""A year of callbacks in three countries, with holidays, both changes of the clock, closures and moved hours.

Between two things that happen the clock jumps. Every dial in the carrier's books is held against opening hours
that are reckoned once more (`own_hours.py`), and every promise against what became of it.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from call_routing.people.agent_status import AgentStatus, choose_status
from callbacks.promising.requests import CallbackRefused, request_callback
from callbacks.promising.slot_book import offered_slots
from callbacks.wishes import CallbackWish
from tests.soak.crowd import Crowd
from tests.soak.figures import Figure, Plan, at_least, none_of, told
from tests.soak.ground import empty_database
from tests.soak.loose_ends import double_dials, left_over
from tests.soak.own_hours import VARIANTS, Calendar
from tests.soak.promises_kept import promise_faults
from tests.stories.world import World, world
from ticket_store.engine import Store
from ticket_store.line import Closure
from ticket_store.line_rows import load_line, save_line

ZONES = {"PL": "Europe/Warsaw", "CZ": "Europe/Prague", "FI": "Europe/Helsinki"}
NUMBERS = {"PL": "+48501{:06d}", "CZ": "+420601{:06d}", "FI": "+35840{:07d}"}
DEPARTMENT = "orders"
_WAYS = ("api", "web", "desk", "key", "closed", "text")
_BEHAVIOURS = ("answer",) * 6 + ("busy", "ignore", "voicemail", "decline")
_AGENTS = 3
_RUN_OUT = timedelta(days=21)


@dataclass(frozen=True)
class Season:
    """From when to when in which country, and how many ask."""

    country: str
    begins: datetime
    ends: datetime
    asks: int


def _season(country: str, begins: tuple[int, int, int], days: int, asks: int) -> Season:
    start = datetime(*begins, tzinfo=UTC)
    return Season(country, start, start + timedelta(days=days), asks)


def _seasons(plan: Plan) -> list[Season]:
    """The small form: both weeks in which the clocks change, and Christmas, each in one country."""
    if not plan.small:
        return [_season(country, (2026, 3, 1), 365, 400) for country in ZONES]
    weeks = [((2026, 3, 26), 6), ((2026, 10, 22), 6), ((2026, 12, 22), 8)]
    countries = list(ZONES)
    return [_season(countries[(plan.seed + place) % 3], *week, 3) for place, week in enumerate(weeks)]


@dataclass
class Tally:
    """What one season came to."""

    dials: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    promises: Counter[str] = field(default_factory=Counter)
    outside_hours: list[str] = field(default_factory=list)
    too_early: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    unkept: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def play(plan: Plan) -> list[Figure]:
    tallies = [_play_season(plan, season) for season in _seasons(plan)]
    asked = sum((tally.asked for tally in tallies), Counter[str]())
    promises = sum((tally.promises for tally in tallies), Counter[str]())

    def every(name: str) -> list[str]:
        return [fault for tally in tallies for fault in getattr(tally, name)]

    return [
        told("callbacks asked for", asked.total(), str(dict(asked))),
        told("promises", promises.total(), str(dict(promises))),
        at_least("dials", sum(tally.dials for tally in tallies), 1),
        none_of("dials outside the hours", every("outside_hours")),
        none_of("dials before the promised slot", every("too_early")),
        none_of("double dials", every("twice")),
        none_of("promises neither kept, moved with notice nor reported", every("unkept")),
        none_of("held or open at the end", every("left")),
    ]


def _play_season(plan: Plan, season: Season) -> Tally:
    dice = random.Random(f"{plan.seed} {season.country} {season.begins}")
    with empty_database(plan.database) as url:
        store = Store(url)
        with world(store, start=season.begins, seed=plan.seed) as shop:
            year = _Year(shop, season, dice)
            year.open()
            for at in sorted(
                season.begins + (season.ends - season.begins) * dice.random() for _ in range(season.asks)
            ):
                year.goes_on_until(at)
                year.something_happens()
                year.somebody_asks()
            year.all_come_on()
            year.goes_on_until(shop.clock.now + _RUN_OUT)
            found = year.tally()
        store.close()
    return found


class _Year:
    def __init__(self, shop: World, season: Season, dice: random.Random) -> None:
        self.shop = shop
        self.season = season
        self.dice = dice
        self.crowd = Crowd(shop, _AGENTS, department=DEPARTMENT)
        self.asked: Counter[str] = Counter()
        self.back_at: datetime | None = None  # when the agents who have gone come on again
        self.calendar = Calendar(
            season.country, ZoneInfo(ZONES[season.country]), [(season.begins, VARIANTS[1][1])]
        )

    @property
    def now(self) -> datetime:
        return self.shop.clock.now

    def open(self) -> None:
        self.crowd.open()
        self._set_hours(1, country=self.season.country, timezone=ZONES[self.season.country])

    # --- time ---

    def goes_on_until(self, at: datetime) -> None:
        """Second by second while somebody is on the line, in leaps while nobody is."""
        while self.now < at:
            if self.back_at is not None and self.now >= self.back_at:
                self.all_come_on()
            if any(not call.status.is_final for call in self.shop.carrier.calls.values()):
                self.shop.clock.advance(1)
                self.crowd.act()
                continue
            waiting = [row for row in self.shop.rows("callback") if row.status in {"waiting", "reserved"}]
            if not waiting:
                self.shop.clock.jump_to(at)
                return
            self._leap(min(row.due_at for row in waiting), at)

    def _leap(self, due_at: datetime, at: datetime) -> None:
        """To just before something is due; where it is due and nobody comes, by minutes. Then the sweeper looks."""
        pause = due_at - self.now - timedelta(seconds=3)
        if due_at <= self.now:
            can_ring = self.back_at is None and self.calendar.may_ring(self.now)
            pause = timedelta(seconds=20) if can_ring else timedelta(minutes=5)
        if pause > timedelta():
            self.shop.clock.jump_to(min(self.now + pause, at))
        self.shop.clock.advance(2)

    # --- what happens ---

    def something_happens(self) -> None:
        """Now and then the hours move, a day is closed, or agents go home, or do not answer."""
        chance = self.dice.random()
        if chance < 0.1:
            self._set_hours(self.dice.randrange(len(VARIANTS)))
        elif chance < 0.2:
            self._close()
        self.all_come_on()
        chance = self.dice.random()
        if chance < 0.15:
            self._agents_choose(AgentStatus.OFFLINE)
        elif chance < 0.25:
            self._agents_answer(False)
        if chance < 0.25:
            self.back_at = self.now + timedelta(hours=3 * self.dice.random())

    def all_come_on(self) -> None:
        self.back_at = None
        self._agents_answer(True)
        self._agents_choose(AgentStatus.AVAILABLE)

    def _agents_answer(self, do: bool) -> None:
        """Those who do not are paused after a while, until they come back."""
        for agent in self.shop.desk.lines.line().agents:
            phone = self.shop.carrier.phone(agent.rings)
            phone.answer_after(1) if do else phone.behave("ignore")

    def _agents_choose(self, status: AgentStatus) -> None:
        for row in self.shop.rows("agent"):
            if row.chosen_status != status and row.email.startswith("agent"):
                self.shop.store.write(
                    lambda tx, row=row: choose_status(tx, row.id, status, self.now, actor=row.email)  # type: ignore[misc]
                )

    def _set_hours(self, variant: int, **shop: Any) -> None:
        text, week = VARIANTS[variant]
        line = self.shop.store.read(load_line)
        key = line.departments[DEPARTMENT].hours_key
        changed = replace(line, hours={**line.hours, key: text}, shop=replace(line.shop, **shop))
        self.shop.store.write(lambda tx: save_line(tx, changed, actor="soak", now=self.now))
        self.calendar.weeks.append((self.now, week))

    def _close(self) -> None:
        """From some time in the next days on, for some hours or days."""
        start = self.now + timedelta(hours=self.dice.randrange(72))
        end = start + timedelta(hours=self.dice.choice([2, 8, 30]))
        line = self.shop.store.read(load_line)
        closure = Closure(line.departments[DEPARTMENT].hours_key, start, end, {"pl": "remanent"})
        changed = replace(line, closures=(*line.closures, closure))
        self.shop.store.write(lambda tx: save_line(tx, changed, actor="soak", now=self.now))
        self.calendar.closures.append((self.now, start, end))

    def somebody_asks(self) -> None:
        """In one of the ways, as soon as possible or for a slot."""
        number = NUMBERS[self.season.country].format(self.asked.total())
        through = self.dice.choice(_WAYS)
        self.shop.customer(number).behave(self.dice.choice(_BEHAVIOURS), after_s=2, then_press="1")
        self.crowd.meets(number)
        line = self.shop.desk.lines.line()
        wanted = self._wanted() if self.dice.random() < 0.5 else None
        wish = CallbackWish(number, DEPARTMENT, "pl", through, wanted_from=wanted)
        answer = self.shop.store.write(lambda tx: request_callback(tx, line, wish, self.now))
        kind = "refused" if isinstance(answer, CallbackRefused) else "slot" if wanted else "asap"
        self.asked[kind] += 1

    def _wanted(self) -> datetime:
        """One of the slots on offer, or any time in the next days."""
        line = self.shop.desk.lines.line()
        slots = self.shop.store.read(lambda db: offered_slots(db, line, DEPARTMENT, self.now))
        if slots and self.dice.random() < 0.7:
            return self.dice.choice(slots).start
        return self.now + timedelta(minutes=30 * self.dice.randrange(1, 300))

    # --- the books ---

    def tally(self) -> Tally:
        rows = {
            name: self.shop.rows(name) for name in ("callback", "promise", "attempt", "leg", "callback_step")
        }
        dials = list(_dials(self.shop, rows))
        return Tally(
            dials=len(dials),
            asked=self.asked,
            promises=Counter(row.state for row in rows["promise"]),
            outside_hours=[self._said(at, found) for at, found in dials if not self.calendar.may_ring(at)],
            too_early=[self._said(at, found) for at, found in dials if _is_early(at, found, rows["promise"])],
            twice=double_dials(self.shop),
            unkept=promise_faults(rows["callback"], rows["promise"], rows["callback_step"]),
            left=left_over(self.shop),
        )

    def _said(self, at: datetime, found: Any) -> str:
        here = at.astimezone(self.calendar.zone)
        return f"{self.season.country} {found.customer_number} at {here:%a %Y-%m-%d %H:%M:%S}"


def _dials(shop: World, rows: dict[str, list[Any]]) -> Iterator[tuple[datetime, Any]]:
    """When the carrier was asked to ring a customer, and for which callback."""
    callbacks = {row.customer_number: row for row in rows["callback"]}
    for call in shop.carrier.calls.values():
        if call.to_number in callbacks and call.direction == "outbound-api":
            yield call.created_at, callbacks[call.to_number]


def _is_early(at: datetime, found: Any, promises: list[Any]) -> bool:
    """Whether somebody who wanted a slot was rung before the one that was promised then."""
    if found.wanted != "slot":
        return False
    standing = [
        row.from_at
        for row in promises
        if row.callback_id == found.id
        and row.made_at <= at
        and (row.settled_at is None or at <= row.settled_at)
    ]
    return bool(standing) and at < min(standing)
