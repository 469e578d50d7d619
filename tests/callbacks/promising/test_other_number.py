"""Whoever wants to be rung on another number takes their own words along, but not those of a form."""

from typing import Any

import pytest

from callbacks.promising.other_number import ring_other_number
from callbacks.promising.requests import cancel_callback, request_callback
from callbacks.promising.web_asking import FormAnswer, ask_by_form
from callbacks.wishes import CallbackPromised
from tests.callbacks.gate_shop import NOON, VICTIM, has_rung, opened, post, rows, stranger, wish
from ticket_store.callbacks import callback_by_id
from ticket_store.engine import Store, Transaction
from ticket_store.line import Line

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
OTHER = stranger(1)
TYPED = {"customer_email": "eve@example.com", "customer_name": "Eve", "matter": "wrong"}


@pytest.fixture
def line(store: Store) -> Line:
    """Both numbers have called us before, so that neither has to be proven any more."""
    line = opened(store, per_number_per_day=5)
    has_rung(store, VICTIM)
    has_rung(store, OTHER)
    return line


def fills_in(store: Store, line: Line) -> None:
    typed = wish(VICTIM, **TYPED)
    said = store.write(lambda tx: ask_by_form(tx, line, post(VICTIM, "eve"), typed, NOON))
    assert said is FormAnswer.PROMISED


def rung_on_the_other(store: Store, line: Line) -> Any:
    """The one open request is moved to the other number; that one's row."""
    (open_one,) = [row.id for row in rows(store, "callback") if row.status == "waiting"]

    def move(tx: Transaction) -> object:
        found = callback_by_id(tx, open_one)
        assert found is not None
        return ring_other_number(tx, line, found, OTHER, NOON)

    assert isinstance(store.write(move), CallbackPromised)
    (made,) = [row for row in rows(store, "callback") if row.status == "waiting"]
    assert made.customer_number == OTHER
    return made


def test_what_was_typed_into_a_form_stays_behind(store: Store, line: Line) -> None:
    fills_in(store, line)
    made = rung_on_the_other(store, line)
    assert (made.customer_name, made.customer_email, made.matter) == (None, None, None)
    mailed = [row.body["path"] for row in rows(store, "outbox") if row.kind == "send_mail"]
    assert f"/callback/{made.token}" not in mailed


def test_what_they_said_themselves_goes_along_though_a_form_came_first(store: Store, line: Line) -> None:
    fills_in(store, line)
    own = wish(through="desk", customer_name="Ewa", customer_email="ewa@example.com", matter="order 7")
    store.write(lambda tx: request_callback(tx, line, own, NOON))
    made = rung_on_the_other(store, line)
    assert (made.customer_name, made.customer_email, made.matter) == ("Ewa", "ewa@example.com", "order 7")


def test_an_address_that_they_gave_us_before_goes_along(store: Store, line: Line) -> None:
    own = wish(through="desk", customer_email=TYPED["customer_email"])
    store.write(lambda tx: request_callback(tx, line, own, NOON))
    (earlier,) = rows(store, "callback")
    store.write(lambda tx: cancel_callback(tx, earlier.id, NOON, actor="customer"))
    fills_in(store, line)
    made = rung_on_the_other(store, line)
    assert (made.customer_name, made.customer_email, made.matter) == (None, TYPED["customer_email"], None)
