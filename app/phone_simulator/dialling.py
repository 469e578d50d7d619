"""Dial to telephones, softphones and SIP addresses. Source: docs:voice/twiml/dial, /number, /client."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from xml.etree import ElementTree as ET

from .bridging import Bridge, talk
from .effects import CallerGone, News, Redirected, Source, Steps, fetch, wait
from .leg import Leg, Settings
from .model import Call, CallStatus, Direction, Recording
from .params import request
from .progress import callbacks_for, dial, finish
from .recording import StatusCallback, facts, start, status_callback, stop
from .speaking import report
from .verb import Verb

DEFAULT_RING_S = 30
DEFAULT_LIMIT_S = 14_400
MAX_NOUNS = 10


@dataclass
class Outcome:
    """What the action of a Dial is told."""

    status: str = "canceled"
    call: Call | None = None
    bridged: bool = False
    recording: Recording | None = None
    extra: dict[str, str] = field(default_factory=dict)
    names_call: bool = True

    def params(self, leg: Leg) -> dict[str, str]:
        """The parameters; a conference names no call and no duration."""
        params = {
            "DialCallStatus": self.status,
            "DialBridged": "true" if self.bridged else "false",
        } | self.extra
        if self.call is not None and self.names_call:
            params["DialCallSid"] = self.call.sid
            if self.call.answered_at is not None:
                params["DialCallDuration"] = str(self.call.duration_s or 0)
        if self.recording is not None:
            params |= facts(leg, self.recording)
        return params


class Ringing:
    """One Dial under way: the legs that ring or talk for one caller."""

    def __init__(self, parent: Leg) -> None:
        self.parent = parent
        self.children: list[Leg] = []
        self.released: list[Leg] = []
        self.winner: Leg | None = None
        self.bridge: Bridge | None = None

    @property
    def is_hopeless(self) -> bool:
        """Whether every leg has ended and none was joined."""
        return self.winner is None and all(child.is_over for child in self.children)

    def child_over(self, child: Leg) -> None:
        """A leg ended: the caller's script looks again."""
        if self.bridge is not None and child is self.winner:
            self.bridge.end()
        self.parent.tell(News(self, "child over"))

    def through(self, child: Leg) -> Steps[None]:
        """A leg may be joined: the first one is, the others are cut off."""
        if self.winner is not None:
            return
        self.winner = child
        self.cut_off_others()
        self.bridge = Bridge(self.parent, child)
        self.parent.tell(News(self, "joined"))
        try:
            yield from talk(child, self.bridge)
        except Redirected:
            self.released.append(child)
            raise

    def cut_off_others(self) -> None:
        """End every leg but the winner."""
        for child in self.children:
            if child is not self.winner and child not in self.released:
                finish(child, CallStatus.CANCELED if child.answered_elapsed is None else CallStatus.COMPLETED)

    def clear(self) -> None:
        """The Dial is over: end what is left of it, except a leg that REST sent elsewhere."""
        if self.bridge is not None:
            self.bridge.end()
        self.cut_off_others()
        if self.winner is not None and self.winner not in self.released:
            finish(self.winner, CallStatus.COMPLETED)


def after_dial(verb: Verb, outcome: Outcome) -> Source | None:
    """The action's document, or None where the document simply goes on."""
    if verb.element.get("action") is None:
        return None
    return verb.source("dial", verb.document.resolve(verb.get("action")), **outcome.params(verb.leg))


def tell_action(verb: Verb, outcome: Outcome) -> Steps[None]:
    """Ask the action of a Dial that was interrupted; its answer is not run.

    Source: measured in qisoft/i-hate-making-calls#25: a redirect asks for the action, then for the new URL.
    """
    if verb.element.get("action") is None:
        return
    url = verb.document.resolve(verb.get("action"))
    yield from fetch(request(verb.leg, "dial", url, verb.get("method", "POST"), outcome.params(verb.leg)))


def dial_numbers(verb: Verb, nouns: list[ET.Element], outcome: Outcome) -> Steps[None]:
    """Ring the nouns, all at once or one after the other, and stay while the caller talks."""
    if len(nouns) > MAX_NOUNS:
        report(verb, 12200, f"<Dial> has {len(nouns)} nouns. Only the first {MAX_NOUNS} are rung.")
        nouns = nouns[:MAX_NOUNS]
    batches = [[noun] for noun in nouns] if verb.flag("sequential") else [nouns]
    for batch in batches:
        yield from _ring_batch(verb, batch, outcome)
        if outcome.bridged:
            return


def _ring_batch(verb: Verb, nouns: list[ET.Element], outcome: Outcome) -> Steps[None]:
    leg, ringing = verb.leg, Ringing(verb.leg)
    told = status_callback(verb)
    try:
        with leg.inside(ringing):
            for noun in nouns:
                _dial_noun(replace(verb, element=noun), verb, ringing, outcome)
            while ringing.winner is None and not ringing.is_hopeless:
                yield from _news(ringing)
        if ringing.bridge is not None:
            outcome.bridged = True
            leg.answer()
            yield from _talk_recorded(verb, ringing.bridge, outcome, told)
    except (CallerGone, Redirected):
        ringing.clear()
        _judge(ringing, outcome)
        raise
    finally:
        ringing.clear()
    _judge(ringing, outcome)


def _talk_recorded(verb: Verb, bridge: Bridge, outcome: Outcome, told: StatusCallback) -> Steps[None]:
    """Talk; with the `record` attribute a recording is made of it."""
    leg, mode = verb.leg, verb.get("record", "do-not-record")
    began = leg.exchange.clock.elapsed
    if mode.startswith(("record-from", "true")):
        outcome.recording = start(leg, "DialVerb", told, channels=2 if mode.endswith("dual") else 1)
    try:
        yield from talk(
            leg,
            bridge,
            limit_s=verb.number("timeLimit", DEFAULT_LIMIT_S),
            star_ends=verb.flag("hangupOnStar"),
        )
    finally:
        if outcome.recording is not None:
            stop(leg, outcome.recording, told, leg.exchange.clock.elapsed - began)


def _news(scope: object) -> Steps[None]:
    """Wait for news of this scope."""
    try:
        yield from wait(None)
    except News as news:
        if news.scope is not scope:
            raise


def _judge(ringing: Ringing, outcome: Outcome) -> None:
    """What the Dial came to: the joined leg's end, else the most telling of the others."""
    if ringing.winner is not None:
        outcome.call, outcome.status = ringing.winner.call, "completed"
        return
    ended = [child.call for child in ringing.children]
    answered = [call for call in ended if call.answered_at is not None]
    for call in (answered or ended)[-1:]:
        outcome.call, outcome.status = call, call.status.value


def _dial_noun(noun: Verb, dial_verb: Verb, ringing: Ringing, outcome: Outcome) -> None:
    """Make the leg of one noun and let it ring; what may not be dialled is reported and counts as failed."""
    parent, exchange = ringing.parent, noun.leg.exchange
    address = _address(noun)
    caller_id = dial_verb.get("callerId") or parent.call.from_number
    refused = _refusal(noun, address, caller_id)
    if refused is not None:
        report(noun, refused[0], refused[1])
        outcome.status = "failed"
        return
    events = tuple(noun.get("statusCallbackEvent").split())
    callbacks, wrong = callbacks_for(
        noun.url("statusCallback"), noun.get("statusCallbackMethod", "POST"), events, "number_status"
    )
    if wrong is not None:
        report(noun, 21626, f'"{wrong}" in statusCallbackEvent is no event. No callbacks will come.')
    call = Call(
        exchange.new_sid("CA"),
        caller_id,
        address,
        Direction.OUTBOUND_DIAL,
        CallStatus.QUEUED,
        exchange.clock.now,
        parent_sid=parent.sid,
    )
    exchange.store.calls[call.sid] = call
    settings = Settings(callbacks, ring_s=max(5, dial_verb.number("timeout", DEFAULT_RING_S)))
    phone = noun.runner.phone_at(address)
    child = Leg(exchange, call, phone, settings)
    noun.runner.adopt(child)
    child.on_over.append(ringing.child_over)
    ringing.children.append(child)
    whisper = noun.url("url")
    source = noun.source("whisper", whisper) if whisper else None

    def answered() -> None:
        child.begin(noun.runner.connect(child, source, lambda: ringing.through(child)))

    dial(child, phone, answered)


def _address(noun: Verb) -> str:
    if noun.element.tag != "Client":
        return noun.text
    identity = noun.element.find("Identity")
    return "client:" + (
        (identity.text or "").strip() if identity is not None else (noun.element.text or "").strip()
    )


def _refusal(noun: Verb, address: str, caller_id: str) -> tuple[int, str] | None:
    """Why this address may not be dialled, as code and sentence."""
    exchange, call = noun.leg.exchange, noun.leg.call
    if noun.element.tag in {"Client", "Sip"}:
        return None
    if not address.startswith("+") or not address[1:].isdecimal():
        return 13223, f'"{address}" is not a number that can be dialled. Write it as +48..., digits only.'
    prefixes = exchange.enabled_prefixes
    if prefixes is not None and not address.startswith(prefixes):
        return 13227, f"Calls to {address} are not enabled in the account's geographic permissions."
    owned = {number.number for number in exchange.store.numbers.values()}
    allowed = {one for one in owned | {call.from_number, call.to_number} if not one.startswith("client:")}
    if caller_id not in allowed:
        return 13214, f"callerId {caller_id} is neither a number of this call nor one of the account."
    return None
