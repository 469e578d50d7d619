"""A whole good line, its admin at the browser."""

from collections.abc import Callable

import pytest

from admin.back_office import BackOffice
from admin.shop_file.reading import read_shop_file
from call_routing.line_book import LineBook
from tests.admin import seed
from tests.admin.conftest import SECRET, Clock, Person
from tests.admin.setup.conftest import BOSS
from tests.admin.shop_file.conftest import GOOD
from tests.seeded import fill
from ticket_store.engine import Store
from ticket_store.line import Line
from ticket_store.line_rows import load_line, save_line


def _good_line(store: Store) -> None:
    line = read_shop_file(GOOD).line
    assert line
    store.write(lambda tx: save_line(tx, line, actor="shop file", now=seed.NOW))


@pytest.fixture
def office(store: Store, clock: Clock) -> BackOffice:
    """The shop of the small good file instead of the seeded one."""
    fill(store, _good_line)
    return BackOffice(store, clock, LineBook(store), SECRET, "http://127.0.0.1", cookie_secure=False)


@pytest.fixture
def the_line(store: Store) -> Callable[[], Line]:
    return lambda: store.read(load_line)


@pytest.fixture
def whole(boss: Person) -> Callable[[str], dict[str, str]]:
    """All fields of a page's form as they stand there, to be sent again."""
    return lambda path: fields_of(boss.opens(path).text)


def fields_of(page: str) -> dict[str, str]:
    """The values of inputs, selects and text areas; of several forms on a page, all together."""
    from html.parser import HTMLParser  # noqa: PLC0415 - for this one reader

    found: dict[str, str] = {}

    class Reader(HTMLParser):
        select = area = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = dict(attrs)
            name = given.get("name") or ""
            match tag:
                case "input" if name and (
                    given.get("type") not in {"checkbox", "radio"} or "checked" in given
                ):
                    found.setdefault(name, given.get("value") or "")
                case "select":
                    self.select = name
                case "option" if self.select:
                    if self.select not in found or "selected" in given:
                        found[self.select] = given.get("value") or ""
                case "textarea":
                    self.area = name

        def handle_endtag(self, tag: str) -> None:
            if tag == "select":
                self.select = ""
            if tag == "textarea":
                self.area = ""

        def handle_data(self, data: str) -> None:
            if self.area:
                found[self.area] = found.get(self.area, "") + data

    Reader().feed(page)
    return found


__all__ = ["BOSS", "fields_of"]
