"""Who is free for the next call."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.admin.api.seed import NOON, add_row, set_up_line
from ticket_store import schema
from ticket_store.agents import agent_by_email, change_agent, free_agents
from ticket_store.engine import Store


def anna_on_duty(store: Store) -> str:
    set_up_line(store)
    anna = store.read(lambda db: agent_by_email(db, "anna@shop.example"))
    assert anna is not None
    store.write(lambda tx: change_agent(tx, anna.id, chosen_status="available", reachable=True))
    return anna.id


def free(store: Store, now: datetime = NOON) -> list[str]:
    return [one.id for one in store.read(lambda db: free_agents(db, now))]


def add_leg(store: Store, agent_id: str, **values: Any) -> None:
    line = {"role": "agent", "status": "ringing", "sequence": -1, "created_at": NOON, "agent_id": agent_id}
    add_row(store, schema.leg, **{**line, "deadline_at": NOON + timedelta(seconds=30), **values})


def test_an_agent_on_duty_without_a_call_is_free(store: Store) -> None:
    anna = anna_on_duty(store)
    assert free(store) == [anna]


def test_an_agent_is_not_free_while_the_line_of_a_withdrawn_offer_is_still_up(store: Store) -> None:
    anna = anna_on_duty(store)
    add_leg(store, anna)
    assert free(store) == []


@pytest.mark.parametrize(
    ("heard", "now"),
    [({"ended_at": NOON, "status": "canceled"}, NOON), ({}, NOON + timedelta(seconds=30))],
    ids=["its end was heard", "its end was never heard"],
)
def test_an_agent_is_free_again_when_the_line_has_ended_or_was_silent_too_long(
    store: Store, heard: dict[str, Any], now: datetime
) -> None:
    anna = anna_on_duty(store)
    add_leg(store, anna, **heard)
    assert free(store, now) == [anna]
