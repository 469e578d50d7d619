"""An agent takes a callback and its customer rings us in the same instant: one conversation, on both databases."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from call_routing.choosing.distribution import distribute
from call_routing.people.offers import Won, accept_offer
from callbacks.promising.called_in import Together, ToTheQueue, meet_caller
from callbacks.promising.requests import request_callback
from callbacks.ringing.attempts import begin_dialling
from callbacks.wishes import CallbackPromised
from tests.callbacks.gate_shop import NOON, opened, rows, stranger, wish
from ticket_store.calls import call_by_id, change_call, insert_call, leg_by_id
from ticket_store.engine import Store, Transaction
from ticket_store.ids import new_id
from ticket_store.line import Line
from ticket_store.ready import sync_all
from ticket_store.recognised import promises_open
from ticket_store.reservations import reservation_by_id
from ticket_store.schema import agent

DUE = NOON + timedelta(minutes=5)
ROUNDS = 3


def on_duty(store: Store) -> Line:
    line = opened(store, per_number_per_day=50)

    def work(tx: Transaction) -> None:
        tx.db.execute(agent.update().values(chosen_status="available"))
        sync_all(tx)

    store.write(work)
    return line


def reserved(store: Store, line: Line, number: str) -> tuple[str, str]:
    """A callback for which an agent's phone rings; the callback and the agent's leg."""
    made = store.write(lambda tx: request_callback(tx, line, wish(number, "complaints"), NOON))
    assert isinstance(made, CallbackPromised)
    store.write(lambda tx: distribute(tx, line, DUE))
    held = next(row for row in rows(store, "reservation") if row.callback_id == made.callback_id)
    return made.callback_id, next(row.id for row in rows(store, "leg") if row.reservation_id == held.id)


def takes_it(tx: Transaction, line: Line, leg_id: str) -> None:
    """The agent presses 1, as `ivr.agent_leg` hears it."""
    leg = leg_by_id(tx, leg_id)
    held = reservation_by_id(tx, (leg and leg.reservation_id) or "")
    if held is None:
        return
    won = accept_offer(tx, held, DUE)
    if isinstance(won, Won) and won.reservation.callback_id is not None:
        begin_dialling(tx, line, won.reservation, DUE)


def rings_us(tx: Transaction, line: Line, number: str) -> Together | ToTheQueue | None:
    """The customer's call, as `ivr.arriving` writes it before anything is decided."""
    promised = promises_open(tx.db, number)[0]
    call_id = new_id(DUE)
    row = {"id": call_id, "sid": f"CA{call_id}", "direction": "inbound", "customer_number": number, "language": "pl",
           "status": "menu", "step": 0, "started_at": DUE, "department_key": "complaints"}  # fmt: skip
    insert_call(tx, row)
    call = call_by_id(tx, call_id)
    assert call is not None
    met = meet_caller(tx, line, call, promised, DUE)
    if isinstance(met, ToTheQueue):
        change_call(tx, call_id, status="waiting")
    return met


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_whoever_is_quicker_nobody_has_two_conversations(store: Store, round_: int) -> None:
    line = on_duty(store)
    number = stranger(round_)
    _, leg_id = reserved(store, line, number)
    start = Barrier(2)

    def agents_side() -> None:
        start.wait()
        store.write(lambda tx: takes_it(tx, line, leg_id))

    def customers_side() -> Together | ToTheQueue | None:
        start.wait()
        return store.write(lambda tx: rings_us(tx, line, number))

    with ThreadPoolExecutor(2) as threads:
        agents, customers = threads.submit(agents_side), threads.submit(customers_side)
        agents.result()
        met = customers.result()
    assert [row for row in rows(store, "attempt") if row.state != "ended"] == []
    calls = Counter((row.direction, row.status) for row in rows(store, "call") if row.status != "ended")
    assert calls in ({("inbound", "talking"): 1}, {("inbound", "waiting"): 1}, {("inbound", "menu"): 1})
    talks = ("inbound", "talking") in calls
    assert isinstance(met, Together) is talks
    live = [row for row in rows(store, "reservation") if row.state != "released"]
    assert len(live) <= 1
    assert all(row.callback_id is None and row.call_id is not None for row in live)
    status = rows(store, "callback")[0].status
    assert status == ("done" if talks else "waiting")
    dialled = [row for row in rows(store, "leg") if row.role == "customer" and row.ended_at is None]
    assert dialled == []
