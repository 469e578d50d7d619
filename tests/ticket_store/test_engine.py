"""The one door to the database: a transaction that is lost is tried once more as a whole."""

import pytest
from sqlalchemy import Connection, bindparam, func, select, text

from ticket_store.engine import Store, Transaction
from ticket_store.prepared import Prepared, inserting
from ticket_store.schema import hours

_COUNT = Prepared(select(func.count(hours.c.key)).where(hours.c.key == bindparam("key")))


def _write(tx: Transaction) -> None:
    inserting(hours, ("key", "rule")).run(tx.db, {"key": "office", "rule": "24/7"})


def _kept(store: Store) -> int:
    found = store.read(lambda db: _COUNT.first(db, {"key": "office"}))
    assert found is not None
    return int(found[0])


@pytest.mark.postgres
@pytest.mark.parametrize("database", ["postgres"], indirect=True)
@pytest.mark.parametrize("when", ["before the first statement", "in the middle"])
def test_a_transaction_whose_connection_was_cut_is_run_once_more(store: Store, when: str) -> None:
    tries = []

    def work(tx: Transaction) -> None:
        tries.append(1)
        if when == "in the middle":
            _write(tx)
        if len(tries) == 1:
            mine = tx.db.connection.dbapi_connection.info.backend_pid  # type: ignore[union-attr]
            with store.engine.connect() as other:
                other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": mine})
        if when != "in the middle":
            _write(tx)
        _COUNT.first(tx.db, {"key": "office"})

    store.write(work)
    assert (len(tries), _kept(store)) == (2, 1)


def test_a_work_that_raises_leaves_nothing(store: Store) -> None:
    def work(tx: Transaction) -> None:
        _write(tx)
        raise LookupError("no")

    with pytest.raises(LookupError):
        store.write(work)
    assert _kept(store) == 0


@pytest.mark.postgres
@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_a_look_whose_connection_was_cut_is_taken_once_more(store: Store) -> None:
    store.write(_write)
    tries = []

    def work(db: Connection) -> int:
        tries.append(1)
        if len(tries) == 1:
            mine = db.connection.dbapi_connection.info.backend_pid  # type: ignore[union-attr]
            with store.engine.connect() as other:
                other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": mine})
        found = _COUNT.first(db, {"key": "office"})
        return int(found[0]) if found else 0

    assert (store.read(work), len(tries)) == (1, 2)
