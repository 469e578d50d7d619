"""Where the time that is wanted cannot be promised, no callback is left due in the past or without a promise."""

from dataclasses import replace
from datetime import time

import pytest

from callbacks.promising.by_key import put_off
from callbacks.promising.reopening import reopen_callback
from callbacks.promising.requests import cancel_callback, request_callback
from tests.callbacks.gate_shop import NOON, dial, has_rung, opened, rows, wish
from ticket_store.callbacks import attempt_by_id
from ticket_store.engine import Store, Transaction
from ticket_store.line import Line
from ticket_store.rows import Callback

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def never_rings(line: Line) -> Line:
    slots = replace(line.shop.callbacks.slots, earliest=time(8), latest=time(8))
    return replace(line, shop=replace(line.shop, callbacks=replace(line.shop.callbacks, slots=slots)))


def without_orders(line: Line) -> Line:
    others = {key: one for key, one in line.departments.items() if key != "orders"}
    return replace(line, departments=others)


@pytest.mark.parametrize("is_gone", [False, True])
def test_not_now_is_given_up_where_no_other_time_can_be_promised(store: Store, *, is_gone: bool) -> None:
    line = opened(store)
    has_rung(store, wish().customer_number)
    store.write(lambda tx: request_callback(tx, line, wish(), NOON))
    (made,) = rows(store, "callback")
    store.write(lambda tx: dial(tx, line, made.id, NOON))
    after = without_orders(line) if is_gone else never_rings(line)

    def not_now(tx: Transaction) -> Callback | None:
        attempt = attempt_by_id(tx, rows(store, "attempt")[0].id)
        assert attempt is not None
        return put_off(tx, after, attempt, NOON)

    assert store.write(not_now) is None
    assert rows(store, "callback")[0].status == "gave_up"
    assert [row.state for row in rows(store, "promise")] == ["broken"]


def test_what_is_reopened_and_fits_nowhere_does_not_wait_without_a_promise(store: Store) -> None:
    line = opened(store)
    store.write(lambda tx: request_callback(tx, line, wish(), NOON))
    (made,) = rows(store, "callback")
    store.write(lambda tx: cancel_callback(tx, made.id, NOON, actor="anna@sowa.example"))
    reopened = store.write(
        lambda tx: reopen_callback(tx, never_rings(line), made.id, NOON, actor="anna@sowa.example")
    )
    assert reopened is None
    assert rows(store, "callback")[0].status == "gave_up"
