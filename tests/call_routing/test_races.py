"""Eight at once at the same callers and agents: one wins, nobody is held twice, on both databases."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import TypeVar

import pytest
from sqlalchemy import select

from call_routing.choosing.distribution import distribute
from call_routing.people.offers import Taken, Won, accept_offer
from callbacks.sweep import _end_lease
from tests.admin.api.seed import LINE, add_call, add_ticket
from ticket_store.calls import change_call
from ticket_store.engine import Store, Transaction
from ticket_store.line import AgentSetup, Line, Routing, Strategy
from ticket_store.line_rows import load_line, save_line
from ticket_store.ready import sync_all
from ticket_store.reservations import reservation_by_id
from ticket_store.rows import Reservation
from ticket_store.schema import agent, leg, outbox, reservation

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
MANY, ROUNDS = 8, 12
Answer = TypeVar("Answer")


@pytest.fixture
def crowd() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(MANY) as threads:
        yield threads


@pytest.fixture
def line(store: Store) -> Line:
    """Eight agents on duty, all of whom ring for a caller at once."""
    orders = replace(
        LINE.departments["orders"], routing=Routing(strategy=Strategy.RING_SEVERAL, ring_at_once=MANY)
    )
    people = tuple(
        AgentSetup(f"a{n}@shop.example", f"A{n}", ("agent",), {"orders": 1}, ("pl",), f"+4860000000{n}")
        for n in range(MANY)
    )
    wanted = replace(LINE, departments={**LINE.departments, "orders": orders}, agents=people)

    def work(tx: Transaction) -> None:
        save_line(tx, wanted, actor="tests", now=NOON)
        tx.db.execute(agent.update().values(chosen_status="available"))
        sync_all(tx)

    store.write(work)
    return store.read(load_line)


def one_at_a_time(line: Line) -> Line:
    alone = replace(line.departments["orders"], routing=Routing())
    return replace(line, departments={**line.departments, "orders": alone})


def caller(store: Store, number: int) -> str:
    ticket = add_ticket(store, number)
    waiting = {"status": "waiting", "department_key": "orders", "ticket_id": ticket, "queued_at": NOON}
    return add_call(store, sid=f"CA{number}", arrived_at=NOON, ranks_at=NOON, **waiting)


def at_once(
    crowd: ThreadPoolExecutor, store: Store, work: Callable[[Transaction, int], Answer]
) -> list[Answer]:
    """What each contender got; all begin at the same moment."""
    start = Barrier(MANY)

    def contend(place: int) -> Answer:
        start.wait()
        return store.write(lambda tx: work(tx, place))

    return list(crowd.map(contend, range(MANY)))


def live(store: Store) -> list[Reservation]:
    rows = select(reservation).where(reservation.c.state != "released").order_by(reservation.c.slot)
    return store.read(
        lambda db: [
            Reservation(**{name: row._mapping[name] for name in Reservation.__slots__})
            for row in db.execute(rows)
        ]
    )


def forget(store: Store) -> None:
    """Everybody is free again, and nobody waits."""

    def work(tx: Transaction) -> None:
        for table in (leg, outbox, reservation):
            tx.db.execute(table.delete())
        tx.db.execute(agent.update().values(misses=0, not_before_at=None, chosen_status="available"))
        sync_all(tx)

    store.write(work)


def test_of_eight_who_accept_a_call_that_rings_at_all_of_them_one_has_it(
    store: Store, crowd: ThreadPoolExecutor, line: Line
) -> None:
    for turn in range(ROUNDS):
        call_id = caller(store, turn)
        assert store.write(lambda tx: distribute(tx, line, NOON)) == MANY
        ringing = live(store)

        def accept(tx: Transaction, place: int, offers: list[Reservation] = ringing) -> object:
            return accept_offer(tx, offers[place], NOON)

        kinds = Counter(type(one) for one in at_once(crowd, store, accept))
        assert kinds == {Won: 1, Taken: MANY - 1}
        (won,) = live(store)
        assert (won.state, won.call_id) == ("accepted", call_id)
        forget(store)
        store.write(lambda tx: change_call(tx, call_id, status="ended", ended_at=NOON))  # noqa: B023 - at once


@pytest.mark.parametrize(("callers", "held"), [(5, 5), (11, MANY)])
def test_eight_who_distribute_at_once_hold_one_agent_for_each_caller_as_far_as_they_go(
    store: Store, crowd: ThreadPoolExecutor, line: Line, callers: int, held: int
) -> None:
    one_each = one_at_a_time(line)
    for number in range(callers):
        caller(store, number)
    for _ in range(ROUNDS // 2):
        at_once(crowd, store, lambda tx, _: distribute(tx, one_each, NOON))
        store.write(lambda tx: distribute(tx, one_each, NOON))  # as the sweeper: what one left to another
        found = live(store)
        assert (
            len({one.agent_id for one in found}) == len({one.call_id for one in found}) == len(found) == held
        )
        forget(store)


def test_a_lease_that_runs_out_while_the_agent_accepts_ends_one_way(
    store: Store, crowd: ThreadPoolExecutor, line: Line
) -> None:
    one_each, late = one_at_a_time(line), NOON + timedelta(hours=1)
    call_id = caller(store, 1)
    for _ in range(ROUNDS):
        assert store.write(lambda tx: distribute(tx, one_each, NOON)) == 1
        store.write(lambda tx: tx.db.execute(leg.update().values(status="ringing")))  # else it was no miss
        (offer,) = live(store)

        def contend(tx: Transaction, place: int, offer: Reservation = offer) -> object:
            if place % 2 == 0:
                return accept_offer(tx, offer, late)
            _end_lease(tx, one_each, offer, late)
            return None

        answers = {type(one) for one in at_once(crowd, store, contend)[::2]}
        fresh = store.write(lambda tx: reservation_by_id(tx, offer.id))  # noqa: B023 - runs at once
        assert fresh is not None
        assert (fresh.cause, answers) == (
            (None, {Won}) if fresh.state == "accepted" else ("no_answer", {Taken})
        )
        assert [one.call_id for one in live(store)] == [call_id], "the same agent, or the next one"
        forget(store)
