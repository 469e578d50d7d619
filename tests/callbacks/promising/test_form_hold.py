"""Whoever types somebody else's number into the form gets neither times nor control once its owner speaks for it."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

import pytest

from callbacks.promising.proving import number_called
from callbacks.promising.requests import cancel_callback, request_callback
from callbacks.promising.web_asking import FormAnswer, ask_by_form
from tests.callbacks.gate_shop import NOON, VICTIM, has_rung, opened, post, rows, stranger, wish
from ticket_store.callback_steps import steps_of
from ticket_store.engine import Store
from ticket_store.line import Line

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
STRANGER = "eve@example.com"


def fills_in(store: Store, line: Line, nonce: str = "eve", **more: Any) -> FormAnswer:
    typed = wish(VICTIM, **{"customer_email": STRANGER, "customer_name": "Eve", "matter": "wrong", **more})
    return store.write(lambda tx: ask_by_form(tx, line, post(VICTIM, nonce), typed, NOON))


def _fill_in_for(store: Store, line: Line, place: int) -> None:
    """For one of ten strangers: as many as may wait without proof."""
    sent, typed = post(stranger(place), f"n{place}", f"198.51.100.{place}"), wish(stranger(place))
    store.write(lambda tx: ask_by_form(tx, line, sent, typed, NOON))


def rings(store: Store, line: Line) -> None:
    has_rung(store, VICTIM, NOON)
    store.write(lambda tx: number_called(tx, line, VICTIM, NOON))


def errands(store: Store, kind: str, besides: Collection[str] = ()) -> list[Any]:
    return [row.body for row in rows(store, "outbox") if row.kind == kind and row.id not in besides]


@pytest.mark.parametrize("through", ["key", "desk", "api", "call"])
def test_the_form_loses_link_address_and_say_when_the_number_speaks(store: Store, through: str) -> None:
    line = opened(store)
    assert fills_in(store, line) is FormAnswer.PROMISED
    (before,) = rows(store, "callback")
    sent = [row.id for row in rows(store, "outbox")]
    if through == "call":
        rings(store, line)
    else:
        store.write(lambda tx: request_callback(tx, line, wish(through=through), NOON))
    (after,) = rows(store, "callback")
    assert after.token != before.token
    assert (after.customer_email, after.customer_name, after.matter, after.verified) == (
        None,
        None,
        None,
        True,
    )
    assert (after.promised_from, after.arrived_at) == (before.promised_from, before.arrived_at)
    (text,) = errands(store, "send_text", sent)
    assert (text["to"], text["path"]) == (VICTIM, f"/callback/{after.token}")
    assert fills_in(store, line, "again", wanted_from=NOON + timedelta(hours=3)) is FormAnswer.MERGED
    store.write(lambda tx: cancel_callback(tx, after.id, NOON, actor="customer"))
    assert STRANGER not in [mail["to"] for mail in errands(store, "send_mail", sent)]
    assert rows(store, "callback")[0].promised_from == before.promised_from
    (proof,) = [step for step in store.read(lambda db: steps_of(db, after.id)) if step.what == "verified"]
    assert proof.facts == {"by": through, "form_name": "Eve", "form_matter": "wrong"}


def test_what_they_ask_themselves_stands_instead_and_another_time_is_told_once(store: Store) -> None:
    line = opened(store)
    fills_in(store, line)
    sent = [row.id for row in rows(store, "outbox")]
    later = NOON + timedelta(hours=3)
    own = wish(through="desk", customer_email="ewa@example.com", matter="order 7", wanted_from=later)
    store.write(lambda tx: request_callback(tx, line, own, NOON))
    (made,) = rows(store, "callback")
    assert (made.customer_email, made.matter, made.promised_from) == ("ewa@example.com", "order 7", later)
    assert [text["path"] for text in errands(store, "send_text", sent)] == [f"/callback/{made.token}"]
    assert [mail["to"] for mail in errands(store, "send_mail", sent)] == ["ewa@example.com"]


def test_an_address_that_the_number_gave_us_before_is_kept(store: Store) -> None:
    line = opened(store, per_number_per_day=5)
    own = wish(through="desk", customer_email="ewa@example.com")
    store.write(lambda tx: request_callback(tx, line, own, NOON))
    (earlier,) = rows(store, "callback")
    store.write(lambda tx: cancel_callback(tx, earlier.id, NOON, actor="customer"))
    fills_in(store, line, customer_email="ewa@example.com")
    store.write(lambda tx: request_callback(tx, line, wish(), NOON))
    assert rows(store, "callback")[-1].customer_email == "ewa@example.com"


def test_a_held_wish_that_is_proven_sends_no_mail_to_whoever_filled_in_the_form(store: Store) -> None:
    line = opened(store)
    for place in range(10):
        _fill_in_for(store, line, place)
    assert fills_in(store, line) is FormAnswer.HELD
    rings(store, line)
    (made,) = [row for row in rows(store, "callback") if row.customer_number == VICTIM]
    assert (made.customer_email, made.matter) == (None, None)
    assert STRANGER not in [mail["to"] for mail in errands(store, "send_mail")]
    assert VICTIM in [text["to"] for text in errands(store, "send_text")]
