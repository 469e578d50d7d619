"""The line at hand: fresh within a second, and still there while the store is away."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import SQLAlchemyError

from call_routing.line_book import LineBook
from tests.ivr.conftest import NOON, open_door
from ticket_store.engine import Store
from ticket_store.line import Menu
from ticket_store.line_rows import load_line, save_line
from ticket_store.schema import metadata


def test_a_change_is_seen_and_a_call_keeps_the_menus_with_which_it_began(store: Store) -> None:
    open_door(store)
    book = LineBook(store, fresh_for_s=0.0)
    before = book.line()
    menus = {**before.menus, "main": Menu("main", dict(list(before.menus["main"].keys.items())[:2]))}
    store.write(lambda tx: save_line(tx, replace(before, menus=menus), actor="tests", now=NOON))
    after = book.line()
    assert len(after.menus["main"].keys) == 2
    assert after.menu_version > before.menu_version
    assert book.menus(before.menu_version)["main"] == before.menus["main"]
    assert book.menus(after.menu_version) is after.menus
    assert book.menus(None) is after.menus


def test_the_same_line_is_not_read_again(store: Store) -> None:
    open_door(store)
    book = LineBook(store, fresh_for_s=0.0)
    assert book.line() is book.line()
    assert book.line() == store.read(load_line)


def test_while_the_store_is_away_the_last_line_stands(store: Store) -> None:
    open_door(store)
    book = LineBook(store, fresh_for_s=0.0)
    line = book.line()
    metadata.drop_all(store.engine)
    assert book.line() is line


def test_a_line_that_was_never_read_cannot_be_made_up(store: Store) -> None:
    metadata.drop_all(store.engine)
    with pytest.raises(SQLAlchemyError):
        LineBook(store).line()
