"""The migrations make exactly the tables of the schema, on each database, up and down."""

import threading
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert, inspect, select

from ticket_store import migrate
from ticket_store.engine import Store
from ticket_store.schema import hours, metadata


def tables(url: str) -> set[str]:
    store = Store(url)
    try:
        return set(store.read(lambda db: inspect(db).get_table_names())) - {"alembic_version"}
    finally:
        store.close()


def test_up_down_to_nothing_and_up_again(database_url: str) -> None:
    assert migrate.current(database_url) is None
    assert migrate.upgrade(database_url)
    assert tables(database_url) == set(metadata.tables)
    migrate.downgrade(database_url, "base")
    assert tables(database_url) == set()
    assert migrate.current(database_url) is None
    assert migrate.upgrade(database_url)
    assert migrate.current(database_url) == migrate.head()


def test_every_single_step_goes_down_and_up(database_url: str) -> None:
    migrate.upgrade(database_url)
    script = ScriptDirectory(str(Path(migrate.__file__).parent / "migrations"))
    for step in list(script.walk_revisions()):
        migrate.downgrade(database_url)
        assert migrate.current(database_url) == step.down_revision


def test_migrations_and_schema_do_not_differ(database_url: str) -> None:
    migrate.upgrade(database_url)
    store = Store(database_url)
    with store.engine.connect() as db:
        context = MigrationContext.configure(db, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
    store.close()


def test_indexes_with_a_condition_keep_it(database_url: str) -> None:
    migrate.upgrade(database_url)
    store = Store(database_url)
    found = store.read(lambda db: inspect(db).get_indexes("callback"))
    store.close()
    where = f"{'sqlite' if store.is_sqlite else 'postgresql'}_where"
    assert "gave_up" in str(
        next(i["dialect_options"][where] for i in found if i["name"] == "uq_callback_open"),
    )


def test_a_database_at_the_head_is_left_alone(database_url: str) -> None:
    migrate.upgrade(database_url)
    assert not migrate.upgrade(database_url)
    assert not migrate.upgrade(database_url, migrate.head())


def test_rows_survive_an_upgrade(database_url: str) -> None:
    migrate.upgrade(database_url, "0001")
    store = Store(database_url)
    store.write(lambda tx: tx.db.execute(insert(hours).values(key="office", rule="Mo-Fr 08:30-17:00")))
    migrate.upgrade(database_url)
    assert store.read(lambda db: db.execute(select(hours.c.key)).scalars().all()) == ["office"]
    store.close()


def test_two_processes_that_migrate_at_once_do_it_once(database_url: str) -> None:
    done: list[bool] = []
    together = [threading.Thread(target=lambda: done.append(migrate.upgrade(database_url))) for _ in range(2)]
    for one in together:
        one.start()
    for one in together:
        one.join()
    assert sorted(done) == [False, True]


def test_the_fast_path_knows_the_same_head_as_alembic() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == migrate.head()


def test_a_missing_sqlite_file_is_not_made_by_asking(tmp_path: Path) -> None:
    assert migrate.current(f"sqlite:///{tmp_path}/none.sqlite3") is None
    assert list(tmp_path.iterdir()) == []
