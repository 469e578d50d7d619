"""The desk is shown after everything that is done on it, as it is then."""

from collections.abc import Callable

from flask import render_template

from admin.back_office import back_office
from admin.callback_acts import Answer
from admin.desk.refusals import why_not
from admin.desk.softphone import BROWSER
from admin.desk.view import desk_view, due_soon
from admin.visitor import Visitor, visitor
from call_routing.talking.takers import NotPossible
from ticket_store.engine import Transaction
from ticket_store.work_in_hand import Stage


def done(work: Callable[[Transaction, Visitor], NotPossible | None]) -> str:
    """Do it in one transaction, then show the desk. `work` may answer why it could not be done."""
    who = visitor()
    refused = back_office().store.write(lambda tx: work(tx, who))
    return shown("desk/done.html", notice=None if refused is None else why_not(refused, who))


def shown(
    template: str, notice: str | None = None, *, answer: Answer | None = None, done_to: str = ""
) -> str:
    """The desk of the visitor, whole or its columns alone; `answer` is what was done to the callback `done_to`.

    `phone`: this browser is the agent's telephone. `no_phone`: it should be, and the shop has no keys for it.
    """
    who = visitor()
    office = back_office()
    view = office.store.read(lambda db: desk_view(db, office.lines, who))
    return render_template(
        template,
        desk=view,
        notice=notice,
        answer=answer,
        done_to=done_to,
        urgency=due_soon,
        Stage=Stage,
        phone=view.status.rings == BROWSER and office.softphone is not None,
        no_phone=view.status.rings == BROWSER and office.softphone is None and not office.simulated,
    )
