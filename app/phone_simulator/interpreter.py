"""Runs documents: fetches them, walks through their verbs, and ends calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree import ElementTree as ET

from .conferencing import Conferencing
from .dialling import Outcome, after_dial, dial_numbers, tell_action
from .effects import CallerGone, Redirected, Source, Steps, fetch, wait
from .exchange import Exchange
from .gathering import gather
from .leg import Leg
from .model import CallStatus, Direction, Verdict
from .params import first_request, request
from .progress import Telephone, finish
from .queueing import Queueing
from .recording import record
from .speaking import pause, report, say, say_seconds
from .twiml import Document, DocumentError, parse, read
from .verb import EndCall, LeaveQueue, Place, Verb, VerbFunction
from .verdicts import ALLOWED_IN, judge_document
from .webhook_client import Answer

APOLOGY = "We are sorry, an application error has occurred. Goodbye."
RUNAWAY_DOCUMENTS = (
    200  # so many documents within one second of a call are a loop that the application cannot leave
)


class Interpreter:
    """The runner of every document of one carrier."""

    def __init__(self, exchange: Exchange, phones: Mapping[str, Telephone], legs: dict[str, Leg]) -> None:
        self._exchange = exchange
        self._phones = phones
        self._legs = legs
        self.queueing = Queueing(exchange)
        self.conferencing = Conferencing(exchange)
        self._verbs: dict[str, VerbFunction] = {
            "Say": say,
            "Play": say,
            "Pause": pause,
            "Gather": gather,
            "Record": record,
            "Dial": self._dial,
            "Enqueue": self.queueing.enqueue,
            "Redirect": _redirect,
            "Hangup": _hang_up,
            "Reject": _reject,
            "Leave": _leave,
        }

    def phone_at(self, address: str) -> Telephone | None:
        """The telephone with that address, None where there is none."""
        return self._phones.get(address)

    def adopt(self, leg: Leg) -> None:
        """Remember a leg that a verb made."""
        self._legs[leg.sid] = leg

    def live(self, leg: Leg, source: Source) -> Steps[None]:
        """The whole life of a leg: document after document, with what REST gives it between."""
        current: Source | None = source
        while current is not None:
            try:
                yield from self._live_once(leg, current)
                current = None
            except Redirected as redirected:
                current = redirected.source
                leg.note("redirected", current.url or "TwiML by REST")
            except CallerGone:
                return
        finish(leg, CallStatus.COMPLETED)

    def connect(self, leg: Leg, source: Source | None, on_through: Callable[[], Steps[None]]) -> Steps[None]:
        """The life of a leg that was dialled: its whisper document, then `on_through`."""
        try:
            if source is not None:
                yield from self.run(leg, source, Place.WHISPER)
            yield from on_through()
        except Redirected as redirected:
            yield from self.live(leg, redirected.source)
        except DocumentError as failed:
            self._blame(leg, failed)
        except (CallerGone, EndCall):
            pass
        finish(leg, CallStatus.COMPLETED)

    def run(
        self, leg: Leg, source: Source, place: Place, on_ready: Callable[[], None] | None = None
    ) -> Steps[None]:
        """Run a document with all that it redirects to, until it ends; `on_ready` runs once it has come."""
        current: Source | None = source
        while current is not None:
            document = yield from self._document(leg, current, place)
            if on_ready is not None:
                on_ready()
                on_ready = None
            current = yield from self._walk(leg, document, place)

    def _live_once(self, leg: Leg, source: Source) -> Steps[None]:
        try:
            yield from self.run(leg, source, Place.CALL)
            leg.answer()
        except EndCall as end:
            finish(leg, end.status)
        except LeaveQueue:
            leg.note("Leave", "outside a queue: the document ends")
        except DocumentError as failed:
            self._blame(leg, failed)
            leg.answer()
            leg.hear("Say", APOLOGY)
            yield from wait(say_seconds(APOLOGY))

    def _document(self, leg: Leg, source: Source, place: Place) -> Steps[Document]:
        """Fetch and judge a document; a call's own documents may come from its fallback URL instead."""
        self._guard(leg)
        if source.url is None:
            document = parse(source.twiml or "", None)
            self._judge(leg, document, place)
            return document
        answer = yield from self._ask(leg, source, place)
        try:
            document = read(answer)
        except DocumentError as failed:
            settings = leg.settings
            if place is not Place.CALL or settings.fallback_url is None or source.kind == "fallback":
                raise
            self._blame(leg, failed)
            why = (("ErrorCode", str(failed.code)), ("ErrorUrl", failed.url or source.url))
            fallback = Source("fallback", settings.fallback_url, settings.fallback_method, why)
            return (yield from self._document(leg, fallback, place))
        self._judge(leg, document, place)
        return document

    def _ask(self, leg: Leg, source: Source, place: Place) -> Steps[Answer]:
        """Send the request for a document, with what belongs to the place where it runs."""
        extra, dice = dict(source.params), self._exchange.dice
        if place is Place.QUEUE_WAIT:
            extra = self.queueing.wait_params(leg) | extra
        if source.kind == "voice":
            extra = first_request(leg) | extra
        if leg.call.direction is Direction.INBOUND and dice.strikes("hang_up_between"):
            self._exchange.later(0, lambda: self._hang_up_next(leg))
        wanted = request(leg, source.kind, source.url or "", source.method, extra)
        if dice.strikes("double_request"):
            yield from fetch(wanted)
        return (yield from fetch(wanted))

    def _hang_up_next(self, leg: Leg) -> None:
        """Chaos: the caller hangs up once the request is out, before its answer is taken."""
        self._exchange.later(0, lambda: finish(leg, CallStatus.COMPLETED))

    def _walk(self, leg: Leg, document: Document, place: Place) -> Steps[Source | None]:
        """Run the verbs of one document in order; answers where it goes on, None at its end."""
        for element in document.root:
            if element.tag == "Dial" and place is Place.WHISPER:
                raise EndCall  # 13201, said by judge_document: the called party is cut off
            function = self._verbs.get(element.tag)
            if function is None or element.tag not in ALLOWED_IN[place]:
                continue  # said by judge_document; the carrier leaves it out and goes on
            verb = Verb(self, leg, element, document, place, is_first=not leg.has_run_a_verb)
            leg.has_run_a_verb = True
            source = yield from function(verb)
            if source is not None:
                return source
        return None

    def _dial(self, verb: Verb) -> Steps[Source | None]:
        """Dial the nouns, then ask the action; an interrupted Dial asks it and ignores the answer."""
        outcome = Outcome()
        if not (verb.is_first and verb.flag("answerOnBridge")):
            verb.leg.answer()
        try:
            yield from self._dial_nouns(verb, outcome)
        except (CallerGone, Redirected):
            yield from tell_action(verb, outcome)
            raise
        return after_dial(verb, outcome)

    def _dial_nouns(self, verb: Verb, outcome: Outcome) -> Steps[None]:
        nouns = list(verb.element)
        if not nouns and verb.text:
            number = ET.Element("Number")
            number.text = verb.text
            nouns = [number]
        verb.leg.note("Dial", ", ".join(f"{noun.tag} {(noun.text or '').strip()}" for noun in nouns))
        rooms = [noun for noun in nouns if noun.tag in {"Conference", "Queue"}]
        telephones = [noun for noun in nouns if noun.tag in {"Number", "Client", "Sip"}]
        if rooms and rooms[0].tag == "Conference":
            yield from self.conferencing.join(verb, rooms[0], outcome)
        elif rooms:
            yield from self.queueing.dial_queue(verb, rooms[0], outcome)
        elif telephones:
            yield from dial_numbers(verb, telephones, outcome)
        else:
            report(verb, 12200, "<Dial> has nothing to dial. Put a noun into it.")
            outcome.status = "failed"

    def _judge(self, leg: Leg, document: Document, place: Place) -> None:
        """Write the verdict on a document beside its webhook, and its faults into the debugger."""
        faults = judge_document(document.root, place)
        for fault in faults:
            self._exchange.report(
                fault.code,
                f"{fault.where}: {fault.message}",
                call_sid=leg.sid,
                webhook_id=document.webhook_id,
                level=fault.level,
            )
        if not faults and document.webhook_id is not None:
            record = self._exchange.store.webhooks[document.webhook_id - 1]
            record.verdicts.append(Verdict("ok", 0, record.url, "Valid TwiML."))

    def _blame(self, leg: Leg, failed: DocumentError) -> None:
        leg.note("error", f"{failed.code} {failed.message}")
        self._exchange.report(failed.code, failed.message, call_sid=leg.sid, webhook_id=failed.webhook_id)

    def _guard(self, leg: Leg) -> None:
        """Stop a call that asks for document after document without any time going by."""
        now = self._exchange.clock.elapsed
        since, count = leg.documents_at
        leg.documents_at = (since, count + 1) if now - since < 1 else (now, 1)
        if leg.documents_at[1] > RUNAWAY_DOCUMENTS:
            message = f"{count} documents within one second: a loop of redirects. Speak or pause in between."
            raise DocumentError(12400, message)


def _redirect(verb: Verb) -> Steps[Source | None]:
    yield from ()
    return verb.source("redirect", verb.document.resolve(verb.text))


def _hang_up(verb: Verb) -> Steps[Source | None]:
    yield from ()
    verb.leg.answer()
    raise EndCall


def _reject(verb: Verb) -> Steps[Source | None]:
    """Refuse without answering; on a call that was answered before it is a hang-up."""
    yield from ()
    if verb.leg.call.status is not CallStatus.RINGING:
        raise EndCall
    raise EndCall(CallStatus.BUSY if verb.get("reason") == "busy" else CallStatus.NO_ANSWER)


def _leave(verb: Verb) -> Steps[Source | None]:
    yield from ()
    verb.leg.note("Leave")
    raise LeaveQueue
