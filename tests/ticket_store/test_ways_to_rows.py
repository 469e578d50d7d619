"""Small questions that are asked all day find their rows by an index, however many calls there have been."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event

from tests.admin import seed
from ticket_store.desk_view import my_status
from ticket_store.engine import Store, Transaction
from ticket_store.schema import agent, reservation
from ticket_store.work_in_hand import current_work

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def resting(db: Connection) -> None:
    db.execute(agent.update().values(not_before_at=seed.NOW.replace(year=2099)))
    my_status(db, seed.AGENT, seed.NOW)


def offered_a_callback(db: Connection) -> None:
    current_work(db, seed.AGENT, seed.NOW)


@pytest.mark.parametrize("ask", [resting, offered_a_callback])
def test_a_desk_that_is_read_again_looks_through_no_whole_table(
    store: Store, ask: Callable[[Connection], None]
) -> None:
    seed.seed_shop(store)
    seed.seed_customers(store)
    asked: list[tuple[str, Any]] = []

    def look(tx: Transaction) -> None:
        seed.put(tx, reservation, id="r", agent_id=seed.AGENT, callback_id=seed.CALLBACK, token="t",
                 state="ringing", created_at=seed.NOW, expires_at=seed.NOW + timedelta(seconds=25))  # fmt: skip
        db = tx.db

        def note(_db: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
            asked.append((statement, values))

        event.listen(db, "before_cursor_execute", note)
        ask(db)
        event.remove(db, "before_cursor_execute", note)
        for statement, values in [one for one in asked if one[0].startswith("SELECT")]:
            steps = db.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            scans = [step[3] for step in steps if step[3].startswith("SCAN")]
            assert scans == [], statement

    store.write(look)
