"""`/admin/privacy`: what is known of a number, given away and forgotten; and what the line forgets by itself.

A number is sent in forms and never stands in an address: addresses are kept in logs and histories.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import Connection
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from admin import wording
from admin.account.fresh import fresh
from admin.back_office import back_office
from admin.guard import needs
from admin.languages import N_, gettext
from admin.permissions import Action
from admin.setup.privacy.export import export_of
from admin.setup.privacy.words import KNOWN, STAYS, WENT
from admin.visitor import visitor
from ticket_store.audit import write_audit
from ticket_store.engine import Transaction
from ticket_store.line_rows import LineMissingError, load_line
from ticket_store.privacy.erasure import OnTheLineError, erase, stays_of
from ticket_store.privacy.person_rows import Rows, person_of, rows_of
from ticket_store.privacy.person_told import counts_of
from ticket_store.privacy.privacy_book import Act, ActKind, act_of, acts, acts_with, write_act

Answer = Response | str | tuple[str, int]
privacy = Blueprint("privacy", __name__, url_prefix="/admin/privacy")
MOST_SHOWN = 20
ON_THE_LINE = N_("They are on the line, or about to be rung. Erase them after the talk.")


@dataclass(frozen=True)
class Found:
    """What the page shows of a number that was looked for."""

    number: str
    rows: Rows
    known: Mapping[str, int]
    stays: Mapping[str, int]
    before: list[Act] = field(default_factory=list)


@privacy.get("")
@needs(Action.KEEP_PRIVACY)
def overview() -> str:
    return _page()


@privacy.post("")
@needs(Action.KEEP_PRIVACY)
def look() -> Answer:
    """What is known of the number that was typed."""
    number = _typed_number()
    if number is None:
        return _page(fault=gettext(wording.NO_NUMBER)), 422
    return _page(found=_found(number))


@privacy.get("/export")
@privacy.get("/erase")
@needs(Action.KEEP_PRIVACY)
def back() -> Response:
    """Asked for again after a reload or a proof: the number was never in the address, so it is typed again."""
    return redirect(url_for("pages.privacy.overview"))


@privacy.post("/export")
@needs(Action.KEEP_PRIVACY)
@fresh
def give_away() -> Answer:
    """The file, and a line in the book that it was given."""
    number, who = _typed_number(), visitor()
    if number is None:
        return _page(fault=gettext(wording.NO_NUMBER)), 422
    made = back_office().store.read(
        lambda db: export_of(db, rows_of(db, person_of(db, number)), who.labels, who.now)
    )
    actor = who.signed_in.email

    def book(tx: Transaction) -> None:
        act_id = write_act(tx, ActKind.EXPORT, who.now, actor=actor, number=number, ended_at=who.now)
        write_audit(tx, who.now, actor, "privacy.export", f"act:{act_id}")

    back_office().store.write(book)
    answer = Response(made.zipped, mimetype="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return answer


@privacy.post("/erase")
@needs(Action.KEEP_PRIVACY)
@fresh
def forget() -> Answer:
    """They are forgotten; the report says what went and what stays."""
    number, who = _typed_number(), visitor()
    if number is None:
        return _page(fault=gettext(wording.NO_NUMBER)), 422
    try:
        told = erase(back_office().store, number, who.now, actor=who.signed_in.email)
    except OnTheLineError:
        return _page(found=_found(number), fault=gettext(ON_THE_LINE)), 409
    return redirect(url_for("pages.privacy.report", act_id=told.act_id), 303)


@privacy.get("/acts/<act_id>")
@needs(Action.KEEP_PRIVACY)
def report(act_id: str) -> str:
    """What one act did."""
    act = back_office().store.read(lambda db: act_of(db, act_id))
    if act is None:
        raise NotFound
    return render_template("setup/privacy_act.html", act=act, went=WENT, stays=STAYS)


def _page(*, found: Found | None = None, fault: str = "") -> str:
    def look_around(db: Connection) -> tuple[list[Act], list[Act], Mapping[str, object]]:
        try:
            kept: Mapping[str, object] = load_line(db).shop.retention
        except LineMissingError:
            kept = {}
        by_hand = acts(db, ActKind.ERASE, ActKind.EXPORT, most=MOST_SHOWN)
        return by_hand, acts(db, ActKind.RETENTION, most=MOST_SHOWN), kept

    by_hand, nights, kept = back_office().store.read(look_around)
    return render_template(
        "setup/privacy.html",
        found=found,
        fault=fault,
        typed=request.form.get("number", "")[:40],
        by_hand=by_hand,
        nights=nights,
        kept=kept,
        known_words=KNOWN,
        stays_words=STAYS,
    )


def _found(number: str) -> Found:
    def read(db: Connection) -> Found:
        rows = rows_of(db, person_of(db, number))
        stays = {name: many for name, many in stays_of(rows).items() if many}
        return Found(number, rows, counts_of(rows), stays, acts_with(db, number))

    return back_office().store.read(read)


def _typed_number() -> str | None:
    return wording.searched_number(request.form.get("number", "")[:40], visitor().labels.country)
