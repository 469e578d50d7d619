"""Redis is emptied, stopped, frozen and made to forget, while callbacks are asked for: it is only the doorbell.

The bell is the house's own on a real server of the soak's own. A worker here takes what was rung for and carries
it out; what was never heard of, the sweeper does. What a ring keeps the one who rang is measured on the machine's
clock, what a callback waits on the shop's, from when it is due beside a free agent until one is held for it.
"""

import random
import time
from collections import Counter
from datetime import timedelta

from redis import Redis
from redis.exceptions import RedisError

from app.doorbell import JOB_QUEUE, RedisBell
from callbacks.carry_out import carry_out
from tests.soak.crowd import Crowd
from tests.soak.figures import Figure, Plan, at_least, at_most, none_of, told
from tests.soak.ground import empty_database
from tests.soak.loose_ends import double_dials, left_over
from tests.soak.own_redis import OwnRedis, own_redis_server
from tests.stories.world import TUESDAY_NOON, World, world
from ticket_store.engine import Store

SMALL, LARGE = 18, 1000  # callbacks
DELAY_P99_S = 15.0
RING_AT_MOST_S = 0.2  # handing over to the bell's own thread, never the network
_AGENTS = 12
_OPENING = TUESDAY_NOON - timedelta(hours=3, minutes=55)
_WORKER_LOOKS_EVERY_S = 0.25
_BELL_TAKES_S = (
    0.02  # of the machine's time: so long the shop's clock waits, else no ring could be heard in time
)
_TROUBLES = ("empty", "stop", "freeze", "forget")
_LASTS_S = {"stop": 600.0, "freeze": 120.0}


class TimedBell(RedisBell):
    """The house's bell, and how long each ring kept the one who rang."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.took_s: list[float] = []

    def ring(self, outbox: tuple[str, ...], topics: frozenset[str]) -> None:
        began = time.perf_counter()
        super().ring(outbox, topics)
        self.took_s.append(time.perf_counter() - began)


class Worker:
    """Takes the jobs that were rung for, as a worker process does, inside the shop's time."""

    def __init__(self, shop: World, server: OwnRedis) -> None:
        self._shop = shop
        self._server = server
        self._redis = Redis.from_url(server.url, socket_timeout=0.5, socket_connect_timeout=0.2)
        self.heard = 0
        self._look()

    def _look(self) -> None:
        if not self._server.is_deaf:
            self._take_all()
        self._shop.clock.call_later(_WORKER_LOOKS_EVERY_S, self._look)

    def _take_all(self) -> None:
        try:
            while isinstance(job := self._redis.lpop(f"rq:queue:{JOB_QUEUE}"), bytes):
                self.heard += 1
                carry_out(self._shop.desk, job.decode().removeprefix("ob-"))
        except RedisError:
            return


def play(plan: Plan) -> list[Figure]:
    dice = random.Random(plan.seed)
    with empty_database(plan.database) as url, own_redis_server() as server:
        store = Store(url)
        bell = TimedBell(server.url)
        with world(store, start=_OPENING, seed=plan.seed, with_bell=False) as shop:
            crowd = Crowd(shop, _AGENTS)
            crowd.open()
            store.bell = bell
            worker = Worker(shop, server)
            troubles = _ask_in_trouble(shop, crowd, server, dice, SMALL if plan.small else LARGE)
            found = _figures(shop, crowd, bell, worker, troubles)
        bell.close()
        store.close()
    return found


def _ask_in_trouble(
    shop: World, crowd: Crowd, server: OwnRedis, dice: random.Random, wanted: int
) -> Counter[str]:
    """One after the other asks; every few of them something becomes of Redis. Until all is over."""
    troubles: Counter[str] = Counter()
    for place in range(wanted):
        crowd.asks(f"+48504{place:06d}")
        _pass(shop, crowd, dice.uniform(3, 15))
        if place % 5 == 2:  # each trouble comes in the small form, too
            what = _TROUBLES[place // 5 % len(_TROUBLES)] if wanted == SMALL else dice.choice(_TROUBLES)
            _trouble(shop, server, what)
            troubles[what] += 1
    for _ in range(900):
        if not left_over(shop):
            break
        _pass(shop, crowd, 1)
    return troubles


def _pass(shop: World, crowd: Crowd, seconds: float) -> None:
    for _ in range(max(1, round(seconds))):
        shop.clock.advance(1)
        crowd.act()
        crowd.come_back()
        time.sleep(_BELL_TAKES_S)


def _trouble(shop: World, server: OwnRedis, what: str) -> None:
    """Now, and what ends by itself ends later in the shop's time."""
    match what:
        case "empty":
            server.empty()
        case "forget":
            server.forget_under_pressure()
        case "freeze" if not server.is_deaf:
            server.freeze()
            shop.clock.call_later(_LASTS_S[what], server.thaw)
        case "stop" if not server.is_deaf:
            server.stop()
            shop.clock.call_later(_LASTS_S[what], server.start)


def _figures(
    shop: World, crowd: Crowd, bell: TimedBell, worker: Worker, troubles: Counter[str]
) -> list[Figure]:
    rows = {row.id: row for row in shop.rows("callback")}
    held: dict[str, float] = {}
    for row in shop.rows("reservation"):
        if row.callback_id in rows and row.callback_id not in held:
            held[row.callback_id] = (row.created_at - rows[row.callback_id].created_at).total_seconds()
    delays = sorted(held.values()) or [0.0]
    lost = [number for number, callback in crowd.promised.items() if callback not in held]
    ends = Counter(row.status for row in rows.values())
    return [
        told("callbacks promised", len(crowd.promised), f"they ended: {dict(ends)}"),
        told("troubles of Redis", troubles.total(), str(dict(troubles))),
        at_least("errands that the worker heard of", worker.heard, 1),
        none_of("lost, or never held", lost),
        none_of("double dials", double_dials(shop)),
        at_most(
            "delay p99, s", delays[int(0.99 * (len(delays) - 1))], DELAY_P99_S, f"longest {delays[-1]:.1f} s"
        ),
        at_most("longest ring, ms", max(bell.took_s, default=0.0) * 1e3, RING_AT_MOST_S * 1e3),
        none_of("held or open at the end", left_over(shop)),
    ]
