"""What people do to a callback, on the list, on its page and at the desk: each act, its answer, its undo."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from admin import wording
from admin.languages import N_, gettext, here
from admin.typed_text import exact_time
from admin.visitor import Visitor, visitor
from callbacks.promising.moving import mark_seen, move_callback, reassign_callback, ring_now
from callbacks.promising.reopening import reopen_callback
from callbacks.promising.requests import cancel_callback
from callbacks.wishes import CallbackAlreadyPromised, CallbackPromised, CallbackRefused
from ticket_store.agents import agent_by_id
from ticket_store.callback_tasks import CallbackTask, one_task, unsee
from ticket_store.engine import Transaction
from ticket_store.line import Line

TOO_LATE = N_("That came too late: the callback has changed meanwhile.")
NOT_RUNG_NOW = N_("Nobody can be rung for it now: it is closed, or the callback has changed meanwhile.")
NO_TIME = N_("No time is free. Cancel it, or ring the customer yourself.")


@dataclass(frozen=True)
class Undo:
    """The act that takes it back, with its fields."""

    act: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """One sentence of what happened; `done` is false where nothing did.

    The sentence is made when it is shown: the transaction knows no language.
    """

    words: str
    done: bool = True
    undo: Undo | None = None
    name: str = ""
    promised: CallbackPromised | CallbackAlreadyPromised | None = None

    @property
    def said(self) -> str:
        who, window = visitor(), ""
        if self.promised is not None:
            start, end = self.promised.promised_from, self.promised.promised_until
            window = wording.window(start, end, now=who.now, zone=who.labels.timezone, language=here())
        return gettext(self.words) % {"name": self.name, "window": window}


@dataclass(frozen=True)
class Acting:
    """An act under way: who does it to which callback, and what they chose."""

    tx: Transaction
    line: Line
    who: Visitor
    task: CallbackTask
    form: Mapping[str, str]

    @property
    def now(self) -> datetime:
        return self.who.now

    @property
    def actor(self) -> str:
        return self.who.signed_in.email


def act(
    tx: Transaction, line: Line, who: Visitor, callback_id: str, name: str, form: Mapping[str, str]
) -> Answer | None:
    """Do it in this transaction. None for an act that nobody knows, and for a callback that is not theirs, alike."""
    task = one_task(tx.db, callback_id)
    if task is None or name not in ACTS or not may_see(who, task):
        return None
    return ACTS[name](Acting(tx, line, who, task, form))


def may_see(who: Visitor, task: CallbackTask) -> bool:
    """Agents have to do with the callbacks of their own departments."""
    return who.departments is None or task.department_key in who.departments


def _cancel(on: Acting) -> Answer:
    if not cancel_callback(on.tx, on.task.id, on.now, actor=on.actor):
        return Answer(TOO_LATE, done=False)
    mark_seen(on.tx, on.task.id, on.now, actor=on.actor)  # whoever cancels it has looked after it
    return Answer(N_("Cancelled. The customer is told."), undo=Undo("reopen"))


def _reopen(on: Acting) -> Answer:
    return _promised(reopen_callback(on.tx, on.line, on.task.id, on.now, actor=on.actor))


def _move(on: Acting) -> Answer:
    """To the slot that begins at `wanted_from`, an ISO time; empty: as soon as possible."""
    typed = on.form.get("wanted_from", "")
    wanted_from = exact_time(typed)
    if typed and wanted_from is None:
        return Answer(TOO_LATE, done=False)
    moved = move_callback(on.tx, on.line, on.task.id, wanted_from, on.now, actor=on.actor)
    before = on.task.promised_from.isoformat() if on.task.wanted == "slot" else ""
    return _promised(moved, Undo("move", {"wanted_from": before}) if on.task.open else None)


def _reassign(on: Acting) -> Answer:
    """To the agent `agent`; empty: to whomever it is the turn of."""
    agent_id = on.form.get("agent") or None
    agent = agent_by_id(on.tx.db, agent_id) if agent_id else None
    if agent_id is not None and agent is None:
        return Answer(TOO_LATE, done=False)
    if not reassign_callback(on.tx, on.line, on.task.id, agent_id, on.now, actor=on.actor):
        return Answer(TOO_LATE, done=False)
    undo = Undo("reassign", {"agent": on.task.prefers_agent_id or ""})
    if agent is None:
        return Answer(N_("Given back to the team."), undo=undo)
    return Answer(N_("Given to %(name)s, who is asked first."), undo=undo, name=agent.name)


def _ring_now(on: Acting) -> Answer:
    if not ring_now(on.tx, on.line, on.task.id, on.now, actor=on.actor):
        return Answer(NOT_RUNG_NOW, done=False)
    return Answer(N_("An agent is looked for now, then the customer is rung."))


def _seen(on: Acting) -> Answer:
    if not mark_seen(on.tx, on.task.id, on.now, actor=on.actor):
        return Answer(TOO_LATE, done=False)
    return Answer(N_("Marked as seen."), undo=Undo("unseen"))


def _unseen(on: Acting) -> Answer:
    unsee(on.tx, on.task.id)
    return Answer(N_("Back on the list."))


def _promised(promised: CallbackPromised | CallbackRefused | None, undo: Undo | None = None) -> Answer:
    match promised:
        case CallbackPromised():
            words = N_("Promised anew: %(window)s. The customer is told.")
            return Answer(words, undo=undo, promised=promised)
        case CallbackRefused():
            return Answer(NO_TIME, done=False)
        case None:
            return Answer(TOO_LATE, done=False)


ACTS: Mapping[str, Callable[[Acting], Answer]] = {
    "cancel": _cancel,
    "reopen": _reopen,
    "move": _move,
    "reassign": _reassign,
    "ring-now": _ring_now,
    "seen": _seen,
    "unseen": _unseen,
}
