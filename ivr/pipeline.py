"""The one way of every webhook: check, parse, look up, decide, write down, speak.

The signature is checked before anything is parsed. One transaction holds the event, the state and the answer;
if anything breaks in it, the caller hears an honest sentence and can leave a message, and the log says what.
"""

import json
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from ivr.answers import answer, sorry_leave_message
from ivr.arriving import receive_call
from ivr.front_desk import FrontDesk, Listener
from ivr.heard import whole
from ivr.hook import Hook, pairs_of, storable
from ivr.reports import caller_has_left
from ivr.signature import is_genuine
from ivr.speech import Phrase, phrase, voice_for
from ivr.turn import CallTurn, Tongue, Turn, Verbs
from ivr.twiml import Hangup, Leave, Say, render
from ticket_store.calls import call_by_sid, change_call, write_event
from ticket_store.engine import Transaction, is_store_fault
from ticket_store.line import Line
from ticket_store.rows import Call

log = logging.getLogger(__name__)

LARGEST_BODY = 64 * 1024  # what the carrier itself takes as an answer; its webhooks are under 4 kB


@dataclass(frozen=True)
class Heard:
    """A request as it came in: nothing of it is believed yet. `path` and `query` are raw."""

    method: str
    path: str
    query: bytes
    body: bytes
    form: bool
    signature: str


class NotGenuineError(Exception):
    """The signature does not fit: answered with 403, and nothing is written."""


CallHandler = Callable[[CallTurn, Call], Verbs]
TurnHandler = Callable[[Turn], Verbs]


@dataclass(frozen=True)
class Kind:
    """How one address is answered: on the customer's own leg (`on_call`), or by itself (`on_turn`).

    `takes_step`: good for one answer; a repeat gets that answer again. `to_caller`: a caller listens, though
    nothing of their call is looked up, so that even a broken house owes them a sentence. `in_queue`: they stand in
    the carrier's queue, where nothing can be recorded. `kept` is what of the webhook may be written down.
    """

    on_call: CallHandler | None = None
    on_turn: TurnHandler | None = None
    takes_step: bool = False
    to_caller: bool = False
    in_queue: bool = False
    kept: Callable[[Hook, Line | None], Hook] = whole


def hook_of(desk: FrontDesk, heard: Heard, kind: str) -> Hook:
    """The webhook, once its signature was found right.

    Raises: NotGenuineError; TooMuchError for a form that no carrier sends.
    """
    pairs = pairs_of(heard.body) if heard.form else []
    query = heard.query.decode("latin-1")
    url = f"{desk.addresses.base}{heard.path}" + (f"?{query}" if query else "")
    if not is_genuine(url, pairs, heard.signature, desk.tokens, b"" if heard.form else heard.body):
        raise NotGenuineError
    asked = storable(pairs_of(heard.query))
    return Hook(kind, storable(pairs) if heard.form else asked, asked)


def answer_hook(desk: FrontDesk, hook: Hook, kind: Kind) -> str:
    """The TwiML for a genuine webhook. Never raises: a fault becomes a human sentence and a log line."""
    try:
        line = desk.lines.line()
        now = desk.clock()

        def work(tx: Transaction) -> str:
            turn = CallTurn(tx, now, hook, line, desk.addresses, line.menus)
            if desk.listener is None:
                return _in_transaction(desk, turn, kind)
            return _told_why(desk, turn, kind, desk.listener)

        return desk.store.write(work)
    except Exception as fault:
        log.exception(
            "webhook %s of call %s failed; the caller heard the sorry sentence", hook.kind, hook.call_sid
        )
        kept = _keep_failed(desk, kind.kept(hook, None), fault)
        if kept and hook["RecordingSid"]:
            return _thank(desk)
        return _sorry(desk, kind)


def _told_why(desk: FrontDesk, turn: CallTurn, kind: Kind, listener: Listener) -> str:
    """The same, and what decided is told to who listens."""
    turn.because = []
    document = _in_transaction(desk, turn, kind)
    listener(turn.because)
    return document


def _keep_failed(desk: FrontDesk, hook: Hook, fault: Exception) -> bool:
    """What was heard is kept even where answering it failed: in the store, or while that is away in the spool."""
    if not is_store_fault(fault):
        with suppress(Exception):
            desk.store.write(
                lambda tx: write_event(
                    tx,
                    "failed",
                    f"failed:{event_key(hook)}",
                    desk.clock(),
                    leg_sid=hook.call_sid or None,
                    body=json.dumps({"kind": hook.kind, **hook.params}, ensure_ascii=False),
                )
            )
            return False
    return desk.spool is not None and desk.spool.keep(hook, desk.clock())


def _in_transaction(desk: FrontDesk, turn: CallTurn, kind: Kind) -> str:
    if kind.on_turn is not None:
        _keep(turn, None, kind)
        return render(*kind.on_turn(turn))
    if kind.on_call is None:
        return _first(turn)
    call = call_by_sid(turn.tx, turn.hook.call_sid)
    if call is None:
        log.warning("webhook %s for an unknown call %s", turn.hook.kind, turn.hook.call_sid)
        if turn.hook["Direction"] != "inbound":
            return render(Hangup())
        document = _first(turn)
        call = call_by_sid(turn.tx, turn.hook.call_sid)
        if call is None or not turn.hook["RecordingSid"]:
            return document
        # A message spoken while our store was away: the call is recorded now, and the message with it.
    if call.menu_version != turn.line.menu_version:
        turn.menus = desk.lines.menus(call.menu_version)
    _keep(turn, call, kind)
    return _on_call(turn, call, kind, kind.on_call)


def _first(turn: CallTurn) -> str:
    """The call's first webhook; its answer is kept for a repeat."""
    spoken = receive_call(turn)
    if isinstance(spoken, str):
        return spoken
    document = render(*spoken)
    call = call_by_sid(turn.tx, turn.hook.call_sid)
    if call is not None and call.step == 0 and call.status != "ended":
        change_call(turn.tx, call.id, step=1, answer=document)
    return document


def _on_call(turn: CallTurn, call: Call, kind: Kind, handle: CallHandler) -> str:
    if kind.takes_step and turn.hook.step < call.step and call.status != "ended":
        repeated = turn.hook.step == call.step - 1 and call.answer is not None
        return call.answer if repeated and call.answer else render(*answer(turn, call))
    document = render(*handle(turn, call)) if call.status != "ended" else _after_the_end(turn, call, handle)
    if turn.hook.has_ended and call.status != "ended":
        if turn.changes:
            change_call(turn.tx, call.id, **turn.changes)
        left = call_by_sid(turn.tx, turn.hook.call_sid)
        if left is not None:
            caller_has_left(turn, left)
    elif kind.takes_step and call.status != "ended":
        deadline = turn.now + turn.silence
        kept = {"step": call.step + 1, "answer": document, "deadline_at": deadline}
        change_call(turn.tx, call.id, **turn.changes, **kept)
    return document


def _after_the_end(turn: CallTurn, call: Call, handle: CallHandler) -> str:
    """A late webhook of a call that has ended changes nothing, but a message that was spoken is still kept."""
    if turn.hook["RecordingSid"]:
        handle(turn, call)
    return render(Hangup())


def _keep(turn: Turn, call: Call | None, kind: Kind) -> None:
    """The raw event, under a key that its repeats share."""
    hook = kind.kept(turn.hook, turn.line)
    write_event(
        turn.tx,
        hook.kind,
        event_key(hook),
        turn.now,
        call_id=call.id if call else None,
        leg_sid=hook.call_sid or None,
        body=json.dumps(hook.params, ensure_ascii=False),
    )


def event_key(hook: Hook) -> str:
    """What a webhook and its repeats share, and no other webhook has."""
    parts: tuple[str, ...] = (
        hook.call_sid or hook["ConferenceSid"] or hook["MessageSid"],
        hook.kind,
        hook.token,
        hook.query.get("s", ""),
        hook["ConferenceSid"],
        hook["SequenceNumber"],
        hook.status,
        hook["StatusCallbackEvent"] or hook["RecordingStatus"] or hook["Digits"],
        hook["QueueTime"],
    )
    return ":".join(part[:64] for part in parts)


def _thank(desk: FrontDesk) -> str:
    """The message is spooled: whoever spoke it is not asked again."""
    return _in_shops_language(
        desk, Phrase.MESSAGE_THANKS, lambda tongue: (tongue.say(Phrase.MESSAGE_THANKS), Hangup())
    )


def _sorry(desk: FrontDesk, kind: Kind) -> str:
    """An honest sentence, and a message can be left; out of the queue first, where one would be refused."""
    if kind.in_queue:
        return render(Leave())
    if kind.on_turn is not None and not kind.to_caller:
        return render(Hangup())
    return _in_shops_language(desk, Phrase.SORRY, lambda tongue: sorry_leave_message(desk.addresses, tongue))


def _in_shops_language(desk: FrontDesk, plainly: Phrase, speak: Callable[[Tongue], Verbs]) -> str:
    """What `speak` says; while not even the shop's language is known, one sentence in English."""
    try:
        line = desk.lines.line()
        return render(*speak(Tongue(line, line.shop.languages[0])))
    except Exception:  # noqa: BLE001 - the store is away: even the shop's language is not known
        voice = voice_for("en")
        said = Say(phrase("en", plainly), language=voice.language, voice=voice.name)
        return render(said, Hangup())
