"""A text to somebody's phone, sent once and never twice.

POST /Messages cannot be made idempotent, as POST /Calls cannot: the errand is written off before we ask, and
comes back only where the carrier was proven not to have been asked at all.
"""

import logging

from call_routing.phone_line import LineAwayError, LineRefusedError, LineUnclearError
from callbacks.callback_desk import CallbackDesk
from callbacks.limits.dial_gate import may_text
from callbacks.telling.mailing import note_told
from callbacks.telling.notice_words import LINK
from ticket_store import outbox
from ticket_store.line import Line
from ticket_store.outbox import Errand

log = logging.getLogger(__name__)


def send_text(desk: CallbackDesk, errand: Errand) -> str | None:
    """Send the text `body.text` to the customer at `body.to`; why it did not go out, None when it did.

    `body.path` is the page of ours whose address the text names.

    Raises: LineAwayError, when nothing was sent and it may be tried again.
    """
    to = errand.body["to"]
    if not may_text(desk.lines.line(), to):
        return "this number may not be texted"
    text = errand.body["text"].replace(LINK, desk.addresses.base + errand.body.get("path", ""))
    failure = send_once(desk, errand, to, text)
    if failure is None:
        note_told(desk, errand)
    return failure


def send_once(desk: CallbackDesk, errand: Errand, to: str, text: str) -> str | None:
    """Send a text for this errand, to whomever. Answers and raises as `send_text`."""
    if not desk.store.write(lambda tx: outbox.begin_once(tx, errand, desk.clock())):
        return None
    try:
        desk.phone.send_text(to, sender(desk.lines.line()), text)
    except LineAwayError:
        desk.store.write(lambda tx: outbox.take_back(tx, errand))
        raise
    except (LineRefusedError, LineUnclearError) as fault:
        log.warning("a text (errand %s) was not sent, or we do not know it: %s", errand.id, fault)
        return f"{type(fault).__name__}: {fault}"[:300]
    return None


def sender(line: Line) -> str:
    """The shop's number that the reader sees."""
    return line.shop.caller_id or next(iter(line.dids), "")
