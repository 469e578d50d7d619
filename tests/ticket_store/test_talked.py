"""A talk settles what was promised, also where the promise was taken back and given anew in the same moment."""

from datetime import timedelta

from callbacks.promising.requests import CallbackPromised, cancel_callback, request_callback
from tests.callbacks.gate_shop import NOON, dial, opened, rows, wish
from ticket_store.callbacks import callback_talked, finish_callback
from ticket_store.engine import Store


def test_a_cancelled_callback_whose_phone_is_answered_all_the_same_serves_the_one_asked_for_since(
    store: Store,
) -> None:
    line, later = opened(store), NOON + timedelta(minutes=1)
    first = store.write(lambda tx: request_callback(tx, line, wish(), NOON))
    assert isinstance(first, CallbackPromised)
    store.write(lambda tx: dial(tx, line, first.callback_id, later))
    store.write(lambda tx: cancel_callback(tx, first.callback_id, later, actor="customer"))
    second = store.write(lambda tx: request_callback(tx, line, wish(), later))
    assert isinstance(second, CallbackPromised)
    store.write(lambda tx: callback_talked(tx, first.callback_id, later))
    store.write(lambda tx: finish_callback(tx, second.callback_id, later))
    assert [row.status for row in rows(store, "callback")] == ["cancelled", "done"]
    assert [row.state for row in rows(store, "promise")] == ["withdrawn", "kept"]
