"""The alarm number is rung or texted: a department is open and nobody is on duty. Once, never on a guess."""

from datetime import datetime, timedelta

from call_routing.phone_line import LineAwayError, LineRefusedError, LineUnclearError, NewCall
from callbacks.alarm_words import alarm_text
from callbacks.callback_desk import CallbackDesk
from callbacks.dialling import LOOK_AFTER, leg_failed
from callbacks.legs import hear_of_leg
from callbacks.policy import Cause
from callbacks.texting import send_once, sender
from ticket_store import outbox
from ticket_store.call_states import LegStatus
from ticket_store.calls import change_leg, insert_leg, leg_by_id
from ticket_store.engine import Transaction
from ticket_store.ids import new_token
from ticket_store.outbox import Errand
from ticket_store.unattended import open_spans

RINGS_FOR = timedelta(seconds=40)
LONGEST = timedelta(minutes=3)


def ring_alarm(desk: CallbackDesk, errand: Errand) -> str | None:
    """Tell of the spans `body.spans` that still last; why nobody was told, None when somebody was or need not be.

    Raises: LineAwayError, when nothing was dialled and it may be tried again.
    """
    line = desk.lines.line()
    lasting = [span for span in desk.store.read(open_spans) if span.id in errand.body["spans"]]
    number = line.shop.alarm_number
    if number is None or not lasting:
        return None
    if line.shop.alarm_by == "text":
        since = {span.department_key: span.began_at for span in lasting}
        missing = {key: since[key] for key in line.departments if key in since}
        return send_once(desk, errand, number, alarm_text(line, missing))
    return _ring(desk, errand, number)


def _ring(desk: CallbackDesk, errand: Errand, number: str) -> str | None:
    line, token = desk.lines.line(), new_token()
    leg_id = desk.store.write(lambda tx: _begin(tx, errand, number, token, desk.clock()))
    if leg_id is None:
        return None
    wanted = NewCall(
        to=number,
        from_number=sender(line),
        url=desk.addresses.of_leg("alarm", token),
        events_url=desk.addresses.of_leg("alarm-events", token),
        ring_for=RINGS_FOR,
        longest=LONGEST,
    )
    try:
        sid = desk.phone.place_call(wanted)
    except LineAwayError:
        desk.store.write(lambda tx: _undo(tx, errand, leg_id, desk.clock()))
        raise
    except LineRefusedError as refused:
        desk.store.write(lambda tx: leg_failed(tx, line, leg_id, Cause.FAILED, desk.clock()))
        return f"LineRefusedError: {refused}"[:300]
    except LineUnclearError as fault:  # the leg stays `unknown`: the sweeper asks the carrier's books
        return f"LineUnclearError: {fault}"[:300]
    desk.store.write(lambda tx: _placed(tx, leg_id, sid, desk.clock()))
    return None


def _begin(tx: Transaction, errand: Errand, number: str, token: str, now: datetime) -> str | None:
    """Write the errand off and the leg down, before the carrier is asked; None for a ghost."""
    if not outbox.begin_once(tx, errand, now):
        return None
    status = LegStatus.UNKNOWN.value
    return insert_leg(tx, now, LOOK_AFTER, role="alarm", address=number, token=token, status=status)


def _undo(tx: Transaction, errand: Errand, leg_id: str, now: datetime) -> None:
    change_leg(tx, leg_id, status=LegStatus.CANCELED.value, ended_at=now)
    outbox.take_back(tx, errand)


def _placed(tx: Transaction, leg_id: str, sid: str, now: datetime) -> None:
    leg = leg_by_id(tx, leg_id)
    if leg is not None:
        hear_of_leg(tx, leg, LegStatus.QUEUED.value, now, sid)
