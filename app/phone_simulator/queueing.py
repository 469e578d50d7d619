"""Enqueue, its wait document, and Dial to a Queue. Source: docs:voice/twiml/enqueue, /queue."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from .bridging import Bridge, talk
from .dialling import DEFAULT_LIMIT_S, DEFAULT_RING_S, Outcome
from .effects import CallerGone, News, Redirected, Source, Steps, fetch, wait
from .exchange import Exchange
from .leg import Leg
from .model import Member, Queue
from .params import request
from .progress import RING_BUFFER_S
from .speaking import report, silence_or_music
from .twiml import DocumentError
from .verb import EndCall, LeaveQueue, Place, Verb

MAX_NAME = 64
DEFAULT_SIZE = 1000
SHORTEST_ROUND_S = 1.0  # a wait document that takes no time is not asked for again within the same second


@dataclass(eq=False)
class Pickup:
    """Somebody who dialled the queue and waits for its front caller, or talks with them."""

    leg: Leg
    url: str | None
    method: str
    caller: Leg | None = None
    bridge: Bridge | None = None
    caller_left: bool = False


@dataclass(eq=False)
class Stay:
    """One caller's stay in a queue."""

    leg: Leg
    queue: Queue
    member: Member
    pickup: Pickup | None = None
    bridged: bool = False

    @property
    def seconds(self) -> int:
        """How long the caller has waited, or waited until somebody took them."""
        return int(self.leg.exchange.clock.elapsed - self.member.joined_elapsed)


@dataclass
class Floor:
    """Who waits in a queue, and who waits for somebody to join it."""

    queue: Queue
    stays: list[Stay] = field(default_factory=list)
    pickups: list[Pickup] = field(default_factory=list)


class Queueing:
    """The queues of the account."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._floors: dict[str, Floor] = {}

    def enqueue(self, verb: Verb) -> Steps[Source | None]:
        """Wait in a queue until somebody takes the caller or something ends it; then ask the action.

        At hang-up and at a redirect the action is asked too, and its answer is not run.
        """
        leg = verb.leg
        leg.answer()
        name = (verb.element.text or "").strip()[:MAX_NAME]
        if not name:
            report(verb, 12200, "<Enqueue> has no queue name. Write one between its tags.")
        floor = self._floor(name or "(unnamed)", verb.number("maxQueueSize", DEFAULT_SIZE))
        if len(floor.stays) >= floor.queue.max_size:
            return self._after(verb, {"QueueResult": "queue-full"})
        stay = self._join(leg, floor)
        waited = 0
        try:
            with leg.inside(stay):
                outcome = yield from self._stay(verb, stay)
        except (CallerGone, EndCall):
            waited = self._leave(floor, stay)
            yield from self._tell(verb, _result(stay, "hangup", waited))
            raise
        except Redirected:
            waited = self._leave(floor, stay)
            yield from self._tell(
                verb, _result(stay, "redirected-from-bridged" if stay.bridged else "redirected", waited)
            )
            raise
        finally:
            waited = self._leave(floor, stay) or waited
        return self._after(verb, _result(stay, outcome, waited))

    def dial_queue(self, verb: Verb, noun: ET.Element, outcome: Outcome) -> Steps[None]:
        """Take the front caller, or wait for one until the timeout; an unknown queue is an error."""
        floor = self._floors.get((noun.text or "").strip())
        if floor is None:
            verb.leg.note("no such queue", (noun.text or "").strip())
            outcome.status = "failed"
            return
        verb.leg.answer()
        url = verb.document.resolve(noun.get("url")) if noun.get("url") else None
        pickup = Pickup(verb.leg, url, noun.get("method", "POST"))
        floor.pickups.append(pickup)
        outcome.status = "no-answer"
        self._match(floor)
        try:
            with verb.leg.inside(pickup):
                yield from _until_bridged(verb, pickup)
            if pickup.bridge is not None and pickup.caller is not None:
                outcome.status, outcome.bridged, outcome.call = "completed", True, pickup.caller.call
                limit = verb.number("timeLimit", DEFAULT_LIMIT_S)
                yield from talk(verb.leg, pickup.bridge, limit_s=limit, star_ends=verb.flag("hangupOnStar"))
        finally:
            if pickup in floor.pickups:
                floor.pickups.remove(pickup)

    def _floor(self, name: str, max_size: int) -> Floor:
        if name not in self._floors:
            queue = Queue(self._exchange.new_sid("QU"), name, self._exchange.clock.now, max_size)
            self._exchange.store.queues[queue.sid] = queue
            self._floors[name] = Floor(queue)
        return self._floors[name]

    def _join(self, leg: Leg, floor: Floor) -> Stay:
        clock = self._exchange.clock
        member = Member(leg.sid, clock.now, clock.elapsed)
        stay = Stay(leg, floor.queue, member)
        floor.stays.append(stay)
        floor.queue.members.append(member)
        leg.note("Enqueue", floor.queue.friendly_name)
        self._exchange.later(0, lambda: self._match(floor))
        return stay

    def _leave(self, floor: Floor, stay: Stay) -> int:
        """Take the caller out of the queue; answers how long they waited, 0 when they were out already."""
        if stay not in floor.stays:
            return 0
        floor.stays.remove(stay)
        floor.queue.members.remove(stay.member)
        floor.queue.waits_s.append(stay.seconds)
        return stay.seconds

    def _match(self, floor: Floor) -> None:
        """Bring the front caller and the first who waits for one together."""
        while floor.pickups and floor.stays:
            pickup, stay = floor.pickups.pop(0), floor.stays[0]
            stay.pickup, pickup.caller = pickup, stay.leg
            stay.member.waited_s = self._leave(floor, stay)
            stay.leg.tell(News(stay, "taken"))

    def _stay(self, verb: Verb, stay: Stay) -> Steps[str]:
        """Wait, round after round of the wait document; answers the QueueResult."""
        leg, wait_url = verb.leg, verb.url("waitUrl")
        clock = leg.exchange.clock
        try:
            if wait_url is None:
                silence_or_music(leg, verb.element.get("waitUrl"))
                yield from wait(None)
            while wait_url is not None:
                began = clock.elapsed
                source = verb.source("enqueue_wait", wait_url, verb.get("waitUrlMethod", "POST"))
                yield from verb.runner.run(leg, source, Place.QUEUE_WAIT)
                if clock.elapsed - began < SHORTEST_ROUND_S:
                    yield from wait(SHORTEST_ROUND_S)
        except LeaveQueue:
            return "leave"
        except DocumentError as failed:
            report(verb, failed.code, failed.message)
            return "error"
        except News as news:
            if news.scope is not stay or stay.pickup is None:
                raise
        return (yield from _meet(verb, stay))

    def wait_params(self, leg: Leg) -> dict[str, str]:
        """What the wait document is told about the caller's place. Empty for a leg that is in no queue."""
        for floor in self._floors.values():
            for position, stay in enumerate(floor.stays, 1):
                if stay.leg is leg:
                    return {
                        "QueueSid": floor.queue.sid,
                        "QueuePosition": str(position),
                        "QueueTime": str(stay.seconds),
                        "AvgQueueTime": str(floor.queue.average_wait_s),
                        "CurrentQueueSize": str(len(floor.stays)),
                        "MaxQueueSize": str(floor.queue.max_size),
                    }
        return {}

    @staticmethod
    def _after(verb: Verb, params: dict[str, str]) -> Source | None:
        verb.leg.note("left the queue", params["QueueResult"])
        if verb.element.get("action") is None:
            return None
        return verb.source("enqueue", verb.document.resolve(verb.get("action")), **params)

    @staticmethod
    def _tell(verb: Verb, params: dict[str, str]) -> Steps[None]:
        verb.leg.note("left the queue", params["QueueResult"])
        if verb.element.get("action") is None:
            return
        url = verb.document.resolve(verb.get("action"))
        yield from fetch(request(verb.leg, "enqueue", url, verb.get("method", "POST"), params))


def _result(stay: Stay, outcome: str, waited: int) -> dict[str, str]:
    seconds = stay.member.waited_s if stay.member.waited_s is not None else waited
    return {"QueueResult": outcome, "QueueSid": stay.queue.sid, "QueueTime": str(seconds)}


def _meet(verb: Verb, stay: Stay) -> Steps[str]:
    """The caller was taken: the queue's url runs on the caller's leg, then both talk."""
    pickup = stay.pickup
    if pickup is None:
        return "system-error"
    try:
        if pickup.url is not None:
            extra = {
                "QueueSid": stay.queue.sid,
                "QueueTime": str(stay.member.waited_s or 0),
                "DequeingCallSid": pickup.leg.sid,  # sic: the carrier spells it so
            }
            source = verb.source("queue_url", pickup.url, pickup.method, **extra)
            yield from verb.runner.run(verb.leg, source, Place.QUEUE_CALLER)
        if pickup.leg.is_over:
            return "hangup"
        stay.bridged = True
        pickup.bridge = Bridge(verb.leg, pickup.leg)
        pickup.leg.tell(News(pickup, "bridged"))
        yield from talk(verb.leg, pickup.bridge)
    finally:
        if pickup.bridge is None:
            pickup.caller_left = True
            pickup.leg.tell(News(pickup, "caller left"))
    return "bridged"


def _until_bridged(verb: Verb, pickup: Pickup) -> Steps[None]:
    """Wait for the front caller until the timeout, then for the end of their document."""
    clock = verb.leg.exchange.clock
    ends = clock.elapsed + verb.number("timeout", DEFAULT_RING_S) + RING_BUFFER_S
    while pickup.bridge is None and not pickup.caller_left:
        try:
            came = yield from wait(ends - clock.elapsed if pickup.caller is None else None)
        except News as news:
            if news.scope is not pickup:
                raise
            continue
        if came is None and pickup.caller is None:
            return
