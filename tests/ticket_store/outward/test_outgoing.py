"""News are written in the transaction that makes them, as it leaves them, for whoever listens."""

import contextlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select

from tests.admin import seed
from ticket_store.agents import change_agent
from ticket_store.callbacks import callback_talked, end_callback
from ticket_store.calls import change_call
from ticket_store.engine import Store
from ticket_store.outward.news import News
from ticket_store.promises import break_overdue
from ticket_store.schema import hook_delivery, hook_endpoint
from ticket_store.solving import open_again, solve

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def listens(store: Store, name: str, *events: str, active: bool = True) -> None:
    row = {"id": name, "url": f"https://{name}.example", "events": list(events), "active": active}
    made = {"salt": "s", "created_at": NOW, "created_by": "ada@sowa.example"}
    store.write(lambda tx: tx.db.execute(insert(hook_endpoint), row | made))


def told(store: Store) -> list[tuple[str, dict[str, Any]]]:
    rows = store.read(lambda db: db.execute(select(hook_delivery).order_by(hook_delivery.c.id)).all())
    return sorted(((row.endpoint_id, json.loads(row.body)) for row in rows), key=lambda one: one[1]["type"])


def shop(store: Store) -> None:
    seed.seed_shop(store)
    seed.seed_customers(store)


def test_a_missed_call_is_told_as_ended_and_as_missed_with_all_that_the_end_made_of_it(store: Store) -> None:
    shop(store)
    seed.offer_call(store)
    listens(store, "all")

    def hang_up(tx: Any) -> None:
        change_call(tx, seed.CALL, status="ended", ended_at=NOW)
        change_call(tx, seed.CALL, outcome="abandoned")  # later in the same transaction

    store.write(hang_up)
    (_, ended), (_, missed) = told(store)
    assert (ended["type"], missed["type"]) == ("call.ended", "call.missed")
    assert ended["data"] == missed["data"]
    assert ended["timestamp"] == ended["data"]["ended_at"] == "2026-11-24T12:00:00.000000Z"
    assert (ended["data"]["outcome"], ended["data"]["customer_number"]) == ("abandoned", "+48600123456")


def test_each_hears_only_what_it_asked_for_and_who_is_switched_off_hears_nothing(store: Store) -> None:
    shop(store)
    listens(store, "calls", News.CALL_ENDED)
    listens(store, "cases", News.TICKET_SOLVED, News.TICKET_REOPENED)
    listens(store, "off", active=False)
    store.write(lambda tx: solve(tx, seed.OPEN_CASE, NOW, actor="ada"))
    store.write(lambda tx: open_again(tx, seed.OPEN_CASE, NOW, actor="ada"))
    assert [(who, body["type"]) for who, body in told(store)] == [
        ("cases", "ticket.reopened"),
        ("cases", "ticket.solved"),
    ]


def test_what_is_rolled_back_is_told_to_nobody(store: Store) -> None:
    shop(store)
    listens(store, "all")

    def fails(tx: Any) -> None:
        solve(tx, seed.OPEN_CASE, NOW, actor="ada")
        raise RuntimeError

    with contextlib.suppress(RuntimeError):
        store.write(fails)
    assert told(store) == []


def test_a_promise_is_told_as_kept_or_as_broken(store: Store) -> None:
    shop(store)
    listens(store, "all")
    late = NOW + timedelta(days=1)
    store.write(lambda tx: break_overdue(tx, late))
    assert [body["type"] for _, body in told(store)] == ["callback.broken", "promise.broken"]
    assert told(store)[1][1]["data"]["callback"] == seed.CALLBACK
    store.write(lambda tx: break_overdue(tx, late))
    assert len(told(store)) == 2


def test_a_callback_tells_how_it_went_on(store: Store) -> None:
    shop(store)
    listens(store, "all")
    store.write(lambda tx: callback_talked(tx, seed.CALLBACK, seed.NOW))
    store.write(lambda tx: end_callback(tx, seed.CALLBACK, "gave_up", "busy", NOW, actor="rule"))
    kept, gave_up = (body for _, body in sorted(told(store), key=lambda one: one[1]["type"], reverse=True))
    assert (kept["type"], kept["data"]["status"]) == ("callback.kept", "talking")
    assert (gave_up["type"], gave_up["data"]["reason"]) == ("callback.gave_up", "busy")


def test_another_status_of_an_agent_is_told_and_the_same_again_is_not(store: Store) -> None:
    shop(store)
    listens(store, "all")
    again = {"chosen_status": "available", "chosen_at": NOW}
    for _ in range(2):
        store.write(lambda tx: change_agent(tx, seed.AGENT, **again))
    ((_, body),) = told(store)
    assert (body["type"], body["data"]["status"]) == ("agent.status", "available")
