"""`/admin/settings/numbers`: what customers dial, and where each number leads."""

from collections.abc import Mapping, Sequence

from flask import render_template, request
from werkzeug.exceptions import BadRequest

from admin.guard import needs
from admin.permissions import Action
from admin.setup.changing import Overtaken, Refused, Saved
from admin.setup.settings.numbers import (
    DEPARTMENT,
    DIDS,
    MENU,
    TypedNumber,
    listed_twice,
    read_row,
    typed_number,
    with_numbers,
)
from admin.setup.settings.room import Answer, settings
from admin.setup.settings.saving import news, other_changes, save, saved, seen_version, the_line
from admin.shop_file.fault_words import fault_words
from admin.shop_file.faults import Fault
from admin.shop_file.values import read_number
from admin.typed_text import whole_number
from ticket_store.line import Line

_MOST_NUMBERS = 2000  # far more than any shop has


@settings.get("/numbers")
@needs(Action.SET_UP_LINE)
def numbers() -> str:
    line = the_line()
    return _page(line, [typed_number(did) for did in line.dids.values()])


@settings.post("/numbers")
@needs(Action.SET_UP_LINE)
def save_numbers() -> Answer:
    """All rows at once; a row whose number is empty goes, `up` and `down` move one."""
    line = the_line()
    count = whole_number(request.form.get("count", ""))
    if count is None or count > _MOST_NUMBERS:
        raise BadRequest  # no form of ours: what it leaves out would be taken away
    rows = [read_row(request.form, str(number)) for number in range(count)]
    rows = _moved([*rows, read_row(request.form, "new")], request.form.get("do", ""))
    twice = listed_twice(rows, line.shop.country)
    if twice:
        return _page(line, rows, twice), 422
    match save(lambda now: with_numbers(now, rows), seen=seen_version()):
        case Saved() as done:
            return saved(done, "pages.settings.numbers")
        case Refused(faults):
            return _page(line, rows, faults), 422
        case Overtaken():
            return _page(the_line(), rows, overtaken=other_changes(seen_version())), 409


def _moved(rows: list[TypedNumber], act: str) -> list[TypedNumber]:
    """`up:2` moves that row a place up, `remove:2` takes it out."""
    way, _, at = act.partition(":")
    place = whole_number(at)
    if place is None or place >= len(rows):
        return rows
    row = rows.pop(place)
    match way:
        case "up":
            rows.insert(max(place - 1, 0), row)
        case "down":
            rows.insert(place + 1, row)
        case "remove":
            pass
        case _:
            rows.insert(place, row)
    return rows


def _page(
    line: Line,
    rows: Sequence[TypedNumber],
    faults: Sequence[Fault] = (),
    *,
    overtaken: tuple[str, ...] | None = None,
) -> str:
    *known, new = (
        rows if rows and not rows[-1].number else [*rows, TypedNumber("", line.shop.languages[0], "")]
    )
    by_number: dict[str, str] = {}
    for fault in faults:
        number = fault.path[1] if len(fault.path) > 1 and fault.path[0] == DIDS else ""
        by_number[number] = f"{by_number.get(number, '')} {fault_words(fault)}".strip()
    return render_template(
        "setup/settings_numbers.html",
        line=line,
        rows=[(row, by_number.pop(_known_as(row, line), "")) for row in known],
        new=new,
        faults=list(by_number.values()),
        choices=_choices(line),
        news=news() if not faults else None,
        overtaken=overtaken,
    )


def _known_as(row: TypedNumber, line: Line) -> str:
    """How the faults call the number of this row."""
    return read_number(row.number, line.shop.country) if row.number else "-"


def _choices(line: Line) -> Mapping[str, Sequence[tuple[str, Mapping[str, str]]]]:
    """Where a number may lead: menus and departments with their names in each language."""
    return {
        MENU: [(f"{MENU}{key}", menu.name or {"en": key}) for key, menu in line.menus.items()],
        DEPARTMENT: [(f"{DEPARTMENT}{key}", one.name) for key, one in line.departments.items()],
    }
