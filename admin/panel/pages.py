"""`/admin`: calls and tickets to look through, each with a page of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, render_template, request, url_for
from sqlalchemy import Connection
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from admin import words
from admin.back_office import back_office
from admin.guard import needs
from admin.panel.search import read_search
from admin.permissions import Action
from admin.visitor import visitor
from ticket_store.calls_view import CallFile, call_file, note_heard, recording_of
from ticket_store.case_view import case_of, person_of
from ticket_store.page_of_rows import read_place
from ticket_store.panel_view import calls_page, tickets_page
from ticket_store.timeline import timeline_of_ticket

panel = Blueprint("panel", __name__)


@dataclass(frozen=True)
class ListPage:
    """What makes one list different from the next. `states` are (value, kind of word) pairs to filter by."""

    name: str  # the template, the topic that makes it live, and the last part of the endpoint
    read: Callable[..., Any]
    states: tuple[tuple[str, str], ...]


_CALLS = ListPage(
    "calls",
    calls_page,
    (
        *((status, "call") for status in words.CALL_STATUS if status != "ended"),
        *((outcome, "outcome") for outcome in words.OUTCOME if outcome != "message"),
    ),
)
_TICKETS = ListPage("tickets", tickets_page, tuple((status, "ticket") for status in words.TICKET_STATUS))


@panel.get("/admin")
@needs(Action.LOOK_THROUGH)
def front() -> AnyResponse:
    return redirect(url_for("pages.floor.floor_page"))


@panel.get("/admin/calls")
@needs(Action.LOOK_THROUGH)
def calls() -> str:
    return _list(_CALLS)


@panel.get("/admin/tickets")
@needs(Action.LOOK_THROUGH)
def tickets() -> str:
    return _list(_TICKETS)


@panel.get("/admin/calls/<call_id>")
@needs(Action.LOOK_THROUGH)
def call(call_id: str) -> str:
    who = visitor()

    def look(db: Connection) -> CallFile | None:
        shown = call_file(db, call_id)
        return shown if shown is not None and who.sees(shown.department_key) else None

    shown = _found(look)
    return render_template("panel/call.html", call=shown, topics=f"call:{call_id} calls")


@panel.get("/admin/tickets/<ticket_id>")
@needs(Action.OPEN_CASE)
def ticket(ticket_id: str) -> str:
    """Agents come here too, for the cases of their departments."""
    who = visitor()

    def look(db: Connection) -> Mapping[str, Any] | None:
        case = case_of(db, ticket_id, who.departments)
        if case is None:
            return None
        person = person_of(db, case.customer_id) if case.customer_id else None
        return {"case": case, "person": person, "timeline": timeline_of_ticket(db, ticket_id)}

    return render_template("panel/ticket.html", **_found(look), topics=f"ticket:{ticket_id} tickets")


@panel.get("/admin/messages/<recording_id>")
@needs(Action.LISTEN)
def message(recording_id: str) -> AnyResponse:
    """The sound of a recorded message, from the store: the carrier's address is never handed out."""
    who = visitor()
    stored = _found(lambda db: recording_of(db, recording_id, who.departments))
    back_office().store.write(lambda tx: note_heard(tx, recording_id, who.now))
    response = Response(stored.media, mimetype=stored.media_type)
    response.headers["Content-Disposition"] = "inline"
    return response.make_conditional(request, accept_ranges=True, complete_length=len(stored.media))


def _found(look: Callable[[Connection], Any]) -> Any:
    """What was looked for.

    Raises: NotFound when there is none, or it is not this visitor's to see: alike.
    """
    found = back_office().store.read(look)
    if found is None:
        raise NotFound
    return found


def _list(kind: ListPage) -> str:
    """The whole page, or its rows alone when the page fetches them again."""
    who = visitor()
    search = read_search(request.args, who.labels, who.departments)
    after, top = read_place(request.args.get("after")), read_place(request.args.get("top"))
    page = back_office().store.read(lambda db: kind.read(db, search.filters, after=after, top=top))
    kept = {field: text for field, text in search.typed.items() if text}
    whole = not request.headers.get("HX-Request")
    return render_template(
        f"panel/{kind.name}.html" if whole else f"panel/{kind.name}_rows.html",
        page=page,
        search=search,
        states=kind.states,
        first_address=_address(kind, kept),
        next_address=_address(kind, {**kept, "after": str(page.next)}) if page.next else None,
        refetch_address=_address(kind, {**kept, "after": str(after or ""), "top": str(page.top or "")}),
        topics=kind.name,
        kind=kind.name,
    )


def _address(kind: ListPage, arguments: Mapping[str, str]) -> str:
    asked = urlencode({name: value for name, value in arguments.items() if value})
    return f"{url_for(f'pages.panel.{kind.name}')}?{asked}"
