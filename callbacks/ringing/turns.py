"""Every call that we create goes through here: one after the other, the most urgent first, never above the rate.

Taking the turn, writing the leg down and taking the slot are one transaction; then the carrier is asked, once; then
what came of it is another. What finds no slot stays due and in nobody's hands: `wake_at` is told when the next one
comes, and whoever wakes takes the most urgent errand, not the one that was rung for.
"""

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from call_routing.phone_line import LineAwayError, LineRefusedError, LineUnclearError, NewCall
from callbacks.callback_desk import CallbackDesk
from callbacks.promising.policy import Cause
from callbacks.ringing import dialling, pace
from callbacks.ringing.alarm import prepare_alarm
from callbacks.ringing.pace import FAILURES_TO_OPEN, Pace
from ticket_store import carrier_pace, outbox
from ticket_store.call_states import LegStatus
from ticket_store.calls import leg_by_id
from ticket_store.carrier_pace import LineState
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.outbox import Errand

log = logging.getLogger(__name__)

_LONGEST_PAUSE_S = 60.0
_RACES = 5
Prepare = Callable[[Transaction, CallbackDesk, Line, Errand, datetime], NewCall | None]
_PREPARE: dict[str, Prepare] = {
    "ring_agent": dialling.prepare_agent,
    "dial_customer": dialling.prepare_customer,
    "dial_alarm": prepare_alarm,
}


@dataclass(frozen=True)
class Dial:
    """Written down; the carrier is to be asked for it now, once."""

    errand: Errand
    wanted: NewCall


@dataclass(frozen=True)
class Later:
    """Errands wait; the next call may be created then, and not before."""

    at: datetime


class _SlotLostError(Exception):
    """Another process took the slot between our look and our write; nothing of ours is kept."""


class _FaultyError(Exception):
    """This errand cannot be prepared; it must not stand in the way of the others."""

    def __init__(self, errand: Errand) -> None:
        super().__init__(errand.id)
        self.errand = errand


def dial_waiting(desk: CallbackDesk) -> int:
    """Create the calls that wait, as far as the rate lets us now; how many errands were done."""
    count = 0
    while dial_next(desk):
        count += 1
    return count


def dial_next(desk: CallbackDesk) -> bool:
    """Create the most urgent call that waits; False when none waits, or none may be created now."""
    line = desk.lines.line()
    for _ in range(_RACES):
        try:
            found = desk.store.write(lambda tx: next_dial(tx, desk, line, desk.clock()))
        except _SlotLostError:
            continue
        except _FaultyError as fault:
            _put_aside(desk, fault)
            return True
        return _act(desk, line, found)
    desk.wake_at(desk.clock() + pace.gap(desk.calls_per_second))
    return False


def _act(desk: CallbackDesk, line: Line, found: Dial | Later | None) -> bool:
    match found:
        case Dial():
            ask_carrier(desk, line, found)
            return True
        case Later(at):
            desk.wake_at(at)
    return False


def next_dial(tx: Transaction, desk: CallbackDesk, line: Line, now: datetime) -> Dial | Later | None:
    """Take the most urgent turn and the slot for it; None when nobody waits.

    An errand with nothing to dial any more costs no slot. Raises: _SlotLostError, _FaultyError.
    """
    seen = carrier_pace.line_state(tx.db)
    known = Pace(seen.next_at, seen.failures, seen.open_until)
    at = pace.next_slot(known, desk.calls_per_second, now)
    while (errand := outbox.next_turn(tx, now)) is not None:
        if at > now:
            return Later(at)
        begun = outbox.write_off(tx, errand, now)
        try:
            wanted = _prepare(errand.kind, seen)(tx, desk, line, begun, now)
        except Exception as fault:
            raise _FaultyError(errand) from fault
        if wanted is not None:
            after = pace.taken(known, desk.calls_per_second, now)
            if not carrier_pace.take_slot(tx, seen, after.next_at, after.open_until):
                raise _SlotLostError
            return Dial(begun, wanted)
    return None


def _prepare(kind: str, seen: LineState) -> Prepare:
    if seen.held_since is not None and kind == "dial_customer":
        return dialling.leave_customer
    return _PREPARE[kind]


def ask_carrier(desk: CallbackDesk, line: Line, dial: Dial) -> None:
    """POST /Calls, and write down what came of it. An answer that is unclear leaves the leg `unknown`."""
    leg_id = dial.errand.body["leg_id"]
    try:
        sid = desk.phone.place_call(dial.wanted)
    except LineRefusedError as refused:
        why, cause = f"{type(refused).__name__}: {refused}"[:300], dialling.cause_of(refused.code)
        desk.store.write(lambda tx: _refused(tx, line, dial, cause, why, desk.clock()))
    except LineAwayError as away:
        why, wait = f"{type(away).__name__}: {away}"[:300], away.wait
        desk.store.write(lambda tx: _not_asked(tx, dial, why, wait, desk.clock()))
    except LineUnclearError as fault:  # the sweeper asks the carrier's books
        why = f"{type(fault).__name__}: {fault}"[:300]
        desk.store.write(lambda tx: _unclear(tx, dial, why, desk.clock()))
    except Exception:
        log.exception("asking the carrier for leg %s failed; its books tell whether it was made", leg_id)
    else:
        desk.store.write(lambda tx: _placed(tx, leg_id, sid, desk.clock()))


def _placed(tx: Transaction, leg_id: str, sid: str, now: datetime) -> None:
    dialling.leg_placed(tx, leg_id, sid, now)
    carrier_pace.forget_failures(tx, FAILURES_TO_OPEN)


def _refused(tx: Transaction, line: Line, dial: Dial, cause: Cause, why: str, now: datetime) -> None:
    """A clear no is an answer: the carrier is well."""
    dialling.leg_failed(tx, line, dial.errand.body["leg_id"], cause, now)
    outbox.done(tx, dial.errand, now, why)
    carrier_pace.forget_failures(tx, FAILURES_TO_OPEN)


def _unclear(tx: Transaction, dial: Dial, why: str, now: datetime) -> None:
    outbox.done(tx, dial.errand, now, why)
    _count_failure(tx, now, None)


def _not_asked(tx: Transaction, dial: Dial, why: str, wait: timedelta | None, now: datetime) -> None:
    """Nothing was dialled: the errand waits for the carrier, the longer the more often this has happened."""
    dialling.leg_not_asked(tx, dial.errand.body["leg_id"])
    outbox.give_back(tx, dial.errand, now + _pause(dial.errand), why)
    _count_failure(tx, now, wait)


def _count_failure(tx: Transaction, now: datetime, wait: timedelta | None) -> None:
    seen = carrier_pace.lock_state(tx)
    known = Pace(seen.next_at, seen.failures, seen.open_until)
    after = pace.failed(known, now, _chance(), wait)
    carrier_pace.write_failures(tx, after.failures, after.open_until)
    if after.failures == FAILURES_TO_OPEN:
        log.warning(
            "the carrier failed %d times in a row; nobody is dialled until %s",
            after.failures,
            after.open_until,
        )


def _put_aside(desk: CallbackDesk, fault: _FaultyError) -> None:
    errand = fault.errand
    log.error(
        "errand %s (%s) failed; it is tried again later", errand.id, errand.kind, exc_info=fault.__cause__
    )
    why = f"{type(fault.__cause__).__name__}: {fault.__cause__}"[:300]

    def work(tx: Transaction) -> None:
        taken = outbox.write_off(tx, errand, desk.clock())
        outbox.give_back(tx, taken, desk.clock() + _pause(taken), why)

    desk.store.write(work)


def _pause(errand: Errand) -> timedelta:
    pause = min(2.0 ** min(errand.tries, 6), _LONGEST_PAUSE_S)
    return timedelta(seconds=pause * (0.5 + _chance() / 2))


def _chance() -> float:
    return random.random()  # noqa: S311 - spreads retries, keeps no secret


def call_off_customers(desk: CallbackDesk) -> int:
    """While the carrier is left alone no agent waits alone for a customer: the callbacks are due again. How many."""
    now, line = desk.clock(), desk.lines.line()

    def work(tx: Transaction) -> int:
        if not carrier_pace.line_state(tx.db).is_away(now):
            return 0
        waiting = outbox.waiting_turns(tx, "dial_customer", now)
        for errand in waiting:
            leg = leg_by_id(tx, errand.body["leg_id"])
            outbox.done(tx, outbox.write_off(tx, errand, now), now, "the carrier was away")
            if leg is not None and leg.ended_at is None and leg.status == LegStatus.PLACING:
                dialling.call_off(tx, line, leg, now)
        return len(waiting)

    return desk.store.write(work)
