"""`/desk/talk/...`: what an agent does in the talk: hold, ask a colleague, talk by three, pass on, end.

Every form names its call: a click that comes late never hits the talk that came after.
"""

from collections.abc import Callable
from typing import TypedDict

from flask import Blueprint, request
from werkzeug.exceptions import BadRequest

from admin.back_office import back_office
from admin.desk.showing import done
from admin.guard import needs
from admin.permissions import Action
from admin.visitor import Visitor
from call_routing.talking import consulting, supervision, transfers
from call_routing.talking.takers import NotPossible
from call_routing.talking.talk import end_talk
from callbacks.ringing.legs import leave_before_talk
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.work_in_hand import Stage, Work, current_work

TOO_LATE = NotPossible("not_talking")
talk = Blueprint("talk", __name__, url_prefix="/talk")

Do = Callable[[Transaction, Line, Visitor, str], object]


@talk.post("/hold")
@needs(Action.ANSWER)
def hold() -> str:
    return _in_talk(lambda tx, _line, who, call_id: consulting.hold_customer(tx, call_id, who.now))


@talk.post("/back")
@needs(Action.ANSWER)
def back() -> str:
    return _in_talk(lambda tx, _line, who, call_id: consulting.unhold_customer(tx, call_id, who.now))


@talk.post("/ask")
@needs(Action.ANSWER)
def ask() -> str:
    """Ring a colleague, or the best free one of a department; the customer hears music meanwhile."""
    whom = _whom()
    return _in_talk(
        lambda tx, line, who, call_id: consulting.consult(
            tx, line, call_id, who.signed_in.id, who.now, **whom
        )
    )


@talk.post("/cancel")
@needs(Action.ANSWER)
def cancel() -> str:
    """The colleague is not needed any more."""
    return _in_talk(lambda tx, line, who, call_id: consulting.cancel_consult(tx, line, call_id, who.now))


@talk.post("/three")
@needs(Action.ANSWER)
def three() -> str:
    return _in_talk(lambda tx, line, who, call_id: consulting.join_three(tx, line, call_id, who.now))


@talk.post("/hand-over")
@needs(Action.ANSWER)
def hand_over() -> str:
    """The colleague who was asked takes the customer over."""
    return _in_talk(lambda tx, line, who, call_id: transfers.complete_transfer(tx, line, call_id, who.now))


@talk.post("/pass-on")
@needs(Action.ANSWER)
def pass_on() -> str:
    """Pass the customer on without asking anybody before; where nobody could take them, nothing happens."""
    whom = _whom()
    return _in_talk(
        lambda tx, line, who, call_id: transfers.transfer_blind(
            tx, line, call_id, who.signed_in.id, who.now, **whom
        )
    )


@talk.post("/end")
@needs(Action.ANSWER)
def end() -> str:
    """End the talk in hand; before customer and agent have met, the agent lets go of them."""
    return _in_talk(
        lambda tx, line, who, call_id: (
            end_talk(tx, call_id, who.now) or leave_before_talk(tx, line, call_id, who.signed_in.id, who.now)
        )
    )


@talk.post("/leave")
@needs(Action.ANSWER)
def leave() -> str:
    """Whoever was asked, or listens, goes; the talk of the others goes on."""

    def go(tx: Transaction, line: Line, who: Visitor, work: Work) -> bool:
        match work.purpose:
            case "consult":
                return consulting.cancel_consult(tx, line, work.call_id or "", who.now)
            case "listen":
                return supervision.stop_watching(tx, who.signed_in.id, who.now, actor=who.signed_in.email)
            case _:
                return False

    return _with_work(go)


class Whom(TypedDict):
    """A colleague, or a department: one of them."""

    agent_id: str | None
    department_key: str | None


def _whom() -> Whom:
    """Who was chosen."""
    agent_id, department_key = request.form.get("agent") or None, request.form.get("department") or None
    if (agent_id is None) == (department_key is None):
        raise BadRequest
    return Whom(agent_id=agent_id, department_key=department_key)


def _in_talk(do: Do) -> str:
    """Do it to the call in which this agent talks with the customer; not where they only help or listen."""
    return _with_work(
        lambda tx, line, who, work: (
            do(tx, line, who, work.call_id or "") if work.purpose == "answer" else False
        )
    )


def _with_work(do: Callable[[Transaction, Line, Visitor, Work], object]) -> str:
    """Do it to the talk for which the button was shown, where the agent is still in that one.

    `do` answers False, or why not, where nothing came of it: then the page says so.
    """
    meant, lines = request.form.get("call", ""), back_office().lines

    def act(tx: Transaction, who: Visitor) -> NotPossible | None:
        work = current_work(tx.db, who.signed_in.id, who.now)
        if work.stage is not Stage.TALK or not meant or work.call_id != meant:
            return TOO_LATE
        came = do(tx, lines.line_in(tx.db), who, work)
        if isinstance(came, NotPossible):
            return came
        return TOO_LATE if came is False else None

    return done(act)
