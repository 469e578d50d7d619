"""Saving a page of settings: at once, with what has changed in words and a way back."""

from dataclasses import dataclass
from typing import Any

from flask import redirect, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from admin.back_office import back_office
from admin.doors.cookie import is_fresh
from admin.setup.changing import Change, Overtaken, Refused, Saved, change_line
from admin.setup.settings.lines import line_of_text
from admin.shop_file.difference_words import changes_in_words
from admin.typed_text import whole_number
from admin.visitor import visitor
from ticket_store.line import Line
from ticket_store.line_kept import kept_line, kept_lines
from ticket_store.line_rows import load_line


@dataclass(frozen=True)
class News:
    """What the last save of this person did: told above the page, with Undo."""

    version: int
    changes: tuple[str, ...]
    can_undo: bool  # nothing has come after it


def the_line() -> Line:
    """The line as it is. Raises: LineMissingError, before the first one."""
    return back_office().store.read(load_line)


def save(change: Change, *, seen: int | None) -> Saved | Refused | Overtaken:
    who = visitor()
    actor, proven = who.signed_in.email, is_fresh(who.now)
    return change_line(back_office(), change, actor=actor, now=who.now, seen=seen, proven=proven)


def seen_version() -> int | None:
    """The version that the page was made from; a form without it is refused as too old by nobody."""
    return whole_number(request.form.get("seen", ""))


def saved(done: Saved, endpoint: str, **where: Any) -> Response:
    """Back to the page, which tells what has changed."""
    where |= {"saved": done.version} if done.changes else {"same": 1}
    return redirect(url_for(endpoint, **where), 303)


def news() -> News | None:
    """What the page was just saved with, where it was."""
    version = whole_number(request.args.get("saved", ""))
    return None if version is None else back_office().store.read(lambda db: _news(db, version))


def _news(db: Connection, version: int) -> News | None:
    kept, before = kept_line(db, version), kept_lines(db, 1, before=version)
    if kept is None or not before:
        return None
    now = load_line(db)
    changes = changes_in_words(line_of_text(before[0].text), line_of_text(kept.text))
    return News(version, changes, can_undo=now.version == version)


def other_changes(seen: int | None) -> tuple[str, ...]:
    """What somebody else has changed since the page was opened, in words."""

    def look(db: Connection) -> tuple[str, ...]:
        then = kept_line(db, seen) if seen is not None else None
        return changes_in_words(line_of_text(then.text), load_line(db)) if then else ()

    return back_office().store.read(look)
