"""A shop of many years for the pages: a million calls with their cases, talks, events, promises and people on duty."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert, text

from admin.passwords import hash_password
from bench.ground import Ground
from ticket_store import schema
from ticket_store.agents import agent_by_email
from ticket_store.engine import Store, Transaction
from ticket_store.reporting.rebuilding import rebuild

READER, PASSWORD = "admin@bench.example", "a password for the measures"
PEOPLE = 30
_DAYS = 367
_NUMBERS = {
    "sqlite": "WITH RECURSIVE numbers(n) AS (VALUES (5) UNION ALL SELECT n + 1 FROM numbers WHERE n < {count} + 4) ",
    "postgresql": "WITH numbers AS (SELECT generate_series(5, {count} + 4) AS n) ",
}
_MOMENT = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%S', {epoch}, 'unixepoch') || '.000000'",
    "postgresql": "to_timestamp({epoch})",
}
_TRUE = {"sqlite": "1", "postgresql": "true"}
_DEPARTMENT = "CASE n % 3 WHEN 0 THEN 'complaints' WHEN 1 THEN 'marketing' ELSE 'orders' END"
_NUMBER = "'+48' || (500000000 + n / 5)"
_CASE = "(n - n % 5)"  # five calls of a customer, all about one case
_AGENT = "'person' || (n % 30)"
# Of each table: which of the numbers make a row, and what stands in its columns. {began} and the like are moments of
# the year before.
_EVERY, _CASES, _RUNG_BACK = "n > 0", "n % 5 = 0", "n % 50 = 0"
_LATE = "CASE n % 6 WHEN 0 THEN NULL ELSE {answered} END"
_ROWS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "customer": (_CASES, {"id": "'c' || n", "name": "'Customer ' || n", "created_at": "{began}"}),
    "customer_number": (_CASES, {"number": _NUMBER, "customer_id": "'c' || n"}),
    "ticket": (
        _CASES,
        {
            "id": "'t' || n",
            "number": "2000000 + n",
            "customer_id": "'c' || n",
            "department_key": _DEPARTMENT,
            "status": "CASE n % 500 WHEN 0 THEN 'open' ELSE 'solved' END",
            "people": "1",
            "disposition": "CASE n % 4 WHEN 0 THEN 'refund' WHEN 1 THEN 'repair' WHEN 2 THEN 'parcel' END",
            "owner_id": _AGENT,
            "opened_at": "{began}",
            "touched_at": "{ended}",
            "solved_at": "CASE n % 500 WHEN 0 THEN NULL ELSE {ended} END",
        },
    ),
    "call": (
        _EVERY,
        {
            "id": "'k' || n",
            "sid": "'CA' || n",
            "direction": "'inbound'",
            "did_number": "'+48221234567'",
            "customer_number": _NUMBER,
            "customer_id": f"'c' || {_CASE}",
            "language": "'pl'",
            "menu_version": "1",
            "department_key": _DEPARTMENT,
            "ticket_id": f"'t' || {_CASE}",
            "agent_id": _AGENT,
            "status": "'ended'",
            "outcome": "CASE n % 6 WHEN 0 THEN 'abandoned' ELSE 'answered' END",
            "step": "4",
            "expected_s": "30",
            "started_at": "{began}",
            "arrived_at": "{began}",
            "queued_at": "{queued}",
            "answered_at": _LATE,
            "talk_ended_at": _LATE.replace("answered", "ended"),
            "ended_at": "{ended}",
        },
    ),
    "talk": (
        "n % 6 <> 0",
        {
            "id": "'x' || n",
            "call_id": "'k' || n",
            "agent_id": _AGENT,
            "reservation_id": "'r' || n",
            "department_key": _DEPARTMENT,
            "is_first": "{true}",
            "began_at": "{answered}",
            "ended_at": "{ended}",
            "wrapped_at": "{wrapped}",
        },
    ),
    "event": (
        _EVERY,
        {
            "key": "'CA' || n || ':voice'",
            "call_id": "'k' || n",
            "leg_sid": "'CA' || n",
            "kind": "'voice'",
            "at": "{began}",
            "body": "'{{}}'",
        },
    ),
    "callback": (
        _RUNG_BACK,
        {
            "id": "'b' || n",
            "customer_id": f"'c' || {_CASE}",
            "customer_number": _NUMBER,
            "department_key": _DEPARTMENT,
            "ticket_id": f"'t' || {_CASE}",
            "language": "'pl'",
            "status": "'done'",
            "asked_through": "'key'",
            "attempts": "1",
            "fence": "0",
            **dict.fromkeys(("arrived_at", "due_at", "promised_from", "created_at"), "{began}"),
            **dict.fromkeys(("promised_until", "ended_at"), "{ended}"),
        },
    ),
    "promise": (
        _RUNG_BACK,
        {
            "id": "'p' || n",
            "kind": "'callback'",
            "customer_id": f"'c' || {_CASE}",
            "ticket_id": f"'t' || {_CASE}",
            "callback_id": "'b' || n",
            "made_through": "'key'",
            "state": "CASE n % 450 WHEN 0 THEN 'broken' ELSE 'kept' END",
            **dict.fromkeys(("made_at", "from_at"), "{began}"),
            **dict.fromkeys(("until_at", "settled_at"), "{ended}"),
        },
    ),
}


def fill(made: Ground, count: int) -> None:
    """So many ended calls of the year before now, everything that belongs to them, and the roll-ups."""
    now = datetime.now(UTC)
    store = Store(made.url)
    store.write(lambda tx: _people(tx, now))
    store.write(lambda tx: _rows(tx, made.database, count, now))
    store.write(rebuild)
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        db.execute(text("ANALYZE"))
    store.close()


def _rows(tx: Transaction, database: str, count: int, now: datetime) -> None:
    first = int((now - timedelta(days=_DAYS)).timestamp()) // 86400 * 86400
    case = f"({_CASE} % {_DAYS})"  # the calls of a case come on one day
    began = f"({first} + {case} * 86400 + 21600 + n * 7919 % 50000)"
    shifts = {"began": 0, "queued": 15, "answered": 40, "ended": 300, "wrapped": 330}
    values = {name: _MOMENT[database].format(epoch=f"({began} + {after})") for name, after in shifts.items()}
    numbers = _NUMBERS[database].format(count=count)
    raw = tx.db.execution_options(no_parameters=True)
    for table, (where, row) in _ROWS.items():
        columns, filled = ", ".join(row), ", ".join(row.values()).format(true=_TRUE[database], **values)
        rows = f"{numbers}SELECT {filled} FROM numbers WHERE {where}"  # noqa: S608 - all of it stands above
        raw.exec_driver_sql(f"INSERT INTO {table} ({columns}) {rows}")


def _people(tx: Transaction, now: datetime) -> None:
    """Whoever reads the pages may do everything; thirty more are on duty, each weekday of a quarter."""
    reader = agent_by_email(tx.db, READER)
    assert reader is not None
    everything: dict[str, Any] = {
        "sign_in_stamp": "stamp",
        "roles": ["agent", "supervisor", "admin"],
        "password_hash": hash_password(PASSWORD),
    }
    tx.db.execute(schema.agent.update().where(schema.agent.c.id == reader.id).values(everything))
    for number in range(PEOPLE):
        who = f"person{number}"
        tx.db.execute(
            insert(schema.agent),
            {"id": who, "email": f"{who}@bench.example", "name": f"Person {number}", "roles": ["agent"],
             "languages": ["pl"], "rings": "+48600000001", "chosen_status": "available", "chosen_at": now},
        )  # fmt: skip
        for department in ("complaints", "orders", "marketing"):
            row = {"agent_id": who, "department_key": department, "skill": 1 + number % 5}
            tx.db.execute(insert(schema.agent_department), row)
    tx.db.execute(insert(schema.duty), list(_duties(now)))


def _duties(now: datetime) -> list[dict[str, Any]]:
    days = (now.replace(hour=7, minute=0) - timedelta(days=back) for back in range(1, 91))
    return [
        {"id": f"d{number}-{day:%j}", "agent_id": f"person{number}", "status": "available", "began_at": day,
         "ended_at": day + timedelta(hours=8)}
        for day in days
        for number in range(PEOPLE)
    ]  # fmt: skip
