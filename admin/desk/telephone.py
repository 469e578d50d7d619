"""`/desk/telephone`: how an agent changes the status without this page, and the PIN for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from admin.back_office import back_office
from admin.guard import needs
from admin.languages import N_, gettext
from admin.permissions import Action
from admin.visitor import Visitor, visitor
from call_routing.people.pins import PinFault, PinRefusedError, hash_pin
from ticket_store.audit import write_audit
from ticket_store.desk_view import my_status
from ticket_store.engine import Transaction
from ticket_store.pins_kept import has_pin, pin_lock, set_pin

telephone = Blueprint("telephone", __name__, url_prefix="/telephone")
# The words that the shop's number understands in a text (ivr.text_line), one for each status in each language.
TEXT_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {"available": "available", "away": "away", "offline": "offline"},
    "pl": {"available": "dostępny", "away": "przerwa", "offline": "koniec"},
    "cs": {"available": "dostupný", "away": "pauza", "offline": "konec"},
    "fi": {"available": "vapaana", "away": "tauolla", "offline": "poissa"},
}
ASKING_WORD: Mapping[str, str] = {"en": "status", "pl": "stan", "cs": "stav", "fi": "tila"}
_FAULTS: Mapping[PinFault, str] = {
    PinFault.DIGITS: N_("A PIN has 4 to 8 digits and nothing else."),
    PinFault.TOO_EASY: N_("This PIN is guessed first. Take no digits in a row and not the same ones again."),
}


@dataclass(frozen=True)
class MyTelephone:
    """`rings` is where calls ring (browser, a number, sip:...); `numbers` are the shop's, in their order."""

    rings: str
    has_pin: bool
    numbers: tuple[str, ...]
    locked_until: datetime | None

    @property
    def can_call(self) -> bool:
        """Only a telephone number can be recognised when it calls or texts."""
        return self.rings.startswith("+")


@telephone.get("")
@needs(Action.ANSWER)
def page() -> str:
    return _shown()


@telephone.post("/pin")
@needs(Action.ANSWER)
def pin() -> Response | tuple[str, int]:
    """Take on a new PIN, which is never shown again; `remove` takes it away."""
    try:
        hashed = None if "remove" in request.form else hash_pin(request.form.get("pin", "").strip())
    except PinRefusedError as refused:
        return _shown(fault=gettext(_FAULTS[refused.fault])), 422
    who = visitor()
    back_office().store.write(lambda tx: _keep(tx, who, hashed))
    return redirect(url_for("pages.desk.telephone.page", kept=1), code=303)


def _keep(tx: Transaction, who: Visitor, hashed: str | None) -> None:
    me = who.signed_in
    before = {"pin": has_pin(tx.db, me.id)}
    set_pin(tx, me.id, hashed)
    write_audit(
        tx, who.now, me.email, "agent.pin", me.email, before=before, after={"pin": hashed is not None}
    )


def _shown(fault: str | None = None) -> str:
    who, office = visitor(), back_office()

    def look(db: Connection) -> MyTelephone:
        me = who.signed_in.id
        numbers = tuple(office.lines.line_in(db).dids)
        return MyTelephone(
            my_status(db, me, who.now).rings, has_pin(db, me), numbers, pin_lock(db, me, who.now)
        )

    return render_template(
        "desk/telephone.html",
        mine=office.store.read(look),
        fault=fault,
        kept=bool(request.args.get("kept")),
        text_words=TEXT_WORDS,
        asking_word=ASKING_WORD,
    )
