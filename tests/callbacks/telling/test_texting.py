"""Texts: sent once from the shop's number, tried again only where nothing was sent, never to a costly number."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from call_routing.addresses import Addresses
from call_routing.line_book import LineBook
from call_routing.phone_line import LineAwayError, LineRefusedError, LineUnclearError
from callbacks.callback_desk import CallbackDesk
from callbacks.carry_out import carry_out, carry_out_due
from tests.callbacks.test_carry_out import Clock, ScriptedLine
from tests.ivr.conftest import BASE, NOON, open_door
from ticket_store import outbox
from ticket_store.engine import Store
from ticket_store.schema import outbox as errands

JAN = "+48501234567"
SHOP = "+48221234567"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def phone() -> ScriptedLine:
    return ScriptedLine()


@pytest.fixture
def desk(store: Store, clock: Clock, phone: ScriptedLine) -> CallbackDesk:
    open_door(store)
    store.write(lambda tx: outbox.send(tx, "send_text", NOON, to=JAN, text="Już działa."))
    return CallbackDesk(store, clock, LineBook(store, fresh_for_s=0.0), Addresses(BASE), phone)


def failure(desk: CallbackDesk) -> tuple[bool, str | None]:
    """Whether the errand is over, and why it failed."""
    row = desk.store.read(lambda db: db.execute(select(errands.c.done_at, errands.c.failure)).one())
    return row.done_at is not None, row.failure


def test_it_goes_out_once_however_often_the_bell_rings(desk: CallbackDesk, phone: ScriptedLine) -> None:
    (errand_id,) = desk.store.read(lambda db: outbox.due(db, NOON))
    for _ in range(3):
        carry_out(desk, errand_id)
    assert phone.texts == [(JAN, SHOP, "Już działa.")]
    assert failure(desk) == (True, None)


@pytest.mark.parametrize("fault", [LineUnclearError("HTTP 500"), LineRefusedError(21610, "said STOP")])
def test_after_an_unclear_answer_or_a_refusal_it_never_goes_out_again(
    desk: CallbackDesk, phone: ScriptedLine, clock: Clock, fault: Exception
) -> None:
    phone.fault = fault
    carry_out_due(desk)
    clock.now += timedelta(hours=1)
    assert carry_out_due(desk) == 0
    assert len(phone.texts) == 1
    assert failure(desk) == (True, f"{type(fault).__name__}: {fault}")


def test_while_the_carrier_is_away_it_waits(desk: CallbackDesk, phone: ScriptedLine, clock: Clock) -> None:
    phone.fault = LineAwayError("no connection")
    carry_out_due(desk)
    assert failure(desk)[0] is False
    phone.fault = None
    clock.now += timedelta(minutes=2)
    carry_out_due(desk)
    assert len(phone.texts) == 2
    assert failure(desk) == (True, None)


def test_a_worker_that_dies_while_it_asks_leaves_it_unsent_and_not_sent_twice(
    desk: CallbackDesk, phone: ScriptedLine, clock: Clock
) -> None:
    phone.fault = SystemExit()  # as a kill would, between the request and what comes after it
    with pytest.raises(SystemExit):
        carry_out_due(desk)
    phone.fault = None
    clock.now += timedelta(hours=1)
    assert carry_out_due(desk) == 0
    assert len(phone.texts) == 1
    assert failure(desk) == (True, "asked, and no answer is known")


@pytest.mark.parametrize("database", ["sqlite"])
@pytest.mark.parametrize("number", ["+48226543210", "+48701234567", "+12025550123", SHOP, "112"])
def test_no_text_goes_where_it_could_not_be_read_or_would_cost(
    desk: CallbackDesk, phone: ScriptedLine, number: str
) -> None:
    desk.store.write(lambda tx: outbox.send(tx, "send_text", NOON, to=number, text="Już działa."))
    carry_out_due(desk)
    assert [to for to, _, _ in phone.texts] == [JAN]
