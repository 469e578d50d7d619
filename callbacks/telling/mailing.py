"""A mail, handed over once and never twice; as with texts, the errand is written off before the server is asked."""

import logging

from callbacks.callback_desk import CallbackDesk, NotYetError
from callbacks.post import Letter, PostAwayError, PostRefusedError, PostUnclearError, is_address, one_line
from callbacks.telling.notice_words import LINK
from ticket_store import outbox
from ticket_store.notices_kept import promise_was_told
from ticket_store.outbox import Errand

log = logging.getLogger(__name__)


def send_mail(desk: CallbackDesk, errand: Errand) -> str | None:
    """Send the mail `body.subject`, `body.text` to `body.to`; why it did not go out, None when it did.

    Raises: NotYetError, when nothing was handed over and it may be tried again.
    """
    if desk.post is None:
        return "no mail server is set: SMTP_URL"
    to = errand.body["to"]
    if not is_address(to):
        return "this is no mail address"
    if not desk.store.write(lambda tx: outbox.begin_once(tx, errand, desk.clock())):
        return None
    text = errand.body["text"].replace(LINK, desk.addresses.base + errand.body.get("path", ""))
    letter = Letter(
        id=errand.id,
        at=desk.clock(),
        from_name=one_line(desk.lines.line().shop.name),
        to=to,
        subject=one_line(errand.body["subject"]),
        text=text,
    )
    try:
        desk.post.send(letter)
    except PostAwayError as fault:
        desk.store.write(lambda tx: outbox.take_back(tx, errand))
        raise NotYetError(str(fault)) from fault
    except (PostRefusedError, PostUnclearError) as fault:
        log.warning("a mail (errand %s) was not sent, or we do not know it: %s", errand.id, fault)
        return f"{type(fault).__name__}: {fault}"[:300]
    note_told(desk, errand)
    return None


def note_told(desk: CallbackDesk, errand: Errand) -> None:
    """The customer has it in writing: the promise says since when."""
    promise_id = errand.body.get("promise")
    if promise_id is not None:
        desk.store.write(lambda tx: promise_was_told(tx, promise_id, desk.clock()))
