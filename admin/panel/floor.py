"""`/admin/floor`: who waits, who works, which talks go on; supervisors listen, whisper and join."""

import re

from flask import Blueprint, render_template, request
from werkzeug.exceptions import BadRequest, NotFound

from admin.back_office import back_office
from admin.guard import needs
from admin.languages import N_, gettext
from admin.panel.attention import chips, offline
from admin.panel.floor_view import floor_view, may_listen, sees
from admin.permissions import Action
from admin.visitor import visitor
from call_routing.talking.supervision import Mode, stop_watching, watch
from ticket_store.calls import call_by_id
from ticket_store.engine import Transaction

NOT_NOW = N_("This talk is over, or you are busy yourself.")
NOTHING_TO_STOP = N_("You are in no talk any more.")
_INDENT = re.compile(r"\s*\n\s*")  # a quarter of a page with hundreds of rows
floor = Blueprint("floor", __name__, url_prefix="/admin/floor")


@floor.get("")
@needs(Action.WATCH_FLOOR)
def floor_page() -> str:
    """The whole page, or what changes alone when the page fetches it again; `?wall=1` for a screen on the wall."""
    return _shown()


@floor.post("/calls/<call_id>/listen")
@needs(Action.LISTEN_TO_TALK)
def listen(call_id: str) -> str:
    """Ring the supervisor, who hears the talk; asked again with another mode, how they hear it changes."""
    try:
        mode = Mode(request.form.get("mode", ""))
    except ValueError:
        raise BadRequest from None
    who, office = visitor(), back_office()
    me = who.signed_in

    def work(tx: Transaction) -> bool:
        asked = call_by_id(tx, call_id)
        if asked is not None and not sees(who, asked.department_key):
            raise NotFound
        return watch(tx, office.lines.line_in(tx.db), me.id, call_id, mode, who.now, actor=me.email)

    return _shown("" if office.store.write(work) else gettext(NOT_NOW))


@floor.post("/stop")
@needs(Action.LISTEN_TO_TALK)
def stop() -> str:
    """The supervisor leaves; the talk goes on."""
    who = visitor()
    me = who.signed_in
    left = back_office().store.write(lambda tx: stop_watching(tx, me.id, who.now, actor=me.email))
    return _shown("" if left else gettext(NOTHING_TO_STOP))


def _shown(notice: str = "") -> str:
    who = visitor()
    office = back_office()
    shown = office.store.read(lambda db: floor_view(db, who, office.lines))
    name = "wall" if request.args.get("wall") == "1" else "floor"
    page = render_template(
        f"panel/{name}_now.html" if request.headers.get("HX-Request") else f"panel/{name}.html",
        floor=shown,
        notice=notice,
        may_listen=lambda call: may_listen(call, who),
        chips=chips(shown.people) if name == "wall" else [],
        offline=offline(shown.people),
    )
    return _INDENT.sub("\n", page)
