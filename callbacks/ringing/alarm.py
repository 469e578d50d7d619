"""The alarm number is rung or texted: a department is open and nobody is on duty. Once, never on a guess."""

from datetime import datetime, timedelta

from call_routing.phone_line import NewCall
from callbacks.callback_desk import CallbackDesk
from callbacks.ringing.dialling import new_call
from callbacks.telling.alarm_words import alarm_text
from callbacks.telling.texting import send_once
from ticket_store import outbox
from ticket_store.call_states import LegStatus
from ticket_store.calls import change_leg, insert_leg, leg_by_id
from ticket_store.engine import Transaction
from ticket_store.ids import new_token
from ticket_store.line import Line
from ticket_store.outbox import Errand, Turn
from ticket_store.unattended import open_spans

RINGS_FOR = timedelta(seconds=40)
LONGEST = timedelta(minutes=3)
_PLACING_TAKES = timedelta(minutes=1)


def ring_alarm(desk: CallbackDesk, errand: Errand) -> str | None:
    """Tell of the spans `body.spans` that still last; why nobody was told, None when somebody is or need not be.

    A call waits for its turn at the carrier, behind everybody else. Raises: LineAwayError, when a text was not
    sent and it may be tried again.
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
    now = desk.clock()
    desk.store.write(lambda tx: _plan_call(tx, errand, number, now))
    return None


def _plan_call(tx: Transaction, errand: Errand, number: str, now: datetime) -> None:
    """One leg for an errand, however often that is done."""
    if not outbox.begin_once(tx, errand, now):
        return
    outbox.done(tx, errand, now)
    placing = {"role": "alarm", "address": number, "token": new_token(), "status": LegStatus.PLACING.value}
    leg_id = insert_leg(tx, now, _PLACING_TAKES, **placing)
    outbox.send(tx, "dial_alarm", now, turn=Turn.ALARM, leg_id=leg_id, spans=errand.body["spans"])


def prepare_alarm(
    tx: Transaction, desk: CallbackDesk, line: Line, errand: Errand, now: datetime
) -> NewCall | None:
    """Ring the alarm number; None when somebody has come on duty meanwhile."""
    leg = leg_by_id(tx, errand.body["leg_id"])
    if leg is None or leg.status != LegStatus.PLACING or leg.ended_at is not None:
        return None
    if not any(span.id in errand.body["spans"] for span in open_spans(tx.db)):
        change_leg(tx, leg.id, status=LegStatus.CANCELED.value, ended_at=now)
        return None
    return new_call(tx, desk, line, leg, now, ring_for=RINGS_FOR, longest=LONGEST)
