"""`/admin/callbacks`: promises as tasks, the one most at risk first; each with its story, and what can be done."""

from collections.abc import Mapping
from urllib.parse import urlencode

from flask import Blueprint, render_template, request, url_for
from sqlalchemy import Connection
from werkzeug.exceptions import NotFound

from admin.back_office import back_office
from admin.callback_acts import Answer, act, may_see
from admin.guard import needs
from admin.panel.callback_list import STATES, Shown, list_of
from admin.panel.callback_story import story_of
from admin.panel.search import read_search
from admin.permissions import Action
from admin.visitor import visitor
from ticket_store.callback_tasks import one_task
from ticket_store.page_of_rows import read_place

callbacks = Blueprint("callbacks", __name__, url_prefix="/admin/callbacks")


@callbacks.get("")
@needs(Action.LOOK_THROUGH)
def listed() -> str:
    """The whole page, or its rows alone when the page fetches them again."""
    whole = not request.headers.get("HX-Request")
    return _list("panel/callbacks.html" if whole else "panel/callbacks_rows.html")


@callbacks.get("/<callback_id>")
@needs(Action.KEEP_PROMISES)
def one(callback_id: str) -> str:
    """Agents come here too, for the callbacks of their departments."""
    return _one("panel/callback.html", callback_id)


@callbacks.post("/<callback_id>/<name>")
@needs(Action.KEEP_PROMISES)
def do(callback_id: str, name: str) -> str:
    """Cancel, move, reassign, ring now, mark as seen, and what takes each back; then the list or the page again.

    `on=list` says that it was done in a row of the list; the address carries the filters of that list.
    """
    who, office, form = visitor(), back_office(), request.form.to_dict()
    answer = office.store.write(lambda tx: act(tx, office.lines.line_in(tx.db), who, callback_id, name, form))
    if answer is None:
        raise NotFound
    if request.args.get("on") == "list" and who.may(Action.LOOK_THROUGH):
        return _list("panel/callbacks_done.html", answer, callback_id)
    return _one("panel/callback_done.html", callback_id, answer)


def _list(template: str, answer: Answer | None = None, done_to: str | None = None) -> str:
    who, office = visitor(), back_office()
    search = read_search(request.args, who.labels, who.departments)
    after, top = read_place(request.args.get("after")), read_place(request.args.get("top"))

    def look(db: Connection) -> Shown:
        return list_of(db, office.lines, search.filters, who.now, midnight=who.midnight, after=after, top=top)

    shown = office.store.read(look)
    kept = {field: text for field, text in search.typed.items() if text}
    place = {"after": str(after or ""), "top": str(shown.page.top or "") if shown.page else ""}
    return render_template(
        template,
        shown=shown,
        page=shown.page,
        search=search,
        states=STATES,
        first_address=_address(kept),
        next_address=_address({**kept, "after": str(shown.page.next)})
        if shown.page and shown.page.next
        else None,
        refetch_address=_address({**kept, **place}),
        filters={**kept, **place, "on": "list"},
        topics="callbacks calls agents",
        answer=answer,
        done_to=done_to,
    )


def _one(template: str, callback_id: str, answer: Answer | None = None) -> str:
    who, office = visitor(), back_office()
    task = office.store.read(lambda db: one_task(db, callback_id))
    if task is None or not may_see(who, task):
        raise NotFound
    story = office.store.read(lambda db: story_of(db, office.lines, task, who.now))
    return render_template(
        template,
        callback=story.file,
        story=story,
        task=task,
        topics=f"callback:{callback_id} callbacks",
        wants=request.args.get("do", ""),
        answer=answer,
        done_to=callback_id,
    )


def _address(arguments: Mapping[str, str]) -> str:
    asked = urlencode({name: value for name, value in arguments.items() if value})
    return f"{url_for('pages.callbacks.listed')}?{asked}"
