"""Two days of calls as their roll-ups keep them, for the tests of the reports."""

from datetime import datetime, timedelta
from typing import Any

from tests.admin import seed
from tests.admin.seed import NOW, put
from ticket_store import schema
from ticket_store.engine import Transaction
from ticket_store.reporting.half_hours import number_of

MORNING = NOW.replace(hour=8, minute=30) - timedelta(days=1)  # 09:30 in Warsaw, on Wednesday
MINUTE_MS = 60_000


def figures(tx: Transaction) -> None:
    """Yesterday: a busy half-hour of the orders, a quiet one of the complaints, two calls before opening."""
    calls(tx, MORNING, "orders", calls=12, offered=10, answered=8, in_time=6, abandoned=2, short_abandons=1,
          left_in_menu=1, foretold=8, waited_ms=8 * 25_000, gave_up_after_ms=2 * 90_000,
          foretold_off_ms=8 * 20_000, foretold_over_ms=-8 * 5_000)  # fmt: skip
    calls(tx, MORNING + timedelta(hours=1), "complaints", calls=3, offered=3, answered=3, in_time=3,
          foretold=3, waited_ms=3 * 5_000)  # fmt: skip
    calls(tx, MORNING - timedelta(hours=3), "", calls=2, closed=2)
    talks(tx, MORNING, seed.AGENT, talks=6, calls=6, talk_ms=18 * MINUTE_MS, wrap_up_ms=3 * MINUTE_MS)
    talks(tx, MORNING, seed.LEAD, talks=2, calls=2, taken_over=1, talk_ms=4 * MINUTE_MS, held_ms=MINUTE_MS)
    put(tx, schema.duty, id="duty-1", agent_id=seed.AGENT, status="available", began_at=MORNING,
        ended_at=MORNING + timedelta(hours=1))  # fmt: skip
    for disposition, minutes in (("=refund()", 21), ("", 5)):
        put(tx, schema.cause_figure, half_hour=number_of(MORNING), department_key="orders",
            disposition=disposition, talks=4, calls=4, handle_ms=minutes * MINUTE_MS)  # fmt: skip
    promise(tx, "promise-kept", "kept")
    promise(tx, "promise-broken", "broken")


def calls(tx: Transaction, at: datetime, department_key: str, **counted: int) -> None:
    """What was counted of calls in the half-hour of this moment; nothing of what is not named."""
    _put_counts(tx, schema.call_figure, {"half_hour", "department_key"}, counted, half_hour=number_of(at),
                department_key=department_key)  # fmt: skip


def talks(tx: Transaction, at: datetime, agent_id: str, **counted: int) -> None:
    """What was counted of one agent's talks for the orders in the half-hour of this moment."""
    _put_counts(tx, schema.talk_figure, {"half_hour", "department_key", "agent_id"}, counted,
                half_hour=number_of(at), department_key="orders", agent_id=agent_id)  # fmt: skip


def _put_counts(tx: Transaction, table: Any, keys: set[str], counted: dict[str, int], **key: Any) -> None:
    nothing = {column.name: 0 for column in table.c if column.name not in keys}
    put(tx, table, **nothing | counted | key)


def promise(tx: Transaction, key: str, state: str) -> None:
    """A promise of a callback for the orders that fell due yesterday; the callback came to a talk."""
    put(tx, schema.callback, id=f"callback-{key}", customer_number=f"+4860050{len(key):04}",
        department_key="orders", language="pl", status="done", asked_through="key", attempts=1,
        arrived_at=MORNING, due_at=MORNING, promised_from=MORNING, promised_until=MORNING,
        created_at=MORNING, ended_at=MORNING)  # fmt: skip
    put(tx, schema.promise, id=key, kind="callback", callback_id=f"callback-{key}", made_through="key",
        made_at=MORNING, from_at=MORNING, until_at=MORNING, state=state, settled_at=MORNING)  # fmt: skip
