"""What all lists of the API have in common: filters in, one page and the mark of the next one out."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, RowMapping

from admin.api.asks import Paging
from admin.api.cursor import from_cursor, to_cursor
from admin.api.items import Item, ItemPage
from admin.api.operation import Ask, Reply
from ticket_store.listing.paging import Page, Wanted

Listed = TypeVar("Listed", bound=Item)


def page_reply(
    ask: Ask[Any, None],
    resource: str,
    page_class: type[ItemPage[Listed]],
    look_up: Callable[[Connection, Wanted], Page],
    items: Callable[[Connection, Sequence[RowMapping]], Sequence[Listed]],
) -> Reply:
    """One page of a list. Rows and what belongs to them are read in one consistent view."""
    filters: Paging = ask.query
    wanted = filters.wanted(from_cursor(resource, filters.cursor))

    def read(db: Connection) -> ItemPage[Listed]:
        page = look_up(db, wanted)
        return page_class(items=items(db, page.rows), next=to_cursor(resource, page.next))

    return Reply(200, ask.office.store.read(read))
