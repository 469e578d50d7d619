"""The alarm goes out once: again only where nothing was dialled, never where nobody is missing any more."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from call_routing.addresses import Addresses
from call_routing.line_book import LineBook
from call_routing.people.attendance import look_after
from call_routing.phone_line import LineAwayError, LineRefusedError, LineUnclearError
from callbacks.callback_desk import CallbackDesk
from callbacks.carry_out import carry_out_due
from callbacks.sweep import sweep
from callbacks.telling.alarm_words import alarm_text
from tests.callbacks.test_carry_out import Clock, ScriptedLine
from tests.ivr.conftest import BASE, NOON, open_door
from ticket_store.engine import Store
from ticket_store.line_rows import load_line, save_line
from ticket_store.schema import leg, outbox
from ticket_store.unattended import end_span, open_spans

OWNER = "+48601220100"
pytestmark = pytest.mark.parametrize("database", ["sqlite"])


@pytest.fixture
def phone() -> ScriptedLine:
    return ScriptedLine()


@pytest.fixture
def desk(store: Store, phone: ScriptedLine) -> CallbackDesk:
    """Nobody has been on duty for four minutes; the errand to ring the owner is due."""
    open_door(store)
    line = store.read(load_line)
    line = replace(line, shop=replace(line.shop, alarm_number=OWNER))
    store.write(lambda tx: save_line(tx, line, actor="tests", now=NOON))
    clock = Clock()
    for _ in range(2):
        store.write(lambda tx: look_after(tx, line, clock.now))
        clock.now += timedelta(minutes=4)
    return CallbackDesk(store, clock, LineBook(store, fresh_for_s=0.0), Addresses(BASE), phone)


def legs(desk: CallbackDesk) -> list[str]:
    return desk.store.read(lambda db: list(db.execute(select(leg.c.status).order_by(leg.c.id)).scalars()))


def later(desk: CallbackDesk) -> int:
    """How many errands are done when two minutes have passed."""
    assert isinstance(desk.clock, Clock)
    desk.clock.now += timedelta(minutes=2)
    return carry_out_due(desk)


def test_one_call_for_all_that_fell_due_together(desk: CallbackDesk, phone: ScriptedLine) -> None:
    assert carry_out_due(desk) == 2, "who is to be told, and then the call in its turn"
    assert later(desk) == 0
    assert [wanted.to for wanted in phone.placed] == [OWNER]
    assert legs(desk) == ["queued"]


def test_while_the_carrier_is_away_it_is_tried_again(desk: CallbackDesk, phone: ScriptedLine) -> None:
    phone.fault = LineAwayError("no connection")
    carry_out_due(desk)
    phone.fault = None
    assert later(desk) == 1
    assert legs(desk) == ["queued"]


@pytest.mark.parametrize("fault", [LineUnclearError("HTTP 500"), LineRefusedError(21211, "no such number")])
def test_after_an_unclear_answer_or_a_refusal_it_is_not(
    desk: CallbackDesk, phone: ScriptedLine, fault: Exception
) -> None:
    phone.fault = fault
    carry_out_due(desk)
    assert later(desk) == 0
    assert len(phone.placed) == 1
    failure = desk.store.read(
        lambda db: db.scalar(select(outbox.c.failure).where(outbox.c.kind == "dial_alarm"))
    )
    assert failure == f"{type(fault).__name__}: {fault}"


def test_after_an_unclear_answer_it_is_made_again_once_the_books_show_that_it_never_was(
    desk: CallbackDesk, phone: ScriptedLine
) -> None:
    phone.fault = LineUnclearError("HTTP 500")
    carry_out_due(desk)
    phone.fault = None
    for minutes, placed in ((4, 1), (2, 1), (4, 2)):  # the books are asked in the first round
        assert isinstance(desk.clock, Clock)
        desk.clock.now += timedelta(minutes=minutes)
        sweep(desk)
        carry_out_due(desk)
        assert len(phone.placed) == placed
    assert legs(desk)[0] == "failed"


def test_nobody_is_rung_when_somebody_has_come_meanwhile(desk: CallbackDesk, phone: ScriptedLine) -> None:
    for span in desk.store.read(open_spans):
        desk.store.write(lambda tx, span=span: end_span(tx, span, desk.clock()))  # type: ignore[misc]
    assert carry_out_due(desk) == 1
    assert phone.placed == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pl", "Sowa: mamy otwarte, a nikogo nie ma na dyżurze. zamówienia od 12:00."),
        ("en", "Sowa: we are open and nobody is on duty. orders since 12:00."),
        ("cs", "Sowa: máme otevřeno a nikdo nemá službu. objednávky od 12:00."),
        ("fi", "Sowa: olemme auki, mutta kukaan ei ole vuorossa. tilaukset klo 12:00 alkaen."),
        ("sv", "Sowa: we are open and nobody is on duty. orders since 12:00."),
    ],
)
def test_as_a_text_it_speaks_the_shops_language(desk: CallbackDesk, language: str, text: str) -> None:
    line = desk.lines.line()
    shop = replace(line.shop, languages=(language,))
    assert alarm_text(replace(line, shop=shop), {"orders": NOON}) == text
