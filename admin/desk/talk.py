"""`/desk/talk/...`: what an agent does in the talk: hold, ask a colleague, talk by three, pass on, end.

Every form names its call: a click that comes late never hits the talk that came after.
"""

from collections.abc import Callable

from flask import Blueprint, request
from werkzeug.exceptions import BadRequest

from admin.desk.showing import done
from admin.guard import needs
from admin.permissions import Action
from admin.visitor import Visitor
from call_routing import supervision, transfers
from call_routing.takers import NotPossible
from call_routing.talk import end_talk
from callbacks.legs import leave_before_talk
from ticket_store.engine import Transaction
from ticket_store.line_rows import load_line
from ticket_store.work_in_hand import Stage, Work, current_work

TOO_LATE = NotPossible("not_talking")
talk = Blueprint("talk", __name__, url_prefix="/talk")

Do = Callable[[Transaction, Visitor, str], bool]


@talk.post("/hold")
@needs(Action.ANSWER)
def hold() -> str:
    return _in_talk(lambda tx, who, call_id: transfers.hold_customer(tx, call_id, who.now))


@talk.post("/back")
@needs(Action.ANSWER)
def back() -> str:
    return _in_talk(lambda tx, who, call_id: transfers.unhold_customer(tx, call_id, who.now))


@talk.post("/ask")
@needs(Action.ANSWER)
def ask() -> str:
    """Ring a colleague, or the best free one of a department; the customer hears music meanwhile."""
    agent_id, department_key = _whom()
    meant = _call_meant()

    def work(tx: Transaction, who: Visitor) -> NotPossible | None:
        call_id = _call_in_hand(tx, who, meant)
        if call_id is None:
            return TOO_LATE
        asked = transfers.consult(
            tx,
            load_line(tx.db),
            call_id,
            who.signed_in.id,
            who.now,
            agent_id=agent_id,
            department_key=department_key,
        )
        return asked if isinstance(asked, NotPossible) else None

    return done(work)


@talk.post("/cancel")
@needs(Action.ANSWER)
def cancel() -> str:
    """The colleague is not needed any more."""
    return _in_talk(lambda tx, who, call_id: transfers.cancel_consult(tx, load_line(tx.db), call_id, who.now))


@talk.post("/three")
@needs(Action.ANSWER)
def three() -> str:
    return _in_talk(lambda tx, who, call_id: transfers.join_three(tx, load_line(tx.db), call_id, who.now))


@talk.post("/hand-over")
@needs(Action.ANSWER)
def hand_over() -> str:
    """The colleague who was asked takes the customer over."""
    return _in_talk(
        lambda tx, who, call_id: transfers.complete_transfer(tx, load_line(tx.db), call_id, who.now)
    )


@talk.post("/pass-on")
@needs(Action.ANSWER)
def pass_on() -> str:
    """Pass the customer on without asking anybody before; where nobody could take them, nothing happens."""
    agent_id, department_key = _whom()
    meant = _call_meant()

    def work(tx: Transaction, who: Visitor) -> NotPossible | None:
        call_id = _call_in_hand(tx, who, meant)
        if call_id is None:
            return TOO_LATE
        passed = transfers.transfer_blind(
            tx,
            load_line(tx.db),
            call_id,
            who.signed_in.id,
            who.now,
            agent_id=agent_id,
            department_key=department_key,
        )
        return passed if isinstance(passed, NotPossible) else None

    return done(work)


@talk.post("/end")
@needs(Action.ANSWER)
def end() -> str:
    """End the talk in hand; before customer and agent have met, the agent lets go of them."""
    return _in_talk(
        lambda tx, who, call_id: (
            end_talk(tx, call_id, who.now)
            or leave_before_talk(tx, load_line(tx.db), call_id, who.signed_in.id, who.now)
        )
    )


@talk.post("/leave")
@needs(Action.ANSWER)
def leave() -> str:
    """Whoever was asked, or listens, goes; the talk of the others goes on."""
    meant = _call_meant()

    def work(tx: Transaction, who: Visitor) -> NotPossible | None:
        me, work = who.signed_in, _work_in_hand(tx, who, meant)
        left = False
        match work.purpose if work else None:
            case "consult" if work is not None and work.call_id is not None:
                left = transfers.cancel_consult(tx, load_line(tx.db), work.call_id, who.now)
            case "listen":
                left = supervision.stop_watching(tx, me.id, who.now, actor=me.email)
        return None if left else TOO_LATE

    return done(work)


def _whom() -> tuple[str | None, str | None]:
    """The agent's id or the department's key that was chosen: one of them."""
    agent_id, department_key = request.form.get("agent") or None, request.form.get("department") or None
    if (agent_id is None) == (department_key is None):
        raise BadRequest
    return agent_id, department_key


def _in_talk(do: Do) -> str:
    """Do it to the talk in hand; say so when it came too late."""
    meant = _call_meant()

    def work(tx: Transaction, who: Visitor) -> NotPossible | None:
        call_id = _call_in_hand(tx, who, meant)
        return None if call_id is not None and do(tx, who, call_id) else TOO_LATE

    return done(work)


def _call_meant() -> str:
    """The call for which the button that was clicked had been shown."""
    return request.form.get("call", "")


def _call_in_hand(tx: Transaction, who: Visitor, meant: str) -> str | None:
    """The call in which this agent talks with the customer; not one in which they help or listen."""
    work = _work_in_hand(tx, who, meant)
    return work.call_id if work is not None and work.purpose == "answer" else None


def _work_in_hand(tx: Transaction, who: Visitor, meant: str) -> Work | None:
    """The talk in which this agent is, where it is the one that was meant."""
    work = current_work(tx.db, who.signed_in.id, who.now)
    return work if work.stage is Stage.TALK and meant and work.call_id == meant else None
