"""A restored copy does not know what happened since it was made: the carrier's books are read before anybody is rung.

Who was rung back meanwhile and talked is not rung again; a try that came to nothing counts as a try.
"""

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from call_routing.phone_line import CarrierCall
from callbacks.callback_desk import CallbackDesk
from callbacks.promising.policy import Cause
from callbacks.ringing.attempts import end_attempt
from callbacks.ringing.unclear import CLOCKS_APART
from callbacks.steps import Step
from ticket_store import callbacks as book
from ticket_store import carrier_pace
from ticket_store.audit import write_audit
from ticket_store.call_states import ENDED
from ticket_store.callback_steps import write_step
from ticket_store.calls import change_call, change_leg, known_sids, leg_of_attempt
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.promises import close_promise
from ticket_store.rows import Attempt, Callback

log = logging.getLogger(__name__)

ACTOR = "restore"
# A machine hears one message and is hung up on; whoever was on the line for longer has talked. The books do not say
# which key was pressed: where they leave it open nobody is rung a second time by us, and a person decides.
TALKED_FROM = timedelta(seconds=30)
NOBODY_KNOWS = "answered while the copy was away, and nobody knows whether they talked"
_UNDER_WAY = timedelta(minutes=10)  # what had been dialled when the copy was made is in the books before it
_CAUSES = {
    "busy": Cause.BUSY,
    "no-answer": Cause.NO_ANSWER,
    "canceled": Cause.NOT_DIALLED,
}


def ask_books(desk: CallbackDesk) -> bool:
    """Write down what the carrier knows of the time since the copy, and let callbacks be dialled again.

    False while somebody is still being rung whom we do not know of: it is looked at again. True where nothing is
    held. Raises: LineAwayError.
    """
    held = desk.store.read(carrier_pace.line_state)
    if held.held_since is None:
        return True
    line, now, since = desk.lines.line(), desk.clock(), held.held_since
    made = desk.phone.made_since(since - _UNDER_WAY)
    return desk.store.write(lambda tx: _take_over(tx, line, made, since - CLOCKS_APART, now))


def _take_over(
    tx: Transaction, line: Line, made: Sequence[CarrierCall], since: datetime, now: datetime
) -> bool:
    known = known_sids(tx.db, [call.sid for call in made])
    ours = {call.sid: call for call in made if call.sid in known}
    by_number: dict[str, list[CarrierCall]] = defaultdict(list)
    for call in made:
        if call.sid not in known and (call.created_at is None or call.created_at >= since):
            by_number[call.to].append(call)
    waiting = book.open_callbacks(tx, {call.to for call in made})
    if any(call.status not in ENDED for found in waiting for call in by_number[found.customer_number]):
        return False  # on the line at this moment: whether they talk is not known yet
    for found in waiting:
        _write_what_happened(tx, line, found, ours, by_number[found.customer_number], now)
    if carrier_pace.let_go(tx):
        counted = {"calls_since": sum(map(len, by_number.values())), "callbacks_looked_at": len(waiting)}
        write_audit(tx, now, ACTOR, "callbacks.release", "callbacks", after=counted)
        tx.topics.update({"callbacks", "calls"})
        log.warning("the carrier's books were read after a restore; callbacks are dialled again")
    return True


def _write_what_happened(
    tx: Transaction,
    line: Line,
    found: Callback,
    ours: Mapping[str, CarrierCall],
    calls: list[CarrierCall],
    now: datetime,
) -> None:
    """Each call is used once: a second request of the same number takes what the first has left."""
    under_way = book.live_attempt(tx, found.id)
    if under_way is not None:
        leg = leg_of_attempt(tx, under_way.id)
        mine = ours.get((leg and leg.sid) or "") or (calls.pop(0) if calls else None)
        if leg is not None and mine is not None and mine.status == "completed":
            told = {"answered_at": mine.answered_at} if _talked(found, mine) else {}
            change_leg(tx, leg.id, sid=mine.sid, status=mine.status, ended_at=mine.ended_at or now)
            change_call(tx, leg.call_id or "", sid=mine.sid, deadline_at=now, **told)
            _end(tx, found, under_way, mine, now)
        return  # whatever else became of it, it is settled as a leg
    for call in sorted(calls, key=lambda one: one.created_at or now):
        calls.remove(call)
        if not _was_tried(tx, line, found, call, now):
            return


def _was_tried(tx: Transaction, line: Line, found: Callback, call: CarrierCall, now: datetime) -> bool:
    """Write one call down as the attempt that it was; whether the callback waits on."""
    found = book.callback_by_id(tx, found.id) or found
    attempt_id = book.begin_attempt(tx, found, None, call.created_at or now)
    attempt = book.attempt_by_id(tx, attempt_id) if attempt_id else None
    if attempt is None:
        return False
    facts = {"number": attempt.number, "sid": call.sid, "carrier_says": call.status, "seconds": call.talked_s}
    write_step(tx, found.id, Step.DIALLED, now, actor=ACTOR, **facts)
    if call.status == "completed":
        _end(tx, found, attempt, call, now)
        return False
    end_attempt(tx, line, attempt, _CAUSES.get(call.status, Cause.FAILED), now)
    fresh = book.callback_by_id(tx, found.id)
    return fresh is not None and fresh.status == "waiting"


def _talked(found: Callback, call: CarrierCall) -> bool:
    """Of a call that was answered. The copy itself says so where they were talking when it was made."""
    return found.status == "talking" or timedelta(seconds=call.talked_s) >= TALKED_FROM


def _end(tx: Transaction, found: Callback, attempt: Attempt, call: CarrierCall, now: datetime) -> None:
    """The call was answered, and is over. A short talk or a machine is left to a person: it stands among those that
    ended without a talk, to be rung again or seen.
    """
    talked, at = _talked(found, call), min(call.ended_at or now, now)
    cause = Cause.TALKED if talked else Cause.MACHINE
    book.change_attempt(tx, attempt.id, state="ended", cause=cause, ended_at=at)
    if talked:
        book.callback_talked(tx, found.id, at)
        book.finish_callback(tx, found.id, now)
    elif book.end_callback(tx, found.id, "gave_up", NOBODY_KNOWS, now, actor=ACTOR):
        close_promise(tx, found.id, "broken", now)
