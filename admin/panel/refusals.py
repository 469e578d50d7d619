"""`/admin/refusals`: what the dial gate refused and by which rule, and the numbers that are never rung."""

from datetime import timedelta

from flask import Blueprint, render_template, request
from werkzeug.exceptions import BadRequest

from admin import wording
from admin.back_office import back_office
from admin.guard import needs
from admin.languages import N_, gettext
from admin.permissions import Action
from admin.visitor import visitor
from ticket_store.no_dial import forbid, forbidden, lift
from ticket_store.refusals import count_by_rule, list_refusals

DAYS = (1, 7, 30)
_MOST = 200
refusals = Blueprint("refusals", __name__, url_prefix="/admin/refusals")


@refusals.get("")
@needs(Action.SEE_REFUSALS)
def listed() -> str:
    """The whole page, or what changes alone when the page fetches it again."""
    return _shown("panel/refusals_now.html" if request.headers.get("HX-Request") else "panel/refusals.html")


@refusals.post("/forbid")
@needs(Action.SEE_REFUSALS)
def forbid_by_hand() -> str:
    """Never ring this number again, until somebody lifts it."""
    who = visitor()
    number = wording.searched_number(request.form.get("number", "")[:40], who.labels.country)
    if number is None:
        return _shown("panel/refusals_done.html", fault=gettext(wording.NO_NUMBER))
    actor = who.signed_in.email
    back_office().store.write(lambda tx: forbid(tx, number, "by_hand", who.now, actor=actor))
    words = gettext(N_("%(number)s is not rung any more.")) % {"number": wording.phone(number)}
    return _shown("panel/refusals_done.html", said=words, undo=("lift", number))


@refusals.post("/lift")
@needs(Action.SEE_REFUSALS)
def lift_block() -> str:
    """This number may be rung again. What was undone by mistake is forbidden by hand."""
    number, who = request.form.get("number", ""), visitor()
    if not number:
        raise BadRequest
    lifted = back_office().store.write(lambda tx: lift(tx, number, actor=who.signed_in.email, now=who.now))
    if not lifted:
        return _shown("panel/refusals_done.html", said=gettext(N_("Somebody has lifted it in the meantime.")))
    words = gettext(N_("%(number)s may be rung again.")) % {"number": wording.phone(number)}
    return _shown("panel/refusals_done.html", said=words, undo=("forbid", number))


def _shown(template: str, *, said: str = "", fault: str = "", undo: tuple[str, str] | None = None) -> str:
    who = visitor()
    days = int(request.args["days"]) if request.args.get("days") in {str(one) for one in DAYS} else 7
    since, rule = who.now - timedelta(days=days), request.args.get("rule") or None
    until = who.now + timedelta(seconds=1)
    counts, rows, blocked = back_office().store.read(
        lambda db: (
            count_by_rule(db, since, until, who.departments),
            list_refusals(db, since, until, rule, departments=who.departments, limit=_MOST),
            forbidden(db, who.now),
        )
    )
    return render_template(
        template,
        counts=counts,
        rows=rows,
        blocked=blocked,
        rule=rule,
        days=days,
        all_days=DAYS,
        most=_MOST,
        said=said,
        fault=fault,
        undo=undo,
    )
