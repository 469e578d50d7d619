"""The outbox, carried out after the commit: ring, dial, move, end, fetch.

Each errand is leased first, so a job that runs twice finds nothing to do the second time.
"""

import logging
import random
from collections.abc import Callable
from datetime import datetime, timedelta

from call_routing.choosing.distribution import distribute
from call_routing.phone_line import LineAwayError, LineUnclearError
from callbacks.callback_desk import CallbackDesk, NotYetError
from callbacks.promising.putting_off import put_off_foreseen
from callbacks.promising.stopping import stop_callback
from callbacks.ringing.alarm import ring_alarm
from callbacks.ringing.in_the_room import hand_over, hold_customer, redirect_caller, seat_leg, tell_agent
from callbacks.ringing.turns import dial_next, dial_waiting
from callbacks.telling.mailing import send_mail
from callbacks.telling.texting import send_text
from ticket_store import outbox
from ticket_store.call_states import LegStatus
from ticket_store.calls import change_leg, leg_by_id
from ticket_store.engine import Transaction
from ticket_store.outbox import Errand
from ticket_store.recordings import lose_recording, recording_to_fetch, store_recording

log = logging.getLogger(__name__)

_MOST_TRIES = 30
_LONGEST_PAUSE_S = 60.0


def carry_out(desk: CallbackDesk, errand_id: str) -> None:
    """Do one errand, or find that somebody else does. A line that is away postpones it, with growing pauses.

    One that creates a call stands in line with its like: the most urgent of them is done.
    """
    errand = desk.store.write(lambda tx: outbox.take(tx, errand_id, desk.clock()))
    if errand is None:
        return
    if errand.paced is not None:
        dial_next(desk)
        return
    try:
        failure = _KINDS[errand.kind](desk, errand)
    except (LineAwayError, LineUnclearError, NotYetError) as fault:
        _postpone(desk, errand, f"{type(fault).__name__}: {fault}"[:300])
    except Exception as fault:
        # One errand that fails in a way of its own must not keep the others from being done.
        log.exception("errand %s (%s) failed; it is tried again later", errand.id, errand.kind)
        _postpone(desk, errand, f"{type(fault).__name__}: {fault}"[:300])
    else:
        desk.store.write(lambda tx: outbox.done(tx, errand, desk.clock(), failure))


def carry_out_due(desk: CallbackDesk, limit: int = 50) -> int:
    """Do what is due and in nobody's hands; how many. What the sweeper does for a bell that nobody heard."""
    waiting = desk.store.read(lambda db: outbox.due(db, desk.clock(), limit))
    for errand_id in waiting:
        carry_out(desk, errand_id)
    return len(waiting) + dial_waiting(desk)


def _postpone(desk: CallbackDesk, errand: Errand, why: str) -> None:
    pause = min(2.0 ** min(errand.tries, 6), _LONGEST_PAUSE_S)
    later = timedelta(seconds=pause * random.uniform(0.5, 1.0))  # noqa: S311 - spreads retries, keeps no secret
    now = desk.clock()
    if errand.tries >= _MOST_TRIES:
        desk.store.write(lambda tx: outbox.done(tx, errand, now, failure=why))
    else:
        desk.store.write(lambda tx: outbox.postpone(tx, errand, now + later, why))


def _end_leg(desk: CallbackDesk, errand: Errand) -> None:
    now = desk.clock()
    leg = desk.store.write(lambda tx: leg_by_id(tx, errand.body["leg_id"]))
    if leg is None or leg.ended_at is not None:
        return
    if leg.sid is not None:
        desk.phone.end(leg.sid)
    elif leg.status == LegStatus.PLACING:
        desk.store.write(lambda tx: _cancel_unplaced(tx, leg.id, now))
    else:
        raise NotYetError("the leg has no sid yet")


def _cancel_unplaced(tx: Transaction, leg_id: str, now: datetime) -> None:
    """It was never asked for: whoever holds its errand finds it ended."""
    change_leg(tx, leg_id, status=LegStatus.CANCELED.value, ended_at=now)


def _fetch_recording(desk: CallbackDesk, errand: Errand) -> None:
    sid = errand.body["recording_sid"]
    url = desk.store.write(lambda tx: recording_to_fetch(tx, sid))
    if url is None:
        return
    fetched = desk.phone.recording(url)
    if fetched is None:
        if errand.tries + 1 >= _MOST_TRIES:
            desk.store.write(lambda tx: lose_recording(tx, sid))
        raise NotYetError("the carrier has no recording yet")
    media_type, media = fetched
    desk.store.write(lambda tx: store_recording(tx, sid, media_type, media))


def _wake_callback(desk: CallbackDesk, _errand: Errand) -> None:
    """A callback is due: an agent is looked for. What cannot be rung by now is the sweeper's business."""
    line, now = desk.lines.line(), desk.clock()

    def work(tx: Transaction) -> None:
        put_off_foreseen(tx, line, now)
        distribute(tx, line, now)

    desk.store.write(work)


def _stop_callback(desk: CallbackDesk, errand: Errand) -> None:
    desk.store.write(lambda tx: stop_callback(tx, errand.body["callback_id"], desk.clock()))


# What each kind answers is why it failed for good, if it did.
_KINDS: dict[str, Callable[[CallbackDesk, Errand], str | None]] = {
    "redirect_caller": redirect_caller,
    "end_leg": _end_leg,
    "tell_agent": tell_agent,
    "hold_customer": hold_customer,
    "seat_leg": seat_leg,
    "hand_over": hand_over,
    "fetch_recording": _fetch_recording,
    "wake_callback": _wake_callback,
    "stop_callback": _stop_callback,
    "send_text": send_text,
    "send_mail": send_mail,
    "ring_alarm": ring_alarm,
}
