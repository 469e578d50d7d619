"""`/desk`: one page that an agent keeps open all day, and the few things that can be done on it."""

from datetime import timedelta

from flask import Blueprint, render_template, request
from werkzeug.exceptions import BadRequest, NotFound

from admin.back_office import back_office
from admin.desk.callbacks import callbacks
from admin.desk.showing import done, shown
from admin.desk.softphone import softphone
from admin.desk.talk import talk
from admin.desk.telephone import telephone
from admin.guard import needs
from admin.permissions import Action
from admin.typed_text import clean
from admin.visitor import Visitor, visitor
from call_routing.people import presence
from call_routing.people.agent_status import (
    AgentStatus,
    choose_next_status,
    choose_status,
    end_wrap_up,
    extend_wrap_up,
)
from ticket_store.calls_view import ticket_of_call
from ticket_store.case_view import case_of
from ticket_store.desk_view import my_status
from ticket_store.engine import Transaction
from ticket_store.notes import set_disposition, write_note
from ticket_store.solving import open_again, solve
from ticket_store.work_in_hand import Stage, current_work

MORE_TIME = timedelta(seconds=60)
LONGEST_NOTE = 10_000
desk = Blueprint("desk", __name__, url_prefix="/desk")
desk.register_blueprint(callbacks)
desk.register_blueprint(talk)
desk.register_blueprint(telephone)
desk.register_blueprint(softphone)


@desk.get("")
@needs(Action.ANSWER)
def desk_page() -> str:
    return shown("desk.html")


@desk.get("/now")
@needs(Action.ANSWER)
def now() -> str:
    """The three columns alone, fetched again whenever something changed."""
    return shown("desk/columns.html")


@desk.post("/beat")
@needs(Action.ANSWER)
def beat() -> tuple[str, int]:
    """The browser of this agent can be rung: said every 10 s by the tab that leads."""
    who = visitor()
    back_office().store.write(lambda tx: presence.beat(tx, who.signed_in.id, who.now))
    return "", 204


@desk.post("/status")
@needs(Action.ANSWER)
def status() -> str:
    """Take on a status at once; in a talk, after this call. What rings already may still be answered.

    Whoever only helps or listens has no wrap-up that could bring a wish true, and takes it on at once, too.
    """
    try:
        chosen = AgentStatus(request.form.get("status", ""))
    except ValueError:
        raise BadRequest from None

    lines = back_office().lines

    def choose(tx: Transaction, who: Visitor) -> None:
        me, work = who.signed_in, current_work(tx.db, who.signed_in.id, who.now)
        if work.stage is Stage.TALK and work.purpose == "answer":
            same = my_status(tx.db, me.id, who.now).chosen == chosen
            choose_next_status(tx, me.id, None if same else chosen)
        else:
            choose_status(tx, me.id, chosen, who.now, actor=me.email, at_desk=True, line=lines.line_in(tx.db))

    return done(choose)


@desk.post("/wrap-up/end")
@needs(Action.ANSWER)
def wrap_up_end() -> str:
    lines = back_office().lines
    return done(lambda tx, who: end_wrap_up(tx, who.signed_in.id, who.now, line=lines.line_in(tx.db)))


@desk.post("/wrap-up/more")
@needs(Action.ANSWER)
def wrap_up_more() -> str:
    return done(lambda tx, who: extend_wrap_up(tx, who.signed_in.id, who.now, MORE_TIME))


@desk.post("/note")
@needs(Action.ANSWER)
def note() -> str:
    """Save what has been typed so far. The page names case and call: the next call may be there already."""
    ticket_id, call_id = request.form.get("ticket", ""), request.form.get("call") or None
    text = clean(request.form.get("note", ""), longest=LONGEST_NOTE)

    who = visitor()

    def save(tx: Transaction) -> None:
        _check_in_reach(tx, who, ticket_id)
        if call_id is not None and ticket_of_call(tx.db, call_id) != ticket_id:
            raise BadRequest
        write_note(
            tx, ticket_id=ticket_id, agent_id=who.signed_in.id, call_id=call_id, text=text, now=who.now
        )

    back_office().store.write(save)
    return render_template("desk/note_saved.html")


@desk.post("/disposition")
@needs(Action.ANSWER)
def disposition() -> str:
    """Say how the case came out, with one of the words of its department; no word takes it back."""
    ticket_id, chosen = request.form.get("ticket", ""), request.form.get("disposition") or None

    def choose(tx: Transaction, who: Visitor) -> None:
        _check_in_reach(tx, who, ticket_id)
        case = case_of(tx.db, ticket_id)
        label = who.labels.departments.get(case.department_key) if case else None
        if label is None or (chosen is not None and chosen not in label.dispositions):
            raise BadRequest
        set_disposition(tx, ticket_id, chosen, who.now, actor=who.signed_in.email)

    return done(choose)


@desk.post("/solved")
@needs(Action.ANSWER)
def solved() -> str:
    """The case is solved, or with `again` was not after all: an undo instead of "are you sure"."""
    ticket_id, again = request.form.get("ticket", ""), bool(request.form.get("again"))

    def turn(tx: Transaction, who: Visitor) -> None:
        _check_in_reach(tx, who, ticket_id)
        change = open_again if again else solve
        change(tx, ticket_id, who.now, actor=who.signed_in.email)

    return done(turn)


def _check_in_reach(tx: Transaction, who: Visitor, ticket_id: str) -> None:
    """The case in hand, or one of the agent's departments.

    Raises: NotFound for a case that does not exist or is none of theirs, alike.
    """
    in_hand = current_work(tx.db, who.signed_in.id, who.now).ticket_id
    if ticket_id != in_hand and case_of(tx.db, ticket_id, who.departments) is None:
        raise NotFound
