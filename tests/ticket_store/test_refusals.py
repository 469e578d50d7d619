"""Refusals are listed newest first, and counted by their rule."""

from datetime import UTC, datetime, timedelta

import pytest

from ticket_store.engine import Store, Transaction
from ticket_store.refusals import count_by_rule, list_refusals, write_refusal

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
NOON = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_refusals_of_a_time_are_listed_and_counted(store: Store) -> None:
    def work(tx: Transaction) -> None:
        for hour, rule in enumerate(("blocked", "own_number", "blocked", "no_dial")):
            write_refusal(tx, f"+4850123450{hour}", rule, "web", NOON + hour * HOUR, facts={"requests": hour})

    store.write(work)
    listed = store.read(lambda db: list_refusals(db, NOON, NOON + 3 * HOUR))
    assert [row.facts["requests"] for row in listed] == [2, 1, 0]
    assert store.read(lambda db: list_refusals(db, NOON, NOON + 3 * HOUR, "blocked", limit=1)) == listed[:1]
    assert store.read(lambda db: count_by_rule(db, NOON, NOON + 4 * HOUR)) == {
        "blocked": 2,
        "no_dial": 1,
        "own_number": 1,
    }
