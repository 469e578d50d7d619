"""A copy that is an hour old is put back: nobody who was served meanwhile is rung again."""

import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.restoring import restore
from app.supervised import alone
from call_routing.line_book import LineBook
from callbacks.promising.requests import CallbackWish, request_callback
from ivr.front_desk import EXTENSION
from tests.conftest import DATABASES
from tests.stories.world import TUESDAY_NOON, World, world
from ticket_store import migrate
from ticket_store.backup import BackupError, backup
from ticket_store.carrier_pace import line_state
from ticket_store.engine import Store, Transaction
from ticket_store.vital_signs import write_heartbeat

ANNA, BORYS = "anna@sowa.example", "borys@sowa.example"
SERVED, MISSED, WAITS, UNDER_WAY = "+48501000001", "+48501000002", "+48501000003", "+48501000004"
SHORT = "+48501000005"


def wants(shop: World, number: str) -> None:
    line = shop.desk.lines.line()
    wish = CallbackWish(number, "complaints", "pl", "api")

    def work(tx: Transaction) -> None:
        request_callback(tx, line, wish, shop.clock.now)

    shop.store.write(work)


def move_into(shop: World, store: Store) -> None:
    """The processes are started on another database; the carrier and its books stay."""
    shop.store, store.bell = store, shop.bell
    lines = LineBook(store, fresh_for_s=0.0)
    shop.desk = replace(shop.desk, store=store, lines=lines)
    shop.bell.desk = shop.desk
    shop.app.extensions[EXTENSION] = replace(shop.app.extensions[EXTENSION], store=store, lines=lines)


def statuses(shop: World) -> dict[str, str]:
    return {row.customer_number: row.status for row in shop.rows("callback")}


def an_hour_later(shop: World, copy: Callable[[], None]) -> Counter[str]:
    """A copy is made while one is being rung; then all are rung: one is served, one misses it, one talks for seconds.
    Then the house stands still for an hour. How often each was rung.
    """
    for agent in shop.comes_on(ANNA, BORYS):
        agent.answer_after(1)
    shop.customer(SERVED).behave("answer", after_s=3, then_press="1")
    shop.customer(UNDER_WAY).behave("answer", after_s=15, then_press="1")
    shop.customer(SHORT).behave("answer", after_s=3, then_press="1")
    shop.customer(MISSED).behave("busy", after_s=3)
    shop.customer(WAITS).behave("ignore")
    wants(shop, UNDER_WAY)
    shop.clock.advance_until(lambda: shop.customer(UNDER_WAY).ringing != [], limit_s=300)
    for number in (SERVED, MISSED):
        wants(shop, number)
    shop.clock.advance(0.5)
    wants(shop, SHORT)
    copy()
    shop.clock.advance_until(lambda: talking(shop, SERVED) and talking(shop, UNDER_WAY), limit_s=300)
    shop.clock.advance(40)
    for number in (SERVED, UNDER_WAY):
        for call in shop.customer(number).live:
            call.hang_up()
    shop.clock.advance_until(lambda: talking(shop, SHORT), limit_s=300)
    shop.clock.advance(5)
    for call in shop.customer(SHORT).live:
        call.hang_up()
    shop.clock.advance(60)
    shop.stand_still()
    shop.clock.advance(3600)
    return Counter(dial.to_number for dial in shop.carrier.ledger.dials)


def talking(shop: World, number: str) -> bool:
    return statuses(shop)[number] in {"talking", "done"}


@pytest.fixture
def lived_in(database: str, database_url: str) -> Iterator[Store]:
    """A store that was migrated, as every real one was."""
    if database == "postgres" and shutil.which("pg_dump") is None:
        pytest.fail("pg_dump is not installed: install PostgreSQL's client tools, or test without a server")
    migrate.upgrade(database_url)
    opened = Store(database_url)
    yield opened
    opened.close()


@pytest.mark.parametrize("database", DATABASES, indirect=True)
def test_after_a_restore_nobody_who_was_served_is_rung_again(lived_in: Store, tmp_path: Path) -> None:
    file = tmp_path / "copy"
    url = lived_in.url.render_as_string(hide_password=False)
    with world(lived_in) as shop:
        before = an_hour_later(shop, lambda: backup(url, file))
        lived_in.close()
        since = restore(url, file, tmp_path, shop.clock.now)
        assert shop.clock.now - since > timedelta(minutes=50)
        again = Store(url)
        move_into(shop, again)
        assert again.read(line_state).held_since == since
        assert again.read(line_state).held_why == "restored from copy"
        wants(shop, WAITS)
        shop.go_on()
        shop.clock.advance(120)
        after = Counter(dial.to_number for dial in shop.carrier.ledger.dials)
        assert (after[SERVED], after[UNDER_WAY]) == (before[SERVED], before[UNDER_WAY])
        assert statuses(shop)[SERVED] == statuses(shop)[UNDER_WAY] == "done"
        assert (after[SHORT], statuses(shop)[SHORT]) == (before[SHORT], "gave_up"), "a person decides"
        missed = {row.customer_number: row.attempts for row in shop.rows("callback")}[MISSED]
        assert missed == after[MISSED], "a try that came to nothing counts as one"
        assert after[WAITS] > 0, "the hold is over"
        assert again.read(line_state).held_since is None
        assert "callbacks.release" in {row.action for row in shop.rows("audit")}
        again.close()


def test_a_talk_of_the_copy_was_a_talk_however_short(lived_in: Store, tmp_path: Path) -> None:
    file = tmp_path / "copy"
    url = lived_in.url.render_as_string(hide_password=False)
    with world(lived_in) as shop:
        for agent in shop.comes_on(ANNA):
            agent.answer_after(1)
        shop.customer(SHORT).behave("answer", after_s=3, then_press="1")
        wants(shop, SHORT)
        shop.clock.advance_until(lambda: talking(shop, SHORT), limit_s=300)
        backup(url, file)
        shop.clock.advance(5)
        for call in shop.customer(SHORT).live:
            call.hang_up()
        shop.clock.advance(60)
        shop.stand_still()
        shop.clock.advance(3600)
        lived_in.close()
        restore(url, file, tmp_path, shop.clock.now)
        again = Store(url)
        move_into(shop, again)
        assert statuses(shop)[SHORT] == "talking"
        shop.go_on()
        shop.clock.advance(120)
        assert (shop.only("callback").status, shop.only("callback").reason) == ("done", None)
        assert shop.only("attempt").cause == "talked"
        again.close()


def test_nothing_is_put_back_under_a_hotline_that_runs(lived_in: Store, tmp_path: Path) -> None:
    file = tmp_path / "copy"
    url = lived_in.url.render_as_string(hide_password=False)
    backup(url, file)
    with pytest.raises(BackupError, match="is there already"):
        backup(url, file)
    lived_in.write(lambda tx: write_heartbeat(tx, "sweeper", TUESDAY_NOON))
    with pytest.raises(BackupError, match="its sweeper was heard of just now"):
        restore(url, file, tmp_path, TUESDAY_NOON + timedelta(seconds=5))
    with pytest.raises(BackupError, match=r"in another process|Somebody is connected"):
        restore(url, file, tmp_path, TUESDAY_NOON + timedelta(minutes=5))
    with alone(tmp_path / "run"), pytest.raises(BackupError, match="Another hotline runs"):
        restore(url, file, tmp_path, TUESDAY_NOON + timedelta(minutes=5))


def test_what_is_no_whole_copy_is_refused_and_nothing_is_lost(tmp_path: Path) -> None:
    url, damaged, good = f"sqlite:///{tmp_path / 'store'}", tmp_path / "damaged", tmp_path / "good"
    migrate.upgrade(url)
    backup(url, good)
    content = bytearray(good.read_bytes())
    content[8192:40_000] = bytes(40_000 - 8192)
    damaged.write_bytes(content)
    for file in (damaged, tmp_path / "nothing there"):
        with pytest.raises(BackupError):
            restore(url, file, tmp_path, TUESDAY_NOON)
    with closing(sqlite3.connect(tmp_path / "store")) as db:
        assert db.execute("SELECT version_num FROM alembic_version").fetchone() == (migrate.head(),)
    assert [path.name for path in tmp_path.iterdir() if "restoring" in path.name] == []
