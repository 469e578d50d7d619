"""Promises at the desk: an agent asks for one for a customer, and looks after those of the own departments."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request
from werkzeug.exceptions import BadRequest, NotFound

from admin import wording
from admin.back_office import back_office
from admin.callback_acts import Answer, Undo, act
from admin.desk.showing import shown
from admin.guard import needs
from admin.languages import N_, gettext
from admin.permissions import Action
from admin.typed_text import clean, exact_time
from admin.visitor import Visitor, visitor
from callbacks.promising.requests import request_callback
from callbacks.promising.slot_book import offered_slots
from callbacks.wishes import CallbackAlreadyPromised, CallbackRefused, CallbackWish
from ticket_store.customers import customer_by_number
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.work_in_hand import Work, current_work

LONGEST_NOTE = 1000
REFUSED = N_("We cannot promise a callback to this number. Ask for another one.")
_AT_THE_DESK = frozenset({"ring-now", "seen", "unseen", "cancel", "reopen"})
callbacks = Blueprint("callbacks", __name__, url_prefix="/callbacks")


@dataclass(frozen=True)
class Asked:
    """What the agent typed so far, to be shown again beside its fault."""

    number: str
    department: str
    wanted_from: str
    note: str
    fault: str = ""


@callbacks.get("/ask")
@needs(Action.ANSWER)
def form() -> str:
    """The form, filled in from the call in hand; another department brings its own times."""
    who = visitor()
    work = back_office().store.read(lambda db: current_work(db, who.signed_in.id, who.now))
    known = request.args
    department = known.get("department") or work.department_key or next(iter(who.signed_in.departments), "")
    return _form(
        Asked(
            number=known.get("number", wording.phone(work.number) if work.number else "")[:40],
            department=department
            if department in who.labels.departments
            else next(iter(who.labels.departments), ""),
            wanted_from="",
            note=clean(known.get("note", ""), longest=LONGEST_NOTE),
        )
    )


@callbacks.get("/ask/closed")
@needs(Action.ANSWER)
def closed() -> str:
    """The form is put away."""
    return render_template("desk/ask_closed.html", answer=None, done_to="")


@callbacks.post("")
@needs(Action.ANSWER)
def ask() -> str:
    """Promise a callback to the number that the agent typed; the answer stands above the desk."""
    who, office = visitor(), back_office()
    typed = Asked(
        number=request.form.get("number", "")[:40],
        department=request.form.get("department", ""),
        wanted_from=request.form.get("wanted_from", ""),
        note=clean(request.form.get("note", ""), longest=LONGEST_NOTE).strip(),
    )
    number = wording.searched_number(typed.number, who.labels.country)
    if number is None:
        return _form(typed, wording.NO_NUMBER)

    def work(tx: Transaction) -> tuple[Answer, str] | None:
        line = office.lines.line_in(tx.db)
        if typed.department not in line.departments:
            raise BadRequest
        return _promise(tx, line, who, typed, number)

    promised = office.store.write(work)
    if promised is None:
        return _form(typed, REFUSED)
    answer, callback_id = promised
    return render_template("desk/ask_closed.html", answer=answer, done_to=callback_id)


@callbacks.post("/<callback_id>/<name>")
@needs(Action.ANSWER)
def do(callback_id: str, name: str) -> str:
    """Ring now, mark as seen, cancel, and what takes each back; then the desk as it is."""
    if name not in _AT_THE_DESK:
        raise NotFound
    who, office, fields = visitor(), back_office(), request.form.to_dict()
    answer = office.store.write(
        lambda tx: act(tx, office.lines.line_in(tx.db), who, callback_id, name, fields)
    )
    if answer is None:
        raise NotFound
    return shown("desk/done.html", answer=answer, done_to=callback_id)


def _promise(
    tx: Transaction, line: Line, who: Visitor, typed: Asked, number: str
) -> tuple[Answer, str] | None:
    """The answer and the callback; None when the dial gate said no, which is kept."""
    in_hand = current_work(tx.db, who.signed_in.id, who.now)
    wish = CallbackWish(
        customer_number=number,
        department_key=typed.department,
        language=_language(tx, line, in_hand, number),
        asked_through="desk",
        ticket_id=in_hand.ticket_id if _is_about(in_hand, number, typed.department) else None,
        wanted_from=exact_time(typed.wanted_from),
        matter=typed.note or None,
        actor=who.signed_in.email,
    )
    match request_callback(tx, line, wish, who.now):
        case CallbackRefused():
            return None
        case CallbackAlreadyPromised() as promised:
            answer = Answer(N_("Promised already: %(window)s."), promised=promised)
        case promised:
            words = N_("Promised: %(window)s. The customer is told.")
            answer = Answer(words, undo=Undo("cancel"), promised=promised)
    return answer, promised.callback_id


def _is_about(work: Work, number: str, department: str) -> bool:
    return work.number == number and work.department_key == department


def _language(tx: Transaction, line: Line, work: Work, number: str) -> str:
    """That of the talk in hand, else the one that the customer chose, else the shop's first."""
    if work.number == number and work.language in line.shop.languages:
        return work.language
    known = customer_by_number(tx.db, number)
    chosen = known.language if known is not None else None
    return chosen if chosen in line.shop.languages else line.shop.languages[0]


def _form(typed: Asked, fault: str = "") -> str:
    who, office = visitor(), back_office()
    slots = office.store.read(
        lambda db: (
            offered_slots(db, office.lines.line_in(db), typed.department, who.now) if typed.department else []
        )
    )
    return render_template("desk/ask.html", typed=typed, slots=slots, fault=gettext(fault) if fault else "")
