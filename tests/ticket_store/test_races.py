"""Eight at once want the same thing: exactly one gets it, on both databases."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier, Event
from typing import TypeVar

import pytest
from sqlalchemy import func, select, text

from admin.shop_file.commands import read_checked
from callbacks.promising.requests import (
    CallbackAlreadyPromised,
    CallbackPromised,
    CallbackWish,
    request_callback,
)
from ticket_store import outbox
from ticket_store.agents import agent_by_email
from ticket_store.calls import insert_call
from ticket_store.customers import customer_for
from ticket_store.engine import Store, Transaction
from ticket_store.ids import new_id
from ticket_store.line import Line
from ticket_store.line_rows import load_line, save_line
from ticket_store.reservations import accept, release, reserve
from ticket_store.rows import Reservation, Waiting
from ticket_store.schema import agent, callback, customer, ticket
from ticket_store.tickets import ticket_for

SHOP = Path(__file__).parents[1] / "stories" / "shop.yaml"
NOON = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
CONTENDERS, ROUNDS = 8, 100
LEASE = timedelta(minutes=1)
AGENTS = ("anna@sowa.example", "borys@sowa.example", "lead@sowa.example", "admin@sowa.example")
Answer = TypeVar("Answer")


@pytest.fixture
def shop(store: Store) -> Line:
    line, faults = read_checked(SHOP.read_text(encoding="utf-8"))
    assert line is not None, faults
    store.write(lambda tx: save_line(tx, line, actor="tests", now=NOON))
    return store.read(load_line)


@pytest.fixture
def crowd() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(CONTENDERS) as threads:
        yield threads


def at_once(
    crowd: ThreadPoolExecutor, store: Store, work: Callable[[Transaction, int], Answer]
) -> list[Answer]:
    """What each contender got; all begin at the same moment."""
    start = Barrier(CONTENDERS)

    def contend(place: int) -> Answer:
        start.wait()
        return store.write(lambda tx: work(tx, place))

    return list(crowd.map(contend, range(CONTENDERS)))


def waiting_call(store: Store) -> Waiting:
    call_id = new_id(NOON)
    row = {"id": call_id, "sid": f"CA{call_id}", "direction": "inbound", "language": "pl", "status": "waiting",
           "step": 0, "started_at": NOON}  # fmt: skip
    store.write(lambda tx: insert_call(tx, row))
    return Waiting("call", call_id, "orders", "pl", NOON, NOON, NOON)


def agents(store: Store) -> list[str]:
    found = store.read(lambda db: [agent_by_email(db, email) for email in AGENTS])
    return [one.id for one in found if one]


@pytest.mark.usefixtures("shop")
def test_one_agent_is_held_for_one_call_and_one_of_all_who_accept_wins(
    store: Store, crowd: ThreadPoolExecutor
) -> None:
    person, (anna, *_) = waiting_call(store), agents(store)
    for _ in range(ROUNDS):
        held = at_once(crowd, store, lambda tx, _: reserve(tx, anna, person, NOON, LEASE))
        won = [reservation for reservation in held if reservation]
        assert len(won) == 1
        accepted = at_once(crowd, store, lambda tx, _, one=won[0].id: accept(tx, one, NOON, LEASE))
        assert accepted.count(True) == 1
        let_go = at_once(crowd, store, lambda tx, _, one=won[0].id: release(tx, one, "talked", NOON))
        assert let_go.count(True) == 1


@pytest.mark.usefixtures("shop")
def test_two_agents_are_never_held_for_one_call(store: Store, crowd: ThreadPoolExecutor) -> None:
    person, everyone = waiting_call(store), agents(store)
    for _ in range(ROUNDS // 4):
        held = at_once(crowd, store, lambda tx, place: reserve(tx, everyone[place % 4], person, NOON, LEASE))
        (won,) = [reservation for reservation in held if reservation]
        store.write(lambda tx, won=won: release(tx, won.id, "talked", NOON))


@pytest.mark.usefixtures("shop")
def test_an_agent_is_never_held_for_two_calls(store: Store, crowd: ThreadPoolExecutor) -> None:
    people, (anna, *_) = [waiting_call(store) for _ in range(CONTENDERS)], agents(store)
    for _ in range(ROUNDS // 4):
        held = at_once(crowd, store, lambda tx, place: reserve(tx, anna, people[place], NOON, LEASE))
        (won,) = [reservation for reservation in held if reservation]
        store.write(lambda tx, won=won: release(tx, won.id, "talked", NOON))


@pytest.mark.usefixtures("shop")
@pytest.mark.postgres
@pytest.mark.parametrize("database", ["postgres"], indirect=True)
@pytest.mark.parametrize("end", ["release", "accept"])
def test_who_ends_a_lease_and_who_wants_its_agent_do_not_wait_for_each_other(
    store: Store, crowd: ThreadPoolExecutor, end: str
) -> None:
    first, second, (wanted, *_) = waiting_call(store), waiting_call(store), agents(store)
    held = store.write(lambda tx: reserve(tx, wanted, first, NOON, LEASE))
    assert held is not None
    has_agent, tries = Event(), []

    def end_lease(tx: Transaction) -> bool:
        has_agent.wait(10)
        tries.append("end")
        return release(tx, held.id, "talked", NOON) if end == "release" else accept(tx, held.id, NOON, LEASE)

    def want_agent(tx: Transaction) -> Reservation | None:
        tries.append("want")
        tx.db.execute(select(agent).where(agent.c.id == wanted).with_for_update(key_share=True))
        has_agent.set()
        while not store.read(lambda db: db.scalar(text(_WAITING_FOR_A_LOCK))):
            assert not ended.done()
        return reserve(tx, wanted, second, NOON, LEASE)

    ended = crowd.submit(store.write, end_lease)
    assert store.write(want_agent) is None
    assert ended.result() is True
    assert sorted(tries) == ["end", "want"], "neither was thrown out by the database and had to begin again"


_WAITING_FOR_A_LOCK = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


@pytest.mark.usefixtures("shop")
def test_eight_calls_of_one_customer_open_one_case(store: Store, crowd: ThreadPoolExecutor) -> None:
    for turn in range(10):
        number = f"+485012345{turn:02}"
        found = at_once(
            crowd, store, lambda tx, _, n=number: ticket_for(tx, customer_for(tx, n, NOON).id, "orders", NOON)
        )
        assert len({case.id for case in found}) == 1
    counts = store.read(
        lambda db: [
            db.execute(select(func.count()).select_from(table)).scalar_one() for table in (ticket, customer)
        ]
    )
    assert counts == [10, 10]


def test_eight_wishes_of_one_number_are_one_callback(
    store: Store, crowd: ThreadPoolExecutor, shop: Line
) -> None:
    for turn in range(10):
        wish = CallbackWish(f"+485012345{turn:02}", "orders", "pl", "key")
        answers = at_once(crowd, store, lambda tx, _, wish=wish: request_callback(tx, shop, wish, NOON))
        kinds = [type(answer) for answer in answers]
        assert kinds.count(CallbackPromised) == 1
        assert kinds.count(CallbackAlreadyPromised) == CONTENDERS - 1
    assert store.read(lambda db: db.execute(select(func.count()).select_from(callback)).scalar_one()) == 10


def test_an_errand_is_leased_to_one_and_again_only_when_the_lease_is_over(
    store: Store, crowd: ThreadPoolExecutor
) -> None:
    later, latest = NOON + outbox.LEASE, NOON + 3 * outbox.LEASE
    for turn in range(ROUNDS // 4):
        store.write(lambda tx: outbox.send(tx, "ring_agent", NOON, leg_id="l"))
        (errand_id,) = store.read(lambda db: outbox.due(db, NOON))
        taken = at_once(crowd, store, lambda tx, _, one=errand_id: outbox.take(tx, one, NOON))
        (first,) = [errand for errand in taken if errand]
        assert first.fence == 1, turn
        again = at_once(crowd, store, lambda tx, _, one=errand_id: outbox.take(tx, one, later))
        (second,) = [errand for errand in again if errand]
        store.write(lambda tx, ghost=first: outbox.done(tx, ghost, later))
        assert store.read(lambda db: outbox.due(db, latest)) == [errand_id], "a ghost ends nothing"
        store.write(lambda tx, owner=second: outbox.done(tx, owner, later))
        assert store.read(lambda db: outbox.due(db, latest)) == []
