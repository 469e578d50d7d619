"""A shop with two departments and two agents, and calls and talks in it as a test tells them."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import insert

from ticket_store.calls import change_call, insert_call
from ticket_store.engine import Store, Transaction
from ticket_store.ids import new_id
from ticket_store.reporting.rolling_up import count_talk
from ticket_store.schema import agent, department, hours, talk, ticket

TUESDAY = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)  # 12:00 in Warsaw
EWA, JAN = "agent-ewa", "agent-jan"
WITHIN = {"complaints": 20, "orders": 60}  # seconds: their service levels
_numbers = count(1)


def open_floor(store: Store) -> None:
    def work(tx: Transaction) -> None:
        tx.db.execute(insert(hours), {"key": "office", "rule": "Mo-Fr 08:00-16:00"})
        tx.db.execute(
            insert(department),
            [
                {"key": "complaints", "hours_key": "office"},
                {"key": "orders", "hours_key": "office"},
            ],
        )
        tx.db.execute(
            insert(agent),
            [{"id": id_, "email": f"{id_}@shop.test", "name": id_[6:].title()} for id_ in (EWA, JAN)],
        )

    store.write(work)


def a_call(at: datetime = TUESDAY, key: str | None = "complaints", **facts: Any) -> dict[str, Any]:
    """A row of a call that goes on; its queue began with it unless `facts` says otherwise."""
    row = {
        "id": new_id(at), "direction": "inbound", "language": "pl", "status": "waiting", "step": 1,
        "department_key": key, "started_at": at, "queued_at": at if key else None, "within_s": WITHIN.get(key or ""),
    }  # fmt: skip
    return row | facts


def ended(
    store: Store, row: dict[str, Any], outcome: str, after: timedelta = timedelta(minutes=1), **facts: Any
) -> str:
    """Written as it began, and ended in a second transaction."""
    store.write(lambda tx: insert_call(tx, row))
    ended_at = row["started_at"] + after
    store.write(
        lambda tx: change_call(tx, row["id"], status="ended", ended_at=ended_at, outcome=outcome, **facts)
    )
    return str(row["id"])


def answered(
    store: Store, at: datetime = TUESDAY, key: str = "complaints", wait_s: float = 10, **facts: Any
) -> str:
    answered_at = at + timedelta(seconds=wait_s)
    return ended(store, a_call(at, key, answered_at=answered_at, **facts), "answered")


def a_talk(
    store: Store,
    call_id: str,
    agent_id: str = EWA,
    at: datetime = TUESDAY,
    key: str = "complaints",
    *,
    minutes: float = 3,
    wrap_up_s: float | None = 30,
    **facts: Any,
) -> str:
    """A part that is done, as if it had just been."""
    ended_at = at + timedelta(minutes=minutes)
    wrapped_at = ended_at + timedelta(seconds=wrap_up_s or 0)
    row = {
        "id": new_id(at), "call_id": call_id, "agent_id": agent_id, "department_key": key, "is_first": True,
        "reservation_id": f"reservation{next(_numbers)}", "began_at": at, "ended_at": ended_at,
        "wrapping_since": None if wrap_up_s is None else ended_at, "wrapped_at": wrapped_at,
    }  # fmt: skip

    def work(tx: Transaction) -> None:
        tx.db.execute(insert(talk), row | facts)
        count_talk(tx, row["id"])

    store.write(work)
    return str(row["id"])


def a_case(store: Store, key: str = "complaints", at: datetime = TUESDAY, **facts: Any) -> str:
    """A case without a customer."""
    ticket_id = new_id(at)
    row = {
        "id": ticket_id, "number": next(_numbers), "department_key": key, "opened_at": at, "touched_at": at,
    }  # fmt: skip
    store.write(lambda tx: tx.db.execute(insert(ticket), row | facts))
    return ticket_id
