"""`/admin/menus/versions`: every version that was published, what it changed, and the way back to it."""

from dataclasses import replace

from flask import render_template, request
from sqlalchemy import Connection
from werkzeug.exceptions import NotFound

from admin.back_office import back_office
from admin.guard import needs
from admin.permissions import Action
from admin.setup.menus.changes import Changed, changes_in_words
from admin.setup.menus.draft import draft_of
from admin.setup.menus.room import menus
from admin.setup.menus.showing import Names
from admin.setup.menus.tree import tree_of
from admin.typed_text import LARGEST, whole_number
from ticket_store.line import Line
from ticket_store.line_rows import load_line, menus_of_version
from ticket_store.menu_versions import MenuVersion, menu_versions

_A_PAGE = 20
Row = tuple[MenuVersion, tuple[Changed, ...]]


@menus.get("/versions")
@needs(Action.SET_UP_LINE)
def versions() -> str:
    """The newest first, each with what it changed for callers."""
    before = whole_number(request.args.get("before", ""))
    rows, line, more = back_office().store.read(lambda db: _listed(db, before))
    return render_template("setup/menus_versions.html", rows=rows, line=line, more=more)


@menus.get(f"/versions/<int(max={LARGEST}):number>")
@needs(Action.SET_UP_LINE)
def version(number: int) -> str:
    """An old version as callers walked it, and what would change if it came back."""
    store = back_office().store
    line, old = store.read(lambda db: (load_line(db), menus_of_version(db, number)))
    shown = store.read(lambda db: menu_versions(db, 1, before=number + 1))
    if not shown or shown[0].number != number:
        raise NotFound
    then = replace(line, menus=old)
    return render_template(
        "setup/menus_version.html",
        shown=shown[0],
        line=line,
        then=then,
        names=Names(then),
        tree=tree_of(draft_of(old), line.dids),
        changes=changes_in_words(line, then),
    )


def _listed(db: Connection, before: int | None) -> tuple[list[Row], Line, int | None]:
    """A page of versions, the line, and where the next page begins."""
    line, found = load_line(db), menu_versions(db, _A_PAGE, before)
    lines = {one.number: replace(line, menus=menus_of_version(db, one.number)) for one in found}
    rows: list[Row] = []
    for one in found:
        earlier = lines.get(one.number - 1) or replace(line, menus=menus_of_version(db, one.number - 1))
        rows.append((one, changes_in_words(earlier, lines[one.number])))
    last = found[-1].number if found else 0
    return rows, line, last if last > 1 else None
