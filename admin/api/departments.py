"""`/departments`: the targets of the menus, in the order of the shop file, as they are at this moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from admin.api.asks import DepartmentFilters
from admin.api.cursor import from_cursor, to_cursor
from admin.api.errors import ApiError, not_found
from admin.api.items import DepartmentItem, DepartmentPage
from admin.api.operation import Ask, Operation, Reply
from call_routing.hours.opening_hours import is_open, next_opening
from call_routing.hours.schedules import schedule_of
from ticket_store.line import Line
from ticket_store.line_rows import LineMissingError, load_line
from ticket_store.listing.agents import staffed, waiting
from ticket_store.listing.paging import Place


def list_departments(ask: Ask[DepartmentFilters, None]) -> Reply:
    """A shop has a handful of departments: all are looked at, and the page is cut from them."""
    after = from_cursor("departments", ask.query.cursor)
    found = [
        item
        for item in ask.office.store.read(lambda db: _departments(db, ask.now))
        if ask.query.status in (None, item.status)
    ]
    keys = [item.key for item in found]
    start = keys.index(after.id) + 1 if after is not None and after.id in keys else 0
    page = found[start : start + ask.query.limit]
    more = start + ask.query.limit < len(found)
    mark = to_cursor("departments", Place(None, page[-1].key)) if more else None
    return Reply(200, DepartmentPage(items=page, next=mark))


def get_department(ask: Ask[None, None]) -> Reply:
    for item in ask.office.store.read(lambda db: _departments(db, ask.now)):
        if item.key == ask.id:
            return Reply(200, item)
    raise not_found("department", ask.id)


def line_of(db: Connection) -> Line:
    """The line; before the first shop file there is none. Raises: ApiError."""
    try:
        return load_line(db)
    except LineMissingError as fault:
        message, _, what_to_do = str(fault).partition(". ")
        raise ApiError(409, "shop-missing", f"{message}.", what_to_do) from None


@dataclass(frozen=True)
class _Floor:
    """Who is there and who waits, by department key."""

    waiting: dict[str, int]
    staffed: dict[str, int]


def _departments(db: Connection, now: datetime) -> Sequence[DepartmentItem]:
    try:
        line = load_line(db)
    except LineMissingError:
        return []
    floor = _Floor(dict(waiting(db)), dict(staffed(db)))
    return [_item(line, key, floor, now) for key in line.departments]


def _item(line: Line, key: str, floor: _Floor, now: datetime) -> DepartmentItem:
    schedule = schedule_of(line, key)
    is_open_now = is_open(schedule, now)
    names = line.departments[key].name
    return DepartmentItem(
        key=key,
        name=names.get(line.shop.languages[0], key),
        names=names,
        status="open" if is_open_now else "closed",
        open=is_open_now,
        next_opening=None if is_open_now else next_opening(schedule, now),
        waiting=floor.waiting.get(key, 0),
        staffed=floor.staffed.get(key, 0),
    )


OPERATIONS = (
    Operation(
        "GET",
        "/departments",
        "Departments, with hours and queue as they are now",
        {200: DepartmentPage},
        list_departments,
        query=DepartmentFilters,
    ),
    Operation(
        "GET", "/departments/{id}", "One department, by its key", {200: DepartmentItem}, get_department
    ),
)
