"""Who is to be rung, written down before the carrier is asked, and what came of it after.

The leg is marked `unknown` before we ask and `queued` after a clear yes: whoever dies in between leaves the
truth behind. POST /Calls is never repeated on an unclear answer; the sweeper looks into the carrier's books.
"""

from datetime import datetime, timedelta

from call_routing.phone_line import NewCall
from callbacks.callback_desk import CallbackDesk
from callbacks.promising.policy import Cause
from callbacks.ringing.attempts import RINGS_FOR, end_attempt
from callbacks.ringing.legs import agent_leg_ended, hear_of_leg
from ticket_store.call_states import LegStatus
from ticket_store.callbacks import attempt_by_id
from ticket_store.calls import change_leg, leg_by_id, look_up_call
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.outbox import Errand
from ticket_store.reservations import prolong, reservation_by_id
from ticket_store.rows import Leg

LOOK_AFTER = timedelta(seconds=10)
_LATE = timedelta(seconds=2)
# The carrier's words for "there is no such number": never tried again.
_NO_SUCH_NUMBER = frozenset({21211, 21214, 21217, 13223, 13224})


def prepare_agent(
    tx: Transaction, desk: CallbackDesk, line: Line, errand: Errand, now: datetime
) -> NewCall | None:
    """Ring the agent who is held; None: who was let go in the meantime is not rung."""
    leg = _placing(tx, errand)
    if leg is None:
        return None
    if not _is_held(tx, leg, "ringing"):
        change_leg(tx, leg.id, status=LegStatus.CANCELED.value, ended_at=now)
        return None
    if now - leg.created_at > _LATE:
        prolong(tx, leg.reservation_id or "", now - leg.created_at)
    return new_call(tx, desk, line, leg, now, ring_for=_ring_for(tx, line, leg))


def prepare_customer(
    tx: Transaction, desk: CallbackDesk, line: Line, errand: Errand, now: datetime
) -> NewCall | None:
    """Ring the customer for whom an agent is held and waits; None: without that agent the callback waits on."""
    leg = _placing(tx, errand)
    if leg is None:
        return None
    if not _is_held(tx, leg, "accepted"):
        call_off(tx, line, leg, now)
        return None
    longest = line.shop.callbacks.longest_talk
    return new_call(tx, desk, line, leg, now, ring_for=RINGS_FOR, longest=longest)


def leave_customer(
    tx: Transaction, desk: CallbackDesk, line: Line, errand: Errand, now: datetime
) -> NewCall | None:
    """Nobody is rung back at present: the callback waits."""
    del desk
    leg = _placing(tx, errand)
    if leg is not None:
        call_off(tx, line, leg, now)
    return None


def call_off(tx: Transaction, line: Line, leg: Leg, now: datetime) -> None:
    """A customer is not rung now, and it is not their doing: the attempt does not count, the agent is let go."""
    change_leg(tx, leg.id, status=LegStatus.CANCELED.value, ended_at=now)
    attempt = attempt_by_id(tx, leg.attempt_id or "")
    if attempt is not None:
        end_attempt(tx, line, attempt, Cause.NOT_DIALLED, now)


def new_call(
    tx: Transaction,
    desk: CallbackDesk,
    line: Line,
    leg: Leg,
    now: datetime,
    *,
    ring_for: timedelta,
    longest: timedelta = NewCall.longest,
) -> NewCall:
    """Mark the leg `unknown`, the last thing before the carrier is asked; what it is asked for."""
    unknown = {"status": LegStatus.UNKNOWN.value, "asked_at": now, "deadline_at": now + LOOK_AFTER}
    change_leg(tx, leg.id, **unknown)
    return NewCall(
        to=leg.address or "",
        from_number=_shown_number(line),
        url=desk.addresses.of_leg(leg.role, leg.token or ""),
        events_url=desk.addresses.of_leg(f"{leg.role}-events", leg.token or ""),
        ring_for=ring_for,
        longest=longest,
    )


def _placing(tx: Transaction, errand: Errand) -> Leg | None:
    """The errand's leg, as long as nobody has asked for it."""
    leg = leg_by_id(tx, errand.body["leg_id"])
    return leg if leg is not None and leg.status == LegStatus.PLACING and leg.ended_at is None else None


def _is_held(tx: Transaction, leg: Leg, state: str) -> bool:
    held = reservation_by_id(tx, leg.reservation_id or "")
    return held is not None and held.state == state


def leg_placed(tx: Transaction, leg_id: str, sid: str, now: datetime) -> None:
    """The carrier has said yes."""
    leg = leg_by_id(tx, leg_id)
    if leg is not None:
        hear_of_leg(tx, leg, LegStatus.QUEUED.value, now, sid)


def leg_not_asked(tx: Transaction, leg_id: str) -> None:
    """The carrier was not asked after all; a leg that ended meanwhile stays so."""
    leg = leg_by_id(tx, leg_id)
    if leg is not None and leg.status == LegStatus.UNKNOWN and leg.ended_at is None:
        change_leg(tx, leg_id, status=LegStatus.PLACING.value)


def cause_of(code: int | None) -> Cause:
    """Why a customer cannot be rung whom the carrier refuses, by its own code."""
    return Cause.INVALID if code in _NO_SUCH_NUMBER else Cause.FAILED


def leg_failed(tx: Transaction, line: Line, leg_id: str, cause: Cause, now: datetime) -> None:
    """There is no such leg: the agent is unreachable, or the attempt failed."""
    leg = leg_by_id(tx, leg_id)
    if leg is None or leg.ended_at is not None:
        return
    state = hear_of_leg(tx, leg, LegStatus.FAILED.value, now)
    if leg.attempt_id is not None:
        attempt = attempt_by_id(tx, leg.attempt_id)
        if attempt is not None:
            end_attempt(tx, line, attempt, cause, now)
    elif leg.reservation_id is not None:
        held = reservation_by_id(tx, leg.reservation_id)
        if held is not None:
            agent_leg_ended(tx, line, leg, held, state.status, now)


def _shown_number(line: Line) -> str:
    """The shop's number that the rung person sees."""
    return line.shop.caller_id or next(iter(line.dids), "")


def _ring_for(tx: Transaction, line: Line, leg: Leg) -> timedelta:
    call = look_up_call(tx.db, leg.call_id or "")
    department = line.departments.get((call and call.department_key) or "")
    return department.ring_timeout if department else RINGS_FOR
