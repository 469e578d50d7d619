"""Dials whose answer is lost, torn or refused: nobody is dialled twice on a guess, and each is settled soon."""

import random
from collections import Counter
from datetime import timedelta

from sqlalchemy import select

from tests.soak.crowd import Crowd
from tests.soak.figures import Figure, Plan, at_least, at_most, none_of, told
from tests.soak.ground import empty_database
from tests.soak.loose_ends import double_dials, left_over
from tests.soak.trouble import BadWire, Struck
from tests.stories.world import TUESDAY_NOON, World, world
from ticket_store.engine import Store
from ticket_store.schema import leg

SMALL, LARGE = 60, 2000  # dials that go wrong
SHARE = 0.6
SETTLED_WITHIN_S = 120.0
_OPENING = TUESDAY_NOON - timedelta(hours=3, minutes=55)
_AGENTS, _AT_ONCE = 8, 8
_MOST_S = 11 * 3600


def play(plan: Plan) -> list[Figure]:
    wanted = SMALL if plan.small else LARGE
    with empty_database(plan.database) as url:
        store = Store(url)
        with world(store, start=_OPENING, seed=plan.seed) as shop:
            wire = BadWire(shop, random.Random(plan.seed), SHARE)
            wire.lay()
            watch = _Watch(shop, wire)
            crowd = Crowd(shop, _AGENTS)
            crowd.open()
            refused = _ask_until(shop, crowd, watch, wanted)
            found = _figures(shop, crowd, watch, refused)
        store.close()
    return found


def _ask_until(shop: World, crowd: Crowd, watch: "_Watch", wanted: int) -> list[str]:
    """Customers ask, a few at a time, until enough dials went wrong and all callbacks are over."""
    ends = shop.clock.now + timedelta(seconds=_MOST_S)
    refused: list[str] = []
    asked = 0
    while shop.clock.now < ends:
        still_open = [row for row in shop.rows("callback") if row.status not in {"done", "gave_up"}]
        enough = len(watch.wire.struck) >= wanted
        if enough and not still_open and not left_over(shop):
            break
        due = sum(row.due_at <= shop.clock.now for row in still_open)
        for _ in range(0 if enough else _AT_ONCE - due):
            number = f"+48502{asked:06d}"
            asked += 1
            if not crowd.asks(number):
                refused.append(f"{number} was refused a callback")
        shop.clock.advance(1)
        crowd.act()
        crowd.come_back()
        watch.look()
        if (
            enough
            and still_open
            and not due
            and not any(not c.status.is_final for c in shop.carrier.calls.values())
        ):
            shop.clock.jump_to(
                max(shop.clock.now, min(row.due_at for row in still_open) - timedelta(seconds=2))
            )
    return refused


class _Watch:
    """When each dial that went wrong was settled: its leg has the carrier's sid, or has ended."""

    def __init__(self, shop: World, wire: BadWire) -> None:
        self._shop = shop
        self.wire = wire
        self._seen = 0
        self.open: dict[str, Struck] = {}
        self.settled_s: list[float] = []

    def look(self) -> None:
        for struck in self.wire.struck[self._seen :]:
            self.open.setdefault(
                struck.token, struck
            )  # one that was asked for again waits since the first time
        self._seen = len(self.wire.struck)
        query = select(leg.c.token, leg.c.sid, leg.c.ended_at).where(leg.c.token.in_(list(self.open)))
        for token, sid, ended_at in self._shop.store.read(lambda db: db.execute(query).all()):
            if sid in self._shop.carrier.calls or ended_at is not None:
                self.settled_s.append((self._shop.clock.now - self.open.pop(token).at).total_seconds())


def _figures(shop: World, crowd: Crowd, watch: _Watch, refused: list[str]) -> list[Figure]:
    kinds = Counter(struck.trouble.name.lower() for struck in watch.wire.struck)
    known = len(watch.settled_s) + len(watch.open)
    in_time = sum(seconds <= SETTLED_WITHIN_S for seconds in watch.settled_s)
    ends = Counter(row.status for row in shop.rows("callback"))
    stuck = [f"{struck.to} after {struck.trouble}" for struck in watch.open.values()]
    lost = [f"{number}: no row" for number, id_ in crowd.promised.items() if id_ not in _ids(shop)]
    return [
        told("callbacks asked for", len(crowd.numbers), f"they ended: {dict(ends)}"),
        told("dials that went wrong", len(watch.wire.struck), f"{dict(kinds)}"),
        none_of("double dials", double_dials(shop)),
        at_least("settled within 120 s, share", in_time / max(known, 1), 0.99, "; ".join(stuck[:4])),
        at_most("slowest, s", max(watch.settled_s, default=0.0), 600.0),
        none_of("callbacks lost or refused", [*lost, *refused]),
        none_of("held or open at the end", left_over(shop)),
    ]


def _ids(shop: World) -> set[str]:
    return {row.id for row in shop.rows("callback")}
