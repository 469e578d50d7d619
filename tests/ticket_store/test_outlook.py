"""What a department's queue looks like: on duty, free, waiting, and how long a call takes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from ticket_store import schema
from ticket_store.engine import Store, Transaction
from ticket_store.handling import learn
from ticket_store.handling_mean import USUAL_HANDLING_S
from ticket_store.outlook import Outlook, outlook
from ticket_store.ready import sync_ready
from ticket_store.recognised import busy_agent

NOON = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)


@pytest.fixture
def shop(store: Store) -> Store:
    """Anna is free, Borys in wrap-up, Cyryl away, Dana free in another department; one caller waits."""

    def work(tx: Transaction) -> None:
        tx.db.execute(insert(schema.hours), {"key": "office", "rule": "24/7"})
        for place, key in enumerate(("complaints", "orders")):
            row = {"key": key, "name": {}, "hours_key": "office", "position": place}
            tx.db.execute(insert(schema.department), row)
        later = NOON + timedelta(minutes=1)
        people: dict[str, dict[str, Any]] = {
            "anna": {},
            "borys": {"wrap_up_until": later},
            "cyryl": {"chosen_status": "away"},
            "dana": {"key": "orders"},
        }
        for name, facts in people.items():
            key = facts.pop("key", "complaints")
            person = {
                "id": name,
                "email": f"{name}@sowa.example",
                "name": name.title(),
                "chosen_status": "available",
            }
            tx.db.execute(insert(schema.agent), person | facts)
            tx.db.execute(
                insert(schema.agent_department), {"agent_id": name, "department_key": key, "skill": 1}
            )
            sync_ready(tx, name)
        call = {"id": "c", "direction": "inbound", "language": "pl", "step": 1, "started_at": NOON}
        tx.db.execute(insert(schema.call), {**call, "status": "waiting", "department_key": "complaints"})

    store.write(work)
    return store


def seen(store: Store, key: str = "complaints") -> Outlook:
    return store.read(lambda db: outlook(db, key, 24, NOON))


def test_busy_agents_count_as_staffed_and_only_free_ones_as_idle(shop: Store) -> None:
    assert seen(shop) == Outlook(staffed=2, idle=1, waiting=1, handling_s=USUAL_HANDLING_S)
    assert seen(shop, "orders") == Outlook(staffed=1, idle=1, waiting=0, handling_s=USUAL_HANDLING_S)
    assert seen(shop, "nothing like it") == Outlook(0, 0, 0, USUAL_HANDLING_S)


def test_the_handling_time_is_that_of_the_half_hour_or_else_of_the_day(shop: Store) -> None:
    for half_hour, handled_s in ((24, 100), (30, 400)):
        for _ in range(5):
            shop.write(lambda tx, at=half_hour, s=handled_s: learn(tx, "complaints", s, at))  # type: ignore[misc]
    assert seen(shop).handling_s == 100
    assert shop.read(lambda db: outlook(db, "complaints", 7, NOON)).handling_s == 250


def test_an_agent_on_duty_is_busy_in_wrap_up_and_while_held(shop: Store) -> None:
    def busy(name: str, key: str = "complaints") -> str | None:
        return shop.read(lambda db: busy_agent(db, name, key, NOON))

    assert [busy(name) for name in ("anna", "borys", "cyryl")] == [None, "Borys", None]
    held = {"id": "r", "agent_id": "anna", "call_id": "c", "token": "t", "state": "ringing"}
    row = {**held, "created_at": NOON, "expires_at": NOON}
    shop.write(lambda tx: tx.db.execute(insert(schema.reservation), row) and None)
    assert busy("anna") == "Anna"
    assert busy("anna", "orders") is None  # no agent of that department
