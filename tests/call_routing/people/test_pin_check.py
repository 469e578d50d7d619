"""PINs on the line: whose it is, how many wrong ones are allowed, and that nobody gets more by trying at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from call_routing.people.pin_check import Locked, RightPin, WrongPin, check_pin, holders_at
from call_routing.people.pins import hash_pin
from tests.ivr.conftest import NOON, open_door
from ticket_store.engine import Store
from ticket_store.line import Line
from ticket_store.line_rows import load_line
from ticket_store.pins_kept import set_pin
from ticket_store.schema import agent, audit

ANNA, BORYS = "anna@sowa.example", "borys@sowa.example"
PHONE = "+48600000001"
RIGHT, OTHER, WRONG = "80264", "51739", "90210"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def line(store: Store) -> Line:
    """Anna is rung at her mobile and has a PIN."""
    open_door(store)
    give_pin(store, ANNA, RIGHT)
    return store.read(load_line)


def give_pin(store: Store, email: str, pin: str | None) -> None:
    agent_id = store.read(lambda db: db.scalar(select(agent.c.id).where(agent.c.email == email)))
    store.write(lambda tx: set_pin(tx, str(agent_id), hash_pin(pin) if pin else None))


def check(store: Store, line: Line, pin: str, after: timedelta = timedelta()) -> RightPin | WrongPin | Locked:
    return store.write(lambda tx: check_pin(tx, holders_at(tx, line, PHONE), pin, NOON + after))


def test_nobody_gets_a_sixth_try_by_trying_at_once(store: Store, line: Line) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: check(store, line, WRONG), range(8)))
    assert [type(one) for one in found].count(WrongPin) == 4
    assert [type(one) for one in found].count(Locked) == 4
    assert check(store, line, RIGHT, 15 * MINUTE - timedelta(seconds=1)) == Locked(NOON + 15 * MINUTE)
    assert isinstance(check(store, line, RIGHT, 15 * MINUTE), RightPin)
    actions = store.read(lambda db: list(db.execute(select(audit.c.action)).scalars()))
    assert actions.count("agent.pin_locked") == 1


@pytest.mark.parametrize("database", ["sqlite"])
def test_after_a_lock_there_are_five_tries_again_and_the_next_lock_is_twice_as_long(
    store: Store, line: Line
) -> None:
    after = timedelta()
    for lasts in (15, 30, 60, 120, 240, 480, 960, 1440, 1440):
        found = [check(store, line, WRONG, after) for _ in range(5)]
        after += lasts * MINUTE
        assert found == [WrongPin()] * 4 + [Locked(NOON + after)]
    assert isinstance(check(store, line, RIGHT, after), RightPin)
    found = [check(store, line, WRONG, after) for _ in range(5)]
    assert found[-1] == Locked(NOON + after + 15 * MINUTE)


@pytest.mark.parametrize("database", ["sqlite"])
def test_a_new_pin_lifts_the_lock(store: Store, line: Line) -> None:
    for _ in range(5):
        check(store, line, WRONG)
    give_pin(store, ANNA, OTHER)
    found = [check(store, line, WRONG) for _ in range(5)]
    assert found[-1] == Locked(NOON + 15 * MINUTE)  # and the locks before it are forgotten
    give_pin(store, ANNA, OTHER)
    assert isinstance(check(store, line, OTHER), RightPin)


@pytest.mark.parametrize("database", ["sqlite"])
def test_the_pin_tells_who_calls_from_a_shared_telephone(store: Store, line: Line) -> None:
    store.write(lambda tx: tx.db.execute(update(agent).where(agent.c.email == BORYS).values(rings=PHONE)))
    give_pin(store, BORYS, OTHER)
    found = [check(store, line, pin) for pin in (RIGHT, OTHER)]
    assert [one.agent.email for one in found if isinstance(one, RightPin)] == [ANNA, BORYS]


@pytest.mark.parametrize("database", ["sqlite"])
def test_only_an_agent_with_a_pin_is_asked_for_one(store: Store, line: Line) -> None:
    def asked(number: str | None) -> int:
        return store.write(lambda tx: len(holders_at(tx, line, number)))

    assert [asked(number) for number in (PHONE, "+48600000002", "+48501234567", None)] == [1, 0, 0, 0]
    give_pin(store, ANNA, None)
    assert asked(PHONE) == 0
