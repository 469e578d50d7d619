"""The story of a callback is told in the order in which it happened."""

from datetime import UTC, datetime
from pathlib import Path

from admin.shop_file.commands import read_checked
from callbacks.steps import Step
from tests.admin.api.seed import add_callback
from ticket_store.callback_steps import StepRow, steps_of, write_step
from ticket_store.engine import Store
from ticket_store.line_rows import save_line

NOON = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)


SHOP = Path(__file__).parents[1] / "stories" / "shop.yaml"


def test_steps_of_one_instant_keep_their_order_and_times_are_plain_text(store: Store) -> None:
    line, faults = read_checked(SHOP.read_text(encoding="utf-8"))
    assert line is not None, faults
    store.write(lambda tx: save_line(tx, line, actor="tests", now=NOON))
    mine, another = add_callback(store), add_callback(store, customer_number="+48600100209")
    for number in range(6):
        store.write(
            lambda tx, number=number: write_step(
                tx, mine, Step.DIALLED, NOON, actor="dialling", number=number
            )
        )
    store.write(lambda tx: write_step(tx, another, Step.ASKED, NOON, actor="customer"))
    store.write(lambda tx: write_step(tx, mine, Step.MOVED, NOON, actor="ola", from_at=NOON, until=None))
    told = store.read(lambda db: steps_of(db, mine))
    assert [step.facts.get("number") for step in told] == [0, 1, 2, 3, 4, 5, None]
    assert told[-1] == StepRow(NOON, "ola", "moved", {"from_at": "2026-03-03T11:00:00+00:00"})
