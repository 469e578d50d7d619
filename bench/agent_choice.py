"""Goal 8: finding and holding one of 10,000 agents, and one of 10; and nobody is ever held twice."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from statistics import median
from threading import Lock

from sqlalchemy import insert

from bench.figures import Figure, Goal, shown
from bench.ground import ground
from call_routing.choosing.choice import Memory
from call_routing.choosing.finding import find
from ticket_store.agents import change_agent
from ticket_store.calls import insert_call
from ticket_store.engine import Store, Transaction
from ticket_store.ids import new_id
from ticket_store.line import Line
from ticket_store.line_rows import load_line
from ticket_store.ready import sync_all
from ticket_store.reservations import claim, release, reserve, still_waits
from ticket_store.rows import Waiting
from ticket_store.schema import agent, agent_department

RATIO = Goal(8, "agent choice at 10,000 / at 10 agents, department and skill", "68", 1.5, 1.05)
TIME = Goal(8, "agent choice at 10,000 agents, ms", "311", 1.0, 1.0)
PICKERS = 8
_LEASE = timedelta(minutes=1)
_DEPARTMENTS = ("complaints", "orders")
_LONG_AGO = datetime(2025, 6, 2, 10, tzinfo=UTC)


def agent_choice(database: str, *, small: bool) -> list[Figure]:
    """One picker on each floor in turn for the time; then eight at once on the large one, for doubles."""
    few, many = 10, 1_000 if small else 10_000
    rounds, picks, all_picks = (3, 50, 400) if small else (21, 200, 100_000)
    with _floor(database, few) as little, _floor(database, many) as large:
        for one in (little, large):
            one.times(picks)
        times = [(little.times(picks), large.times(picks)) for _ in range(rounds)]
        little_ms, large_ms = (median(side) * 1e3 for side in zip(*times, strict=True))
        ratio = median(late / early for early, late in times)
        begun = time.perf_counter()
        asked_again = large.pick_at_once(all_picks)
        rate = all_picks / (time.perf_counter() - begun)
    method = (
        f"find, claim and hold an agent who speaks the language, inside its transaction; medians of {rounds} "
        f"interleaved rounds of {picks} by one picker; then {all_picks:,} by {PICKERS} at once ({rate:,.0f} a "
        f"second with commits and releases; {asked_again:,} found somebody quicker and took the next): no agent "
        f"was held twice"
    )
    ours, floor = f"{shown(large_ms)} ms at {many:,}", f"{shown(little_ms)} ms at {few}"
    return [
        Figure(RATIO, database, ratio, ours, floor, method),
        Figure(TIME, database, large_ms, ours, floor, "the same"),
    ]


@dataclass
class _Floor:
    """A store with so many agents on duty, all free, and a caller for each picker."""

    store: Store
    line: Line
    people: list[Waiting]
    _held: set[str] = field(default_factory=set)
    _lock: Lock = field(default_factory=Lock)

    def times(self, picks: int) -> float:
        """Median seconds of a pick, while nobody else picks."""
        return median(self._pick_and_let_go(self.people[n % PICKERS])[0] for n in range(picks))

    def pick_at_once(self, picks: int) -> int:
        """Each picker picks and lets go in turn; how often one found somebody quicker."""
        with ThreadPoolExecutor(PICKERS) as pickers:
            return sum(pickers.map(self._pick_many, self.people, [picks // PICKERS] * PICKERS))

    def _pick_many(self, person: Waiting, picks: int) -> int:
        return sum(self._pick_and_let_go(person)[1] for _ in range(picks))

    def _pick_and_let_go(self, person: Waiting) -> tuple[float, int]:
        """How long the choice took, and how many were taken before it found somebody."""
        took, agent_id, reservation_id, missed = self.store.write(lambda tx: self._pick(tx, person))
        with self._lock:
            assert agent_id not in self._held, f"{agent_id} was held twice"
            self._held.add(agent_id)
        with self._lock:
            self._held.remove(agent_id)
        self.store.write(lambda tx: self._let_go(tx, agent_id, reservation_id))
        return took, missed

    @staticmethod
    def _let_go(tx: Transaction, agent_id: str, reservation_id: str) -> None:
        now = datetime.now(UTC)
        assert release(tx, reservation_id, "talked", now)
        change_agent(tx, agent_id, idle_since=now)

    def _pick(self, tx: Transaction, person: Waiting) -> tuple[float, str, str, int]:
        now, begun = datetime.now(UTC), time.perf_counter()
        taken: set[str] = set()
        while True:
            (best, *_) = find(tx.db, self.line, person, Memory(), now, taken)
            assert still_waits(tx, person)
            if claim(tx, best.id, now):
                held = reserve(tx, best.id, person, now, _LEASE)
                if held is not None:
                    return time.perf_counter() - begun, best.id, held.id, len(taken)
            taken.add(best.id)


@contextmanager
def _floor(database: str, agents: int) -> Iterator[_Floor]:
    with ExitStack() as until_the_end:
        made = until_the_end.enter_context(ground(database))
        store = Store(made.url)
        until_the_end.callback(store.close)
        _fill(store, agents)
        yield _Floor(store, store.read(load_line), [_caller(store, n) for n in range(PICKERS)])


def _fill(store: Store, agents: int) -> None:
    """All on duty and idle for different times; two in three speak Polish, in two departments with five skills."""
    people = [
        {
            "id": f"a{number:05}",
            "email": f"a{number:05}@bench.example",
            "name": f"Agent {number}",
            "roles": ["agent"],
            "languages": ["en"] if number % 3 == 0 else ["pl", "en"],
            "chosen_status": "available",
            "idle_since": _LONG_AGO + timedelta(seconds=number),
        }
        for number in range(agents)
    ]
    skills = [
        {"agent_id": one["id"], "department_key": key, "skill": 1 + number % 5}
        for number, one in enumerate(people)
        for key in _DEPARTMENTS
    ]

    def work(tx: Transaction) -> None:
        tx.db.execute(insert(agent), people)
        tx.db.execute(insert(agent_department), skills)
        sync_all(tx)

    store.write(work)
    with store.engine.begin() as db:
        db.exec_driver_sql("ANALYZE")


def _caller(store: Store, number: int) -> Waiting:
    """One of them in three wants English, so that every agent has their turn."""
    now = datetime.now(UTC)
    call_id, language = new_id(now), "en" if number % 3 == 0 else "pl"
    row = {
        "id": call_id,
        "sid": f"CA{call_id}",
        "direction": "inbound",
        "language": language,
        "status": "waiting",
        "step": 0,
        "started_at": now,
    }
    store.write(lambda tx: insert_call(tx, row))
    return Waiting("call", call_id, _DEPARTMENTS[0], language, now, now, now)
