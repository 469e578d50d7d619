"""Errands: done once, put off while the carrier is away, never repeated where that could ring somebody twice."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from call_routing.addresses import Addresses
from call_routing.line_book import LineBook
from call_routing.people.agent_status import AgentStatus, choose_status
from call_routing.people.offers import Miss, miss_offer
from call_routing.phone_line import CarrierCall, LineAwayError, LineRefusedError, LineUnclearError, NewCall
from callbacks.callback_desk import CallbackDesk
from callbacks.carry_out import carry_out, carry_out_due
from callbacks.ringing.pace import gap
from callbacks.sweep import sweep
from tests.ivr.conftest import BASE, CALL, NOON, open_door
from ticket_store import outbox
from ticket_store.agents import agent_by_email
from ticket_store.engine import Store, Transaction
from ticket_store.reservations import ringing_for
from ticket_store.rows import Reservation
from ticket_store.schema import call, leg, reservation
from ticket_store.schema import outbox as errands

ANNA, BORYS = "anna@sowa.example", "borys@sowa.example"


@dataclass
class ScriptedLine:
    """A carrier that does what it is told: answers each request with a sid or with a fault, and remembers."""

    fault: BaseException | None = None
    placed: list[NewCall] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    redirected: list[str] = field(default_factory=list)
    texts: list[tuple[str, str, str]] = field(default_factory=list)

    def place_call(self, wanted: NewCall) -> str:
        self.placed.append(wanted)
        if self.fault:
            raise self.fault
        return f"CA{len(self.placed):032}"

    def redirect(self, sid: str, url: str) -> bool:
        del sid
        self.redirected.append(url)
        return True

    def end(self, sid: str) -> bool:
        self.ended.append(sid)
        return True

    def fetch(self, sid: str) -> CarrierCall | None:
        del sid
        return None

    def find(self, to: str, since: datetime) -> list[CarrierCall]:
        del to, since
        if isinstance(self.fault, ValueError):
            raise self.fault
        return []

    def made_since(self, since: datetime) -> list[CarrierCall]:
        del since
        return []

    def recording(self, url: str) -> tuple[str, bytes] | None:
        del url
        return None

    def room_of(self, name: str) -> str | None:
        del name
        return None

    def hold(self, room_sid: str, call_sid: str, music_url: str | None) -> bool:
        del room_sid, call_sid, music_url
        return False

    def seat(
        self,
        room_sid: str,
        call_sid: str,
        *,
        ends_room: bool | None = None,
        muted: bool | None = None,
        coach: str | None = None,
    ) -> bool:
        del room_sid, call_sid, ends_room, muted, coach
        return False

    def send_text(self, to: str, from_number: str, body: str) -> str:
        self.texts.append((to, from_number, body))
        if self.fault:
            raise self.fault
        return f"SM{len(self.texts):032}"


class Clock:
    now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def phone() -> ScriptedLine:
    return ScriptedLine()


def on_duty(store: Store, email: str) -> None:
    agent = store.read(lambda db: agent_by_email(db, email))
    assert agent is not None
    store.write(lambda tx: choose_status(tx, agent.id, AgentStatus.AVAILABLE, NOON, actor="tests"))


@pytest.fixture
def desk(store: Store, clock: Clock, phone: ScriptedLine) -> CallbackDesk:
    """A caller waits and an agent is held for them; the errand to ring the agent is due."""
    door = open_door(store)
    on_duty(store, ANNA)
    door.post("/ivr/voice", CALL | {"To": "+48221234568"})
    return CallbackDesk(store, clock, LineBook(store, fresh_for_s=0.0), Addresses(BASE), phone)


def only_leg(desk: CallbackDesk) -> str:
    (found,) = desk.store.read(lambda db: list(db.execute(select(leg.c.status)).scalars()))
    return str(found)


def test_an_agent_is_rung_once_however_often_the_bell_rings(desk: CallbackDesk, phone: ScriptedLine) -> None:
    (errand_id,) = desk.store.read(lambda db: list(db.execute(select(errands.c.id)).scalars()))
    for _ in range(3):
        carry_out(desk, errand_id)
    assert carry_out_due(desk) == 0
    assert [wanted.to for wanted in phone.placed] == ["+48600000001"]
    assert only_leg(desk) == "queued"


def test_while_the_line_is_away_an_errand_waits_longer_each_time(
    desk: CallbackDesk, phone: ScriptedLine, clock: Clock
) -> None:
    phone.fault = LineAwayError("no connection")
    pauses = []
    for _ in range(4):
        assert carry_out_due(desk) == 1
        (due_at,) = desk.store.read(lambda db: list(db.execute(select(errands.c.due_at)).scalars()))
        pauses.append((due_at - clock.now).total_seconds())
        clock.now = max(due_at, clock.now + gap(desk.calls_per_second))  # two calls are never closer
    assert all(1 <= pause <= 60 for pause in pauses)
    assert pauses[3] > pauses[0]
    assert only_leg(desk) == "placing"
    phone.fault = None
    carry_out_due(desk)
    assert only_leg(desk) == "queued"


def test_after_an_unclear_answer_nobody_is_dialled_again(
    desk: CallbackDesk, phone: ScriptedLine, clock: Clock
) -> None:
    phone.fault = LineUnclearError("HTTP 500")
    carry_out_due(desk)
    assert only_leg(desk) == "unknown"
    clock.now += timedelta(minutes=2)
    assert carry_out_due(desk) == 0
    assert len(phone.placed) == 1


def test_proof_that_there_was_no_call_lets_the_agent_go(
    desk: CallbackDesk, phone: ScriptedLine, clock: Clock
) -> None:
    phone.fault = LineUnclearError("HTTP 500")
    carry_out_due(desk)
    clock.now += timedelta(seconds=25)
    sweep(desk)
    (held,) = desk.store.read(lambda db: list(db.execute(select(reservation))))
    assert (held.state, held.cause) == ("released", "unreachable")


def test_books_that_nobody_can_read_keep_the_sweeper_from_nothing_else(
    desk: CallbackDesk, phone: ScriptedLine, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    phone.fault = LineUnclearError("HTTP 500")
    carry_out_due(desk)
    phone.fault = ValueError("no list of calls")
    clock.now += timedelta(seconds=25)
    sweep(desk)
    assert only_leg(desk) == "unknown"
    assert [record.exc_info[0] for record in caplog.records if record.exc_info] == [ValueError]


def test_a_refusal_is_an_answer(desk: CallbackDesk, phone: ScriptedLine) -> None:
    phone.fault = LineRefusedError(21211, "no such number")
    carry_out_due(desk)
    assert only_leg(desk) == "failed"
    assert carry_out_due(desk) == 0


def test_an_errand_that_fails_in_a_way_of_its_own_keeps_no_other_from_being_done(
    desk: CallbackDesk, phone: ScriptedLine, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    early = NOON - timedelta(minutes=1)
    desk.store.write(lambda tx: outbox.send(tx, "no such errand", early))
    desk.store.write(lambda tx: outbox.send(tx, "end_leg", early, wrong="body"))
    assert carry_out_due(desk) == 3
    assert len(phone.placed) == 1
    assert len(caplog.records) == 2
    clock.now += timedelta(minutes=2)
    assert carry_out_due(desk) == 2, "they are tried again later"


def test_an_agent_who_was_let_go_in_between_is_not_rung(desk: CallbackDesk, phone: ScriptedLine) -> None:
    open_door(desk.store).post("/ivr/status", CALL | {"CallStatus": "completed"})
    carry_out_due(desk)
    assert phone.placed == []
    assert only_leg(desk) == "canceled"


def who_rings_presses_1(desk: CallbackDesk, call_sid: str) -> Reservation:
    """The agent whose phone rings for the caller takes them; their lease."""

    def ringing(tx: Transaction) -> tuple[Reservation, str]:
        (held,) = ringing_for(tx, call_id=tx.db.scalar(select(call.c.id)))
        return held, str(tx.db.scalar(select(leg.c.token).where(leg.c.reservation_id == held.id)))

    held, token = desk.store.write(ringing)
    open_door(desk.store).post(f"/ivr/agent-key?t={token}", CALL | {"CallSid": call_sid, "Digits": "1"})
    return held


def test_an_agent_who_is_gone_by_now_does_not_fetch_the_caller_whom_the_next_one_took(
    desk: CallbackDesk, phone: ScriptedLine
) -> None:
    gone = who_rings_presses_1(desk, "CA" + "2" * 32)
    on_duty(desk.store, BORYS)
    desk.store.write(lambda tx: miss_offer(tx, desk.lines.line(), gone, Miss.NO_ANSWER, NOON))
    who_rings_presses_1(desk, "CA" + "3" * 32)
    carry_out_due(desk)
    assert phone.redirected == [f"{BASE}/ivr/join"]
