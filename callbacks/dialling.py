"""Creating a leg at the carrier, once and only once.

The leg is marked `unknown` before we ask and `queued` after a clear yes: whoever dies in between leaves the
truth behind. POST /Calls is never repeated on an unclear answer; the sweeper looks into the carrier's books.
"""

from datetime import datetime, timedelta

from call_routing.phone_line import LineAwayError, LineRefusedError, LineUnclearError, NewCall
from callbacks.attempts import RINGS_FOR, end_attempt
from callbacks.callback_desk import CallbackDesk
from callbacks.legs import agent_leg_ended, hear_of_leg
from callbacks.policy import Cause
from ticket_store.call_states import LegStatus
from ticket_store.callbacks import attempt_by_id
from ticket_store.calls import change_leg, leg_by_id, look_up_call
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.outbox import Errand
from ticket_store.reservations import reservation_by_id
from ticket_store.rows import Leg

LOOK_AFTER = timedelta(seconds=10)
# The carrier's words for "there is no such number": never tried again.
_NO_SUCH_NUMBER = frozenset({21211, 21214, 21217, 13223, 13224})


def ring_agent(desk: CallbackDesk, errand: Errand) -> None:
    """Ring the agent who is held; who was let go in the meantime is not rung."""
    _create(desk, errand.body["leg_id"], needs="ringing", name="agent")


def dial_customer(desk: CallbackDesk, errand: Errand) -> None:
    """Ring the customer for whom an agent is held and waits."""
    _create(desk, errand.body["leg_id"], needs="accepted", name="customer")


def _create(desk: CallbackDesk, leg_id: str, *, needs: str, name: str) -> None:
    line, now = desk.lines.line(), desk.clock()
    leg = desk.store.write(lambda tx: _begin(tx, leg_id, needs, now))
    if leg is None:
        return
    wanted = NewCall(
        to=leg.address or "",
        from_number=_shown_number(line),
        url=desk.addresses.of_leg(name, leg.token or ""),
        events_url=desk.addresses.of_leg(f"{name}-events", leg.token or ""),
        ring_for=_ring_for(desk, line, leg),
    )
    try:
        sid = desk.phone.place_call(wanted)
    except LineRefusedError as refused:
        cause = Cause.INVALID if refused.code in _NO_SUCH_NUMBER else Cause.FAILED
        desk.store.write(lambda tx: leg_failed(tx, line, leg_id, cause, desk.clock()))
    except LineAwayError:
        desk.store.write(lambda tx: change_leg(tx, leg_id, status=LegStatus.PLACING.value))
        raise
    except LineUnclearError:
        return  # stays `unknown`: the sweeper asks the carrier's books
    else:
        desk.store.write(lambda tx: _placed(tx, leg_id, sid, desk.clock()))


def _begin(tx: Transaction, leg_id: str, needs: str, now: datetime) -> Leg | None:
    """The last look before the carrier is asked; None when there is nothing to dial any more."""
    leg = leg_by_id(tx, leg_id)
    if leg is None or leg.status != LegStatus.PLACING or leg.reservation_id is None:
        return None
    held = reservation_by_id(tx, leg.reservation_id)
    if held is None or held.state != needs:
        change_leg(tx, leg_id, status=LegStatus.CANCELED.value, ended_at=now)
        return None
    change_leg(tx, leg_id, status=LegStatus.UNKNOWN.value, deadline_at=now + LOOK_AFTER)
    return leg


def _placed(tx: Transaction, leg_id: str, sid: str, now: datetime) -> None:
    leg = leg_by_id(tx, leg_id)
    if leg is not None:
        hear_of_leg(tx, leg, LegStatus.QUEUED.value, now, sid)


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


def _ring_for(desk: CallbackDesk, line: Line, leg: Leg) -> timedelta:
    if leg.role == "customer":
        return RINGS_FOR
    call = desk.store.read(lambda db: look_up_call(db, leg.call_id or ""))
    department = line.departments.get((call and call.department_key) or "")
    return department.ring_timeout if department else RINGS_FOR
