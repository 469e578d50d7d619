"""Dozens of calls at once on a bad day: repeats, reordering, lost and late events, hang-ups at every step.

The carrier's ledger is held against the store: one right case each, no agent left busy, nobody rung twice.
"""

import logging
import random
from collections import Counter
from functools import partial

import pytest

from app.phone_simulator.chaos import Chaos
from app.phone_simulator.phones import Phone, PhoneCall
from tests.conftest import DATABASES
from tests.stories.world import CZECH, DIRECT, MAIN, World, world
from ticket_store.engine import Store

CALLS = {"sqlite": 60, "postgres": 25}  # as many as keep the suite under its limit
AGENTS = ("anna@sowa.example", "borys@sowa.example", "lead@sowa.example")
BAD_DAY = Chaos(duplicate=0.2, reorder=0.2, late=0.1, drop_non_final=0.2, hang_up_between=0.02)


def numbers(count: int) -> list[str]:
    return [f"+48501{place:06d}" for place in range(count)]


def let_live(shop: World, dice: random.Random, call: PhoneCall) -> None:
    """One customer: keys now and then, patience that ends some time."""
    for when in (dice.uniform(1, 6), dice.uniform(6, 20), dice.uniform(20, 60)):
        keys = dice.choice(["1", "1", "2", "3", "0", "8", "9", "7"])
        shop.clock.call_later(when, partial(press_if_there, call, keys))
    shop.clock.call_later(dice.choice([dice.uniform(0, 30), dice.uniform(30, 900)]), partial(leave, call))


def press_if_there(call: PhoneCall, keys: str) -> None:
    if not call.leg.is_over:
        call.press(keys)


def leave(call: PhoneCall) -> None:
    if not call.leg.is_over:
        call.hang_up()


def hang_up(phones: list[Phone]) -> None:
    for phone in phones:
        for live in phone.live:
            live.hang_up()


@pytest.mark.parametrize("database", DATABASES, indirect=True)
@pytest.mark.parametrize("seed", [7])
def test_every_call_on_a_bad_day_has_its_one_right_case(
    store: Store, database: str, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    print(f"seed {seed}")  # noqa: T201 - a failure shows it, and the run can be replayed
    caplog.set_level(logging.ERROR)
    dice = random.Random(seed)
    with world(store, seed=seed, chaos=BAD_DAY) as shop:
        phones = shop.comes_on(*AGENTS)
        for phone, then in zip(phones, ("1", "1", "2"), strict=True):
            phone.answer_after(3, then_press=then)
        calls = []
        everybody = numbers(CALLS[database])
        for number in everybody:
            customer = shop.customer(number)
            customer.answer_after(3)
            calls.append(customer.dial(dice.choice([MAIN, DIRECT, CZECH])))
            let_live(shop, dice, calls[-1])
            shop.clock.advance(dice.uniform(0, 0.5))
        for _ in range(12):  # talks end after a while, on either side
            shop.clock.advance(30)
            hang_up(dice.sample(phones, 1))
        for email in AGENTS:
            shop.goes_off(email)
        for _ in range(2):  # a callback that was on its way when they went off is one more talk
            hang_up([*phones, *(shop.customer(number) for number in everybody)])
            shop.clock.advance(300)
        check(shop, calls, everybody)
    assert [record.getMessage() for record in caplog.records] == []


def check(shop: World, calls: list[PhoneCall], everybody: list[str]) -> None:
    inbound = [row for row in shop.rows("call") if row.direction == "inbound"]
    assert sorted(row.sid for row in inbound) == sorted(call.sid for call in calls)
    assert {row.status for row in shop.rows("call")} == {"ended"}
    # every call that reached a department has one case, of its own customer and department
    tickets = {row.id: row for row in shop.rows("ticket")}
    for row in inbound:
        assert (row.department_key is None) == (row.ticket_id is None)
        if row.ticket_id is not None:
            case = tickets[row.ticket_id]
            assert (case.customer_id, case.department_key) == (row.customer_id, row.department_key)
    opened = Counter((row.customer_id, row.department_key) for row in tickets.values())
    assert max(opened.values()) == 1
    # no agent left busy
    assert {row.state for row in shop.rows("reservation")} <= {"released"}
    # nobody rung twice: as many dials to a customer as attempts, never two live at once
    dialled = Counter(dial.to_number for dial in shop.carrier.ledger.dials)
    attempts = Counter(row.customer_number for row in shop.rows("callback") for _ in range(row.attempts))
    for number in everybody:
        assert dialled[number] <= attempts[number]
    assert any(row.outcome == "answered" for row in inbound)
