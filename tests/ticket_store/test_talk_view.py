"""Whom an agent could ask."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.admin.api.seed import set_up_line
from ticket_store.agents import agent_by_email, change_agent
from ticket_store.engine import Store
from ticket_store.talk_view import Talk, agents_to_ask, talk_of

NOON = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
BEFORE = NOON - timedelta(minutes=1)


@pytest.mark.parametrize(
    ("changes", "seen"),
    [
        ({"chosen_status": "available"}, (True, True)),
        ({"chosen_status": "available", "wrap_up_until": NOON}, (False, True)),
        ({"chosen_status": "available", "reachable": False}, (False, False)),
        ({"chosen_status": "away"}, None),
    ],
)
def test_a_colleague_is_shown_while_on_duty_and_is_free_while_nothing_stands_in_the_way(
    store: Store, changes: dict[str, Any], seen: tuple[bool, bool] | None
) -> None:
    set_up_line(store)
    anna = store.read(lambda db: agent_by_email(db, "anna@shop.example"))
    assert anna is not None
    store.write(lambda tx: change_agent(tx, anna.id, **changes))
    found = {one.id: one for one in store.read(lambda db: agents_to_ask(db, "nobody", BEFORE))}
    shown = found.get(anna.id)
    assert (None if shown is None else (shown.free, shown.reachable)) == seen
    assert anna.id not in {one.id for one in store.read(lambda db: agents_to_ask(db, anna.id, BEFORE))}


def test_a_call_that_nobody_talks_in_shows_an_empty_talk(store: Store) -> None:
    assert store.read(lambda db: talk_of(db, "none")) == Talk()
