"""A prepared statement reads and writes the very values that SQLAlchemy itself would."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import bindparam, insert, select

from ticket_store.engine import Store, Transaction
from ticket_store.insert_once import InsertOnce
from ticket_store.prepared import Prepared, _compile, changing, inserting
from ticket_store.schema import call, customer, event

NOON = datetime(2026, 3, 3, 11, 0, 0, 250, tzinfo=UTC)
ROW: dict[str, Any] = {
    "id": "01aaaaaaaaaaaaaaaaaaaaaaaa",
    "sid": "CA1",
    "direction": "inbound",
    "caller_raw": "100% 'quoted' :name %(x)s 🙂",
    "language": "pl",
    "walk": {"at": "menu", "steps": 3, "ż": None},
    "status": "menu",
    "started_at": NOON,
    "ended_at": None,
}
_BY_SID = Prepared(select(call).where(call.c.sid == bindparam("sid"), call.c.status != "ended"))


def _by_core(store: Store) -> Any:
    return store.read(lambda db: db.execute(select(call)).one())


def test_a_row_that_is_written_prepared_is_read_back_by_core_as_it_was(store: Store) -> None:
    store.write(lambda tx: inserting(call, tuple(ROW)).run(tx.db, ROW))
    kept = _by_core(store)
    assert {name: getattr(kept, name) for name in ROW} == ROW
    assert kept.step == 0  # the default of the table


def test_a_row_that_is_written_by_core_is_read_prepared_as_it_was(store: Store) -> None:
    store.write(lambda tx: tx.db.execute(insert(call), ROW))
    found = store.read(lambda db: _BY_SID.first(db, {"sid": "CA1"}))
    assert tuple(found or ()) == tuple(_by_core(store))


def test_changes_touch_the_one_row_and_tell_how_many_they_touched(store: Store) -> None:
    store.write(lambda tx: inserting(call, tuple(ROW)).run(tx.db, ROW))

    def work(tx: Transaction) -> tuple[int, int]:
        change = changing(call, ("status", "walk"))
        values = {"status": "ended", "walk": {"at": "told"}}
        return change.run(tx.db, {"row_id": ROW["id"], **values}), change.run(
            tx.db, {"row_id": "x", **values}
        )

    assert store.write(work) == (1, 0)
    assert (_by_core(store).status, _by_core(store).walk) == ("ended", {"at": "told"})
    assert store.read(lambda db: _BY_SID.first(db, {"sid": "CA1"})) is None
    assert store.read(lambda db: _BY_SID.all(db, {"sid": "CA1"})) == []


@pytest.mark.parametrize("moment", [NOON, NOON.astimezone(timezone(timedelta(hours=2)))])
def test_a_time_of_any_zone_comes_back_in_utc(store: Store, moment: datetime) -> None:
    row = {"id": "c", "created_at": moment}
    store.write(lambda tx: inserting(customer, tuple(row)).run(tx.db, row))
    kept = store.read(lambda db: db.execute(select(customer.c.created_at)).scalar_one())
    assert (kept, kept.tzinfo) == (NOON, UTC)


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    row = {"id": "c", "created_at": NOON.replace(tzinfo=None)}
    with pytest.raises(Exception, match="has no zone"):
        store.write(lambda tx: inserting(customer, tuple(row)).run(tx.db, row))


def test_a_second_row_with_the_same_key_is_not_written(store: Store) -> None:
    once = InsertOnce(event, ["key"])
    row = {"kind": "voice", "key": "k", "at": NOON, "call_id": None, "leg_sid": None, "body": "{}"}
    assert store.write(lambda tx: (once(tx, row), once(tx, row))) == (True, False)


@pytest.mark.parametrize("text", ["it's", "100%", "a ? in it", "", "żółw"])
def test_a_fixed_value_is_the_same_written_into_the_statement(store: Store, text: str) -> None:
    store.write(lambda tx: inserting(call, tuple(ROW)).run(tx.db, ROW | {"caller_raw": text}))
    fixed = (call.c.caller_raw == text, call.c.started_at == NOON, call.c.step == 0, call.c.status != "ended")
    found = Prepared(select(call.c.caller_raw).where(*fixed, call.c.sid == bindparam("sid")))
    assert store.read(lambda db: found.all(db, {"sid": "CA1"})) == [(text,)]


def test_sqlite_need_not_plan_a_statement_anew_for_its_fixed_values(store: Store) -> None:
    compiled = store.read(lambda db: _compile(_BY_SID._statement, db.dialect))
    assert (("status != 'ended'" in compiled.text), compiled.order) == (
        (True, ("sid",)) if store.is_sqlite else (False, None)
    )
