"""Which attempts cost the customer one: those that an agent left only from the fourth on."""

from datetime import timedelta

import pytest

from tests.admin.api.seed import LINE, NOON, add_callback, add_row
from ticket_store.callbacks import attempts_counted
from ticket_store.engine import Store
from ticket_store.line_rows import save_line
from ticket_store.schema import attempt


@pytest.mark.parametrize(
    ("causes", "counted"),
    [
        ([], 0),
        (["busy", "no_answer"], 2),
        (["not_dialled", "called_in"], 0),
        (["agent_left", "left_ringing", "left_ringing"], 0),
        (["agent_left", "left_ringing", "left_ringing", "left_ringing", "busy"], 2),
    ],
)
def test_an_agent_who_leaves_costs_the_customer_no_attempt_three_times(
    store: Store, causes: list[str], counted: int
) -> None:
    store.write(lambda tx: save_line(tx, LINE, actor="tests", now=NOON))
    callback_id = add_callback(store)
    for number, cause in enumerate(causes, start=1):
        add_row(
            store,
            attempt,
            callback_id=callback_id,
            number=number,
            state="ended",
            cause=cause,
            customer_number="+48600100200",
            placed_at=NOON + timedelta(minutes=number),
        )
    assert store.read(lambda db: attempts_counted(db, callback_id)) == counted
