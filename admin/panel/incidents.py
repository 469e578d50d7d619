"""`/admin/incidents`: tell callers what is broken and until when; tell those who asked when it is solved."""

from collections.abc import Callable, Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response

from admin.back_office import back_office
from admin.guard import needs
from admin.languages import N_, gettext
from admin.panel.incident_form import ENDS_IN_MINUTES, EndFault, Typed, end_of, read_typed
from admin.permissions import Action
from admin.visitor import Visitor, visitor
from admin.wording import LEFT_OUT
from ticket_store.engine import Transaction
from ticket_store.incidents import (
    ListedIncident,
    begin_incident,
    end_incident_at,
    incident_of,
    incidents_listed,
    solve_incident,
)

Answer = Response | str | tuple[str, int]
incidents = Blueprint("incidents", __name__, url_prefix="/admin/incidents")

END_FAULTS: Mapping[EndFault, str] = {
    EndFault.MISSING: N_("Choose when it ends."),
    EndFault.UNREADABLE: N_("Write the time as 2026-11-21 14:30."),
    EndFault.LEFT_OUT: LEFT_OUT,
    EndFault.OVER: N_("This time is over. Choose a later one."),
    EndFault.TOO_FAR: N_("Choose an end within 30 days."),
}
NO_TEXT = N_("Write what callers hear, in one language at least.")
NO_SOLVED_TEXT = N_("People wait for a text. Write it in one language at least.")
SOLVED_BEFORE = N_("Somebody has marked it as solved in the meantime.")


@incidents.get("")
@needs(Action.TELL_OF_INCIDENT)
def listed() -> str:
    """The whole page, or its rows alone when the page fetches them again."""
    whole = not request.headers.get("HX-Request")
    return _list(Typed(), {}) if whole else render_template("panel/incident_rows.html", incidents=_all())


@incidents.post("")
@needs(Action.TELL_OF_INCIDENT)
def begin() -> Answer:
    """Callers hear it from this moment on."""
    who = visitor()
    typed = read_typed(request.form, who.labels)
    known = not typed.department or typed.department in who.labels.departments
    if not known or not who.sees(typed.department or None):
        raise BadRequest
    ends_at = end_of(typed, who.labels, who.now)
    if isinstance(ends_at, EndFault) or not any(typed.text.values()):
        return _list(typed, _faults(ends_at, "" if any(typed.text.values()) else NO_TEXT)), 422
    incident_id = back_office().store.write(
        lambda tx: begin_incident(
            tx,
            who.now,
            text=typed.text,
            department_key=typed.department or None,
            ends_at=ends_at,
            actor=who.signed_in.email,
        )
    )
    return _to(incident_id)


@incidents.get("/<incident_id>")
@needs(Action.TELL_OF_INCIDENT)
def one(incident_id: str) -> str:
    return _one(incident_id, Typed(ends_in=""), {})


@incidents.post("/<incident_id>/end")
@needs(Action.TELL_OF_INCIDENT)
def end(incident_id: str) -> Answer:
    """Tell callers until another time, or with `now` no more; nobody is texted."""
    who = visitor()
    typed = read_typed(request.form, who.labels)
    ends_at = who.now if request.form.get("now") else end_of(typed, who.labels, who.now)
    if isinstance(ends_at, EndFault):
        return _one(incident_id, typed, _faults(ends_at)), 422

    def move(tx: Transaction) -> None:
        end_incident_at(tx, incident_id, ends_at, who.now, actor=who.signed_in.email)

    return _changed(incident_id, move)


@incidents.post("/<incident_id>/solve")
@needs(Action.TELL_OF_INCIDENT)
def solve(incident_id: str) -> Answer:
    """It is over: callers hear no more of it, and everybody who asked gets the text."""
    who = visitor()
    typed = read_typed(request.form, who.labels)
    if _found(incident_id).listeners and not any(typed.text.values()):
        return _one(incident_id, typed, {"text": gettext(NO_SOLVED_TEXT)}), 422

    def work(tx: Transaction) -> None:
        solve_incident(tx, incident_id, who.now, solved_text=typed.text, actor=who.signed_in.email)

    return _changed(incident_id, work)


def _changed(incident_id: str, work: Callable[[Transaction], None]) -> Answer:
    """Do it and show the incident; where somebody was quicker, say so instead.

    Raises: NotFound, also where it is told to callers whom this visitor does not look after.
    """
    if not visitor().sees(_found(incident_id).department_key):
        raise NotFound
    try:
        back_office().store.write(work)
    except ValueError:
        return _one(incident_id, Typed(ends_in=""), {"state": gettext(SOLVED_BEFORE)}), 409
    return _to(incident_id)


def _faults(ends_at: object, text: str = "") -> dict[str, str]:
    faults = {"end": gettext(END_FAULTS[ends_at])} if isinstance(ends_at, EndFault) else {}
    return faults | ({"text": gettext(text)} if text else {})


def _list(typed: Typed, faults: Mapping[str, str]) -> str:
    who = visitor()
    return render_template(
        "panel/incidents.html",
        incidents=_all(),
        departments=[key for key in who.labels.departments if who.sees(key)],
        whole_shop=who.sees(None),
        typed=typed,
        faults=faults,
        ends_in=ENDS_IN_MINUTES,
    )


def _one(incident_id: str, typed: Typed, faults: Mapping[str, str]) -> str:
    shown = _found(incident_id)
    return render_template(
        "panel/incident.html",
        incident=shown,
        theirs=visitor().sees(shown.department_key),
        state=state_of(shown, visitor()),
        typed=typed,
        faults=faults,
        ends_in=ENDS_IN_MINUTES,
    )


def _all() -> list[tuple[ListedIncident, str]]:
    """Each incident with its state, the newest first."""
    who = visitor()
    listed = back_office().store.read(incidents_listed)
    return [(one, state_of(one, who)) for one in listed if _may_read(one, who)]


def state_of(incident: ListedIncident, who: Visitor) -> str:
    """`told`, `ended` (callers hear it no more, nobody was texted) or `solved`."""
    if incident.solved_at is not None:
        return "solved"
    return "told" if incident.is_live(who.now) else "ended"


def _may_read(incident: ListedIncident, who: Visitor) -> bool:
    """What every caller hears is everybody's to know."""
    return incident.department_key is None or who.sees(incident.department_key)


def _found(incident_id: str) -> ListedIncident:
    found = back_office().store.read(lambda db: incident_of(db, incident_id))
    if found is None or not _may_read(found, visitor()):
        raise NotFound
    return found


def _to(incident_id: str) -> Response:
    return redirect(url_for("pages.incidents.one", incident_id=incident_id), 303)
