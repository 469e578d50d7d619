"""A shop for the tests of the dial gate, and what happens in it, without any telephone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from admin.shop_file.commands import read_checked
from callbacks.limits.form_guard import FormPost
from callbacks.limits.gate import Cleared, NotDialled, clear_dial
from callbacks.wishes import CallbackWish
from ticket_store import schema
from ticket_store.callbacks import begin_attempt, callback_by_id, change_attempt
from ticket_store.calls import insert_call
from ticket_store.engine import Store, Transaction
from ticket_store.ids import new_id
from ticket_store.line import Line
from ticket_store.line_rows import load_line, save_line

SHOP = Path(__file__).parents[1] / "stories" / "shop.yaml"
NOON = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)  # a Tuesday, 12:00 in Warsaw
VICTIM = "+48501234567"


def opened(store: Store, **limits: Any) -> Line:
    """The shop of the stories with these limits of the gate, saved."""
    line, faults = read_checked(SHOP.read_text(encoding="utf-8"))
    assert line is not None, faults
    callbacks = replace(line.shop.callbacks, **{"per_number_per_day": 2, **limits})
    line = replace(line, shop=replace(line.shop, callbacks=callbacks))
    store.write(lambda tx: save_line(tx, line, actor="tests", now=NOON))
    return replace(store.read(load_line), shop=line.shop)


def stranger(place: int) -> str:
    """A valid number that nobody knows; neighbours in one thousand share no prefix."""
    return f"+4850{place % 100:02}{place // 100:01}1234"


def has_rung(store: Store, number: str, at: datetime = NOON - timedelta(days=30)) -> None:
    """This number has called us, and hung up."""
    call_id = new_id(at)
    row = {"id": call_id, "sid": f"CA{call_id}", "direction": "inbound", "customer_number": number, "language": "pl",
           "status": "ended", "step": 0, "started_at": at, "ended_at": at}  # fmt: skip
    store.write(lambda tx: insert_call(tx, row))


def wish(number: str = VICTIM, department: str = "orders", through: str = "key", **more: Any) -> CallbackWish:
    return CallbackWish(number, department, "pl", through, **more)


def post(number: str | None, nonce: str, address: str = "192.0.2.7", **more: Any) -> FormPost:
    """A form as a person fills it in."""
    made = FormPost(address, nonce, filled_for=timedelta(seconds=30), honeypot="", proven=True, number=number)
    return replace(made, **more)


def dial(
    tx: Transaction, line: Line, callback_id: str, now: datetime, *, talk_cents: float | None = None
) -> Cleared | NotDialled:
    """Ask the gate and write the attempt, as the dialling does; ended at once where `talk_cents` says what it cost."""
    found = callback_by_id(tx, callback_id)
    assert found is not None
    said = clear_dial(tx, line, found, now)
    if isinstance(said, Cleared):
        attempt_id = begin_attempt(
            tx, found, "r", now, cost_cents=said.cost_cents, cents_a_minute=said.cents_a_minute
        )
        assert attempt_id is not None
        if talk_cents is not None:
            change_attempt(tx, attempt_id, state="ended", cause="talked", cost_cents=talk_cents)
    return said


def rows(store: Store, name: str) -> list[Any]:
    table = getattr(schema, name)
    order = table.c.id if "id" in table.c else next(iter(table.primary_key))
    return store.read(lambda db: list(db.execute(select(table).order_by(order))))
