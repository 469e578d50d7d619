"""The store is back: what was spooled meanwhile is recorded, with the times at which it was heard.

Only what still matters is carried out: a call that came, its end, a message that was spoken, a text. Keys are not
pressed again, for whoever pressed them has gone. A line that is read twice changes
nothing: its event is there.
"""

import json
import logging
from typing import Any

from ivr.agent_leg import hear_of_agent_leg
from ivr.call_rows import unheard_row
from ivr.customer_leg import hear_of_customer_leg
from ivr.front_desk import FrontDesk
from ivr.pipeline import TurnHandler, event_key
from ivr.reports import caller_has_left, hear_of_call
from ivr.spool import Spooled
from ivr.talking import hear_of_recording, keep_message
from ivr.text_line import hear_message
from ivr.turn import CallTurn
from ticket_store.calls import call_by_sid, insert_call_once, leg_by_sid, write_event
from ticket_store.engine import Transaction
from ticket_store.rows import Call

log = logging.getLogger(__name__)

_HANDLERS: dict[str, TurnHandler] = {
    "status": hear_of_call,
    "recording": hear_of_recording,
    "message": hear_message,
    "agent-events": hear_of_agent_leg,
    "customer-events": hear_of_customer_leg,
}


def replay(desk: FrontDesk) -> int:
    """Record what was spooled on this machine; how many webhooks. Raises while the store is away: nothing is lost."""
    if desk.spool is None:
        return 0
    with desk.spool.take() as spooled:
        for one in spooled:
            line = desk.lines.line()

            def work(tx: Transaction, one: Spooled = one, line: Any = line) -> None:
                _replay_one(CallTurn(tx, one.at, one.hook, line, desk.addresses, line.menus))

            desk.store.write(work)
    if spooled:
        log.info("%d webhooks that were heard while the store was away are recorded now.", len(spooled))
    return len(spooled)


def _replay_one(turn: CallTurn) -> None:
    hook = turn.hook
    call = call_by_sid(turn.tx, hook.call_sid) or _record(turn)
    is_new = write_event(
        turn.tx, hook.kind, event_key(hook), turn.now, call_id=call.id if call else None,
        leg_sid=hook.call_sid or None, body=json.dumps({**hook.params, "replayed": True}, ensure_ascii=False),
    )  # fmt: skip
    if not is_new:
        return
    handle = _HANDLERS.get(hook.kind)
    if handle is not None:
        handle(turn)
    elif call is not None:
        if hook["RecordingSid"]:
            keep_message(turn, call)
        if hook.has_ended:
            caller_has_left(turn, call_by_sid(turn.tx, hook.call_sid) or call)


def _record(turn: CallTurn) -> Call | None:
    """A call that came while nothing could be written: recorded with its own time, and looked at by the sweeper,
    which asks the carrier how it ended.
    """
    hook = turn.hook
    if not hook.call_sid or hook["Direction"] != "inbound" or leg_by_sid(turn.tx, hook.call_sid) is not None:
        return None
    insert_call_once(turn.tx, unheard_row(turn, at=turn.now, deadline_at=turn.now))
    turn.tx.topics.add("calls")
    return call_by_sid(turn.tx, hook.call_sid)
