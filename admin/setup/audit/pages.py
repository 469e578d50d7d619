"""`/admin/audit`: who changed what, before and after; searched, read, taken along as a file."""

import json
from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request, url_for
from sqlalchemy import Connection

from admin.back_office import back_office
from admin.guard import needs
from admin.permissions import Action
from admin.reports.cells import Kind, Value, exported
from admin.reports.exports import CSV_TYPE, csv_lines
from admin.setup.audit.changed import MOST, changed
from admin.setup.audit.search import read_audit_search
from admin.setup.audit.words import KINDS, action_word
from admin.visitor import visitor
from ticket_store.audit import write_audit
from ticket_store.audit_view import AuditRow, agent_addresses, audit_page, audit_rows
from ticket_store.page_of_rows import Page, read_place

audit = Blueprint("audit", __name__, url_prefix="/admin/audit")
_HEAD = ("at", "actor", "action", "subject", "before", "after")


@audit.get("")
@needs(Action.READ_AUDIT)
def listed() -> str:
    search = read_audit_search(request.args, visitor().labels)
    after = read_place(request.args.get("after"))

    def look(db: Connection) -> tuple[Page[AuditRow], Mapping[str, str]]:
        return audit_page(db, search.filters, after=after, top=None), agent_addresses(db)

    page, addresses = back_office().store.read(look)
    kept = {field: text for field, text in search.typed.items() if text}
    return render_template(
        "setup/audit.html",
        page=page,
        search=search,
        kinds=KINDS,
        action_word=action_word,
        changed=changed,
        most=MOST,
        place_of=_place_of,
        named=lambda subject: _named(subject, addresses),
        next_address=_address({**kept, "after": str(page.next)}) if page.next else None,
        export_address=f"{url_for('pages.audit.export')}?{urlencode(kept)}",
    )


@audit.get("/audit.csv")
@needs(Action.READ_AUDIT)
def export() -> Response:
    """All that the filters ask for, a row for each change; times are UTC, states are JSON."""
    who = visitor()
    search = read_audit_search(request.args, who.labels)

    def look(db: Connection) -> list[list[Value]]:
        return [_cells(row) for row in audit_rows(db, search.filters)]

    rows = back_office().store.read(look)
    asked = {name: text for name, text in search.typed.items() if text}
    me = who.signed_in.email
    back_office().store.write(lambda tx: write_audit(tx, who.now, me, "audit.export", "audit", after=asked))
    made: Iterator[str] = csv_lines(_HEAD, rows)
    answer = Response(made, content_type=CSV_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="audit-{who.now:%Y-%m-%d}.csv"'
    return answer


def _cells(row: AuditRow) -> list[Value]:
    states = (
        json.dumps(state, ensure_ascii=False) if state is not None else ""
        for state in (row.before, row.after)
    )
    values = (row.at.isoformat(), row.actor, row.action, row.subject, *states)
    return [exported(value, Kind.TEXT) for value in values]


def _named(subject: str, addresses: Mapping[str, str]) -> str:
    """The subject with people by their addresses, where it has them by their ids."""
    return " ".join(addresses.get(word, word) for word in subject.split(" "))


def _place_of(subject: str) -> str | None:
    """Where the subject is looked at, where it has a page of its own."""
    kind, _, name = subject.partition(":")
    match kind:
        case "ticket":
            return url_for("pages.panel.ticket", ticket_id=name)
        case "call":
            return url_for("pages.panel.call", call_id=name)
    return None


def _address(arguments: Mapping[str, str]) -> str:
    return f"{url_for('pages.audit.listed')}?{urlencode(arguments)}"
