"""Whoever creates a call waits for the carrier's rate, the most urgent first, on both databases."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Lock

import pytest
from sqlalchemy import select

from call_routing.addresses import Addresses
from call_routing.line_book import LineBook
from call_routing.phone_line import LineAwayError, LineRefusedError, LineUnclearError, NewCall
from callbacks.callback_desk import CallbackDesk
from callbacks.ringing.pace import gap
from callbacks.ringing.turns import dial_next, dial_waiting
from tests.callbacks.test_carry_out import Clock, ScriptedLine
from tests.ivr.conftest import BASE, NOON, open_door
from ticket_store import carrier_pace, outbox
from ticket_store.calls import insert_leg
from ticket_store.carrier_pace import line_state, waiting_for_rate
from ticket_store.engine import Store, Transaction
from ticket_store.outbox import Turn
from ticket_store.schema import outbox as errands
from ticket_store.unattended import begin_span, open_spans

MANY = 8


class NotingLine(ScriptedLine):
    """Notes when each call was created."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock, self._lock = clock, Lock()
        self.at: list[datetime] = []

    def place_call(self, wanted: NewCall) -> str:
        with self._lock:
            self.at.append(self._clock.now)
            return super().place_call(wanted)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def phone(clock: Clock) -> NotingLine:
    return NotingLine(clock)


@pytest.fixture
def desk(store: Store, clock: Clock, phone: NotingLine) -> CallbackDesk:
    open_door(store)
    store.write(lambda tx: begin_span(tx, "orders", NOON))
    return CallbackDesk(store, clock, LineBook(store, fresh_for_s=60.0), Addresses(BASE), phone, 2.0)


def wants(desk: CallbackDesk, number: str, turn: Turn = Turn.ALARM, at: datetime = NOON) -> None:
    """Somebody is to be rung. An alarm needs no lease, so it stands for all of them here."""

    def work(tx: Transaction) -> None:
        leg_id = insert_leg(
            tx, at, timedelta(minutes=1), role="alarm", address=number, token=number, status="placing"
        )
        spans = [span.id for span in open_spans(tx.db)]
        outbox.send(tx, "dial_alarm", at, turn=turn, leg_id=leg_id, spans=spans)

    desk.store.write(work)


def numbers(phone: NotingLine) -> list[str]:
    return [wanted.to for wanted in phone.placed]


def test_eight_contenders_never_create_more_than_the_rate_in_any_second(
    desk: CallbackDesk, phone: NotingLine, clock: Clock
) -> None:
    for number in range(MANY):
        wants(desk, f"+4860000000{number}")
    with ThreadPoolExecutor(MANY) as crowd:
        for _ in range(60):
            list(crowd.map(lambda _: dial_next(desk), range(MANY)))
            clock.now += timedelta(milliseconds=100)
    assert sorted(numbers(phone)) == [f"+4860000000{number}" for number in range(MANY)]
    assert max(Counter(phone.at).values()) == 1
    gaps = [after - before for before, after in zip(phone.at, phone.at[1:], strict=False)]
    assert min(gaps) >= timedelta(seconds=0.5)
    assert max(gaps) <= timedelta(seconds=1), "and no slot is left to the next look of the sweeper"


def test_the_most_urgent_goes_first_and_the_oldest_of_its_class(
    desk: CallbackDesk, phone: NotingLine, clock: Clock
) -> None:
    for second, turn in enumerate((Turn.ALARM, Turn.CALLBACK, Turn.CALLER, Turn.CALLBACK, Turn.CALLER)):
        wants(desk, f"+4860000000{second}", turn, NOON + timedelta(seconds=second))
    clock.now += timedelta(seconds=10)
    assert desk.store.read(lambda db: waiting_for_rate(db, clock.now)) == 5
    while dial_next(desk):
        clock.now += gap(2.0)
    assert [number[-1] for number in numbers(phone)] == ["2", "4", "1", "3", "0"]


def test_who_finds_no_slot_says_when_the_next_one_comes(desk: CallbackDesk, clock: Clock) -> None:
    woken: list[datetime] = []
    desk = CallbackDesk(desk.store, clock, desk.lines, desk.addresses, desk.phone, 2.0, wake_at=woken.append)
    for number in range(3):
        wants(desk, f"+4860000000{number}")
    assert dial_waiting(desk) == 1
    assert woken == [NOON + gap(2.0)]


@pytest.mark.parametrize("fault", [LineAwayError("HTTP 429"), LineUnclearError("HTTP 500")])
def test_after_five_failures_the_carrier_is_left_alone_and_then_one_tries(
    desk: CallbackDesk, phone: NotingLine, clock: Clock, fault: Exception
) -> None:
    phone.fault = fault
    for number in range(9):
        wants(desk, f"+4860000000{number}")
    for _ in range(4 * MANY):  # four seconds
        dial_waiting(desk)
        clock.now += timedelta(seconds=0.125)
    assert len(phone.placed) == 5
    state = desk.store.read(line_state)
    assert state.failures == 5
    assert state.open_until is not None
    clock.now = state.open_until
    assert dial_waiting(desk) == 1, "half open: one alone"
    phone.fault = None
    again = desk.store.read(line_state)
    assert again.failures == 6
    assert again.open_until is not None
    clock.now = again.open_until + timedelta(minutes=2)
    for _ in range(40):
        dial_waiting(desk)
        clock.now += timedelta(seconds=0.5)
    assert desk.store.read(line_state).failures == 0
    left = desk.store.read(lambda db: waiting_for_rate(db, clock.now))
    assert left == 0, "what was not asked for is still dialled"
    dialled = Counter(numbers(phone))
    assert set(dialled) == {f"+4860000000{number}" for number in range(9)}
    if isinstance(fault, LineUnclearError):
        assert max(dialled.values()) == 1, "an unclear answer is no reason to dial again"


def test_a_refusal_is_an_answer_of_a_carrier_that_is_well(
    desk: CallbackDesk, phone: NotingLine, clock: Clock
) -> None:
    phone.fault = LineRefusedError(21211, "no such number")
    for number in range(7):
        wants(desk, f"+4860000000{number}")
        dial_waiting(desk)
        clock.now += gap(2.0)
    assert desk.store.read(line_state).failures == 0
    assert len(phone.placed) == 7


def test_an_errand_that_cannot_be_prepared_stands_in_nobodys_way(
    desk: CallbackDesk, phone: NotingLine, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    desk.store.write(lambda tx: outbox.send(tx, "dial_alarm", NOON, turn=Turn.CALLER, wrong="body"))
    wants(desk, "+48600000001")
    assert dial_waiting(desk) == 2
    assert numbers(phone) == ["+48600000001"]
    assert len(caplog.records) == 1
    due_at = desk.store.read(
        lambda db: db.scalar(select(errands.c.due_at).where(errands.c.done_at.is_(None)))
    )
    assert due_at is not None
    assert due_at > clock.now


def test_a_slot_taken_in_another_process_meanwhile_is_not_taken_again(store: Store) -> None:
    seen = store.read(line_state)
    later = NOON + timedelta(seconds=1)
    assert store.write(lambda tx: carrier_pace.take_slot(tx, seen, later, None))
    assert not store.write(lambda tx: carrier_pace.take_slot(tx, seen, later, None))
