"""A round of the sweeper: one row that cannot be read keeps no other matter from being settled."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from call_routing.addresses import Addresses
from call_routing.line_book import LineBook
from callbacks import sweep as sweeping
from callbacks.callback_desk import CallbackDesk
from callbacks.limits.dial_gate import GateRule
from callbacks.sweep import sweep
from tests.admin.api.seed import LINE, add_call, add_ticket
from tests.callbacks.test_carry_out import ScriptedLine
from ticket_store.agents import change_agent
from ticket_store.engine import Store, Transaction
from ticket_store.line_rows import save_line
from ticket_store.reservations import reserve_one
from ticket_store.schema import agent, reservation
from ticket_store.web_asks import hold_wish

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
AN_HOUR_AGO = NOON - timedelta(hours=1)


@pytest.fixture
def desk(store: Store) -> CallbackDesk:
    """A wrap-up and a lease are over, and a wish is held whose time nobody can read."""
    store.write(lambda tx: save_line(tx, LINE, actor="tests", now=AN_HOUR_AGO))
    ticket = add_ticket(store, 1)
    call_id = add_call(store, sid="CA1", status="ended", department_key="orders", ticket_id=ticket)

    def late(tx: Transaction) -> None:
        ours = tx.db.scalars(select(agent.c.id).order_by(agent.c.id)).first()
        assert ours is not None
        change_agent(tx, ours, wrap_up_until=AN_HOUR_AGO)
        assert reserve_one(tx, ours, call_id, "answer", AN_HOUR_AGO, timedelta(minutes=1))
        poison = {"language": "pl", "wanted_from": "soon"}
        hold_wish(tx, "+48501234567", "orders", GateRule.WEB_PER_HOUR, poison, AN_HOUR_AGO)

    store.write(late)
    return CallbackDesk(
        store, lambda: NOON, LineBook(store, fresh_for_s=0.0), Addresses("https://x.test"), ScriptedLine()
    )


def test_a_row_that_nobody_can_read_keeps_no_other_matter_from_being_settled(
    desk: CallbackDesk, caplog: pytest.LogCaptureFixture
) -> None:
    sweep(desk)
    assert [record.exc_info[0] for record in caplog.records if record.exc_info] == [ValueError]
    states = desk.store.read(lambda db: list(db.scalars(select(reservation.c.state))))
    wrap_ups = desk.store.read(lambda db: set(db.scalars(select(agent.c.wrap_up_until))))
    assert (states, wrap_ups) == (["released"], {None})


def test_a_database_that_fails_ends_the_round(desk: CallbackDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise OperationalError("SELECT 1", {}, ConnectionError("away"))

    monkeypatch.setattr(sweeping, "_MATTERS", (break_down,))
    with pytest.raises(OperationalError):
        sweep(desk)
