"""Die at each point of the way of a callback, start again, and see what has become of it.

The way: a caller asks with a key, the errand wakes, an agent is held, rung and accepts, the attempt is written,
the customer is dialled, answers, presses 1, both talk, one hangs up. A point is a commit whose bell was not rung
yet, a commit after that, or an answer of the carrier of which nothing was made yet.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from app.phone_simulator.chaos import Chaos
from call_routing.people.agent_status import AgentStatus, choose_status
from tests.soak.figures import Figure, Plan, at_most, none_of, told
from tests.soak.ground import empty_database
from tests.soak.loose_ends import OVER, dials_to, double_dials, left_over, loose_ends
from tests.soak.mortal import STARTED_AGAIN_AFTER_S, MortalWorld, Reaper, mortal_world
from tests.stories.world import DIRECT

ANNA, CUSTOMER = "anna@sowa.example", "+48501234567"
RECOVERED_WITHIN_S = 30.0
PROVEN_WITHIN_S = 120.0  # the carrier's list lags behind, and nobody dials on a guess
EVERY_SMALL = 14  # the small form dies at each fourteenth point, beginning at one that the seed says
SECOND_DEATHS = 20  # the large form: so many times a point, and a later one besides, on a bad day
BAD_DAY = Chaos(duplicate=0.2, reorder=0.2, drop_non_final=0.2)
_MOST_S = 900  # in which something happens; pauses between attempts are skipped
_PAUSE = timedelta(seconds=5)
_TALKS_S, _WAITS_S = 15.0, 120.0


@dataclass
class Life:
    """One play: where it died, how long each recovery took, what was wrong at the end."""

    points: list[str]
    struck: list[str]
    recoveries: list[float]
    wrong: list[str] = field(default_factory=list)
    dialled_twice: list[str] = field(default_factory=list)

    @property
    def was_unclear(self) -> bool:
        """Whether it died between writing a dial down and hearing the answer: only the carrier's books tell then."""
        return any("that dials" in point or "place_call" in point for point in self.struck)

    def named(self, faults: list[str]) -> list[str]:
        return [f"at {' and '.join(self.struck) or 'no point'}: {fault}" for fault in faults]


def play(plan: Plan) -> list[Figure]:
    undisturbed = _live(plan, frozenset())
    lives = [undisturbed, *(_live(plan, strikes) for strikes in _first_deaths(plan, len(undisturbed.points)))]
    if not plan.small:
        lives += [
            _live(plan, strikes, chaos=BAD_DAY, seed=number)
            for number, strikes in enumerate(_second_deaths(plan, len(undisturbed.points)))
        ]
    clear: list[tuple[float, Life]] = []
    unclear: list[tuple[float, Life]] = []
    for life in lives:
        (unclear if life.was_unclear else clear).extend((seconds, life) for seconds in life.recoveries)
    return [
        told("points on the way", len(undisturbed.points)),
        told("deaths", sum(len(life.struck) for life in lives)),
        none_of("double dials", [fault for life in lives for fault in life.named(life.dialled_twice)]),
        _slowest("slowest recovery, s", clear, RECOVERED_WITHIN_S),
        _slowest("slowest where nobody knew whether a phone rang, s", unclear, PROVEN_WITHIN_S),
        none_of("promises not kept, or things held at the end", [x for life in lives for x in life.named(life.wrong)]),
    ]  # fmt: skip


def _slowest(says: str, recoveries: list[tuple[float, Life]], bound: float) -> Figure:
    late = [
        fault for seconds, life in recoveries if seconds > bound for fault in life.named([f"{seconds:.0f} s"])
    ]
    seconds, life = max(recoveries, key=lambda one: one[0], default=(0.0, None))
    where = f"at {' and '.join(life.struck)}" if life else ""
    return at_most(says, round(seconds, 1), bound, "; ".join(late[:6]) or where)


def _first_deaths(plan: Plan, points: int) -> Iterator[frozenset[int]]:
    every = EVERY_SMALL if plan.small else 1
    for point in range(1 + plan.seed % every, points + 1, every):
        yield frozenset({point})


def _second_deaths(plan: Plan, points: int) -> Iterator[frozenset[int]]:
    dice = random.Random(plan.seed)
    for point in range(1, points + 1):
        for _ in range(SECOND_DEATHS):
            yield frozenset({point, point + dice.randint(1, points)})


def _live(plan: Plan, strikes: frozenset[int], *, chaos: Chaos | None = None, seed: int = 0) -> Life:
    """Play it once, dying there; with the same numbers it is the same life."""
    reaper = Reaper(strikes)
    with (
        empty_database(plan.database) as url,
        mortal_world(url, reaper=reaper, seed=plan.seed + seed, chaos=chaos) as shop,
    ):
        people = _People(shop)
        recoveries: list[float] = []
        waiting_since = None
        for _ in range(_MOST_S):
            if people.are_done():
                break
            shop.clock.advance(1)
            people.act()
            if shop.died_at is not None:
                waiting_since, shop.died_at = shop.died_at + timedelta(seconds=STARTED_AGAIN_AFTER_S), None
            if waiting_since is not None and shop.process and not loose_ends(shop):
                recoveries.append(max(0.0, (shop.clock.now - waiting_since).total_seconds()))
                waiting_since = None
            if waiting_since is None and shop.process:
                _skip_the_pause(shop)
        if waiting_since is not None:
            recoveries.append(max(0.0, (shop.clock.now - waiting_since).total_seconds()))
        return Life(
            reaper.trail, reaper.struck, recoveries, _wrong(shop), [*double_dials(shop), *_after(shop)]
        )  # fmt: skip


def _skip_the_pause(shop: MortalWorld) -> None:
    """Nobody is on the line and the callback is due later: go there at once."""
    due = [row.due_at for row in shop.rows("callback") if row.status == "waiting"]
    idle = not any(not call.status.is_final for call in shop.carrier.calls.values())
    if due and idle and min(due) - shop.clock.now > _PAUSE:
        shop.clock.jump_to(min(due) - _PAUSE)


class _People:
    """A customer who asks to be rung back until that is promised, and an agent who comes back on when paused."""

    def __init__(self, shop: MortalWorld) -> None:
        self._shop = shop
        self.customer = shop.customer(CUSTOMER).answer_after(3)
        self.agent = shop.phone_of(ANNA)
        self.agent.behave("ignore")
        shop.comes_on(ANNA)

    def act(self) -> None:
        """What they do in this second."""
        now = self._shop.clock.now
        agent = self._shop.agent(ANNA)
        if agent.chosen_status != "available":
            self._shop.store.write(
                lambda tx: choose_status(tx, agent.id, AgentStatus.AVAILABLE, now, actor=agent.email)
            )
        if not self._shop.rows("callback"):
            self._asks()
            return
        self.agent.answer_after(2)
        for call in self.customer.live:
            answered = call.leg.call.answered_at or call.leg.call.created_at
            if (now - answered).total_seconds() > (_TALKS_S if self._in_talk(call.sid) else _WAITS_S):
                call.hang_up()

    def _asks(self) -> None:
        for call in self.customer.live:
            if (self._shop.clock.now - call.leg.call.created_at).total_seconds() in {10, 14}:
                call.press("1")
        if not self.customer.live and self._shop.process:
            self.customer.dial(DIRECT)

    def _in_talk(self, sid: str) -> bool:
        return any(
            len(room.participants) > 1 and sid in {seat.call_sid for seat in room.participants}
            for room in self._shop.carrier.conferences.values()
        )

    def are_done(self) -> bool:
        """The callback has ended, and the agent is free again."""
        callbacks = self._shop.rows("callback")
        over = callbacks and all(row.status in OVER for row in callbacks)
        return bool(over and not left_over(self._shop) and not loose_ends(self._shop))


def _wrong(shop: MortalWorld) -> list[str]:
    """What ought to be otherwise when all is over."""
    found = left_over(shop)
    found += [f"callback {row.status}: {row.reason}" for row in shop.rows("callback") if row.status != "done"]
    states = [row.state for row in shop.rows("promise")]
    if states.count("kept") != 1 or set(states) - {"kept", "moved"}:
        found.append(f"promises {', '.join(states) or 'none'}")
    return found


def _after(shop: MortalWorld) -> list[str]:
    """Dials after the customer and an agent had talked."""
    kept = [row.settled_at for row in shop.rows("promise") if row.state == "kept"]
    return [
        f"{CUSTOMER} was dialled after the talk"
        for call in dials_to(shop, CUSTOMER)
        if kept and call.created_at > max(kept)
    ]
