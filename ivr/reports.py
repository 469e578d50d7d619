"""What the carrier reports beside the conversation: the ends of calls."""

from call_routing.talking.ending import end_call
from callbacks.ringing.legs import close_talked, customer_leg_ended
from ivr.call_rows import unheard_row
from ivr.turn import Turn, Verbs
from ticket_store.call_states import LegStatus
from ticket_store.callbacks import live_attempt
from ticket_store.calls import call_by_sid, insert_call, leg_by_sid
from ticket_store.rows import Call


def hear_of_call(turn: Turn) -> Verbs:
    """The end of a customer's leg, from the number's own status callback, early, late or twice."""
    hook = turn.hook
    if not hook.has_ended:
        return ()
    call = call_by_sid(turn.tx, hook.call_sid)
    if call is not None:
        caller_has_left(turn, call)
    elif leg_by_sid(turn.tx, hook.call_sid) is None and hook["Direction"] == "inbound":
        _record_unheard(turn)
    return ()


def caller_has_left(turn: Turn, call: Call) -> None:
    """Any webhook may be the first to say that the caller's leg is over."""
    at = turn.hook.told_at(turn.now)
    if call.callback_id is None:
        end_call(turn.tx, turn.line, call, at, turn.now)
        return
    leg = leg_by_sid(turn.tx, turn.hook.call_sid)
    if leg is not None:
        customer_leg_ended(turn.tx, turn.line, leg, LegStatus(turn.hook.status), at, turn.now)
    else:
        end_call(turn.tx, turn.line, call, at, turn.now)
        close_talked(turn.tx, live_attempt(turn.tx, call.callback_id), turn.now)


def _record_unheard(turn: Turn) -> None:
    """A call of which the end is the first that we hear: recorded like every other."""
    at = turn.hook.told_at(turn.now)
    insert_call(turn.tx, unheard_row(turn, at=at, status="ended", outcome="left_in_menu", ended_at=at))
