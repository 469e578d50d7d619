"""How a call rings, is answered and ends, and whom the carrier tells about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from .leg import Callbacks, Handset, Leg
from .model import CallStatus, Dial, Direction
from .params import bare_request, progress, request

CALL_SETUP_S = 0.5  # from dialling to the first ring
RING_BUFFER_S = 5  # the carrier rings longer than it was asked to. Source: docs:voice/twiml/dial, timeout
DETECTION_S = 4  # a usual decision about who answered. Source: docs:voice/answering-machine-detection
EVENTS = frozenset({"initiated", "ringing", "answered", "completed"})
SIP_CODES = {CallStatus.BUSY: 486, CallStatus.NO_ANSWER: 487, CallStatus.FAILED: 404}


class Reachable(Protocol):
    """How a telephone that is dialled can be reached at all."""

    @property
    def is_reachable(self) -> bool:
        """Whether it would ring."""

    @property
    def is_machine(self) -> bool:
        """Whether a machine answers."""


class Telephone(Handset, Reachable, Protocol):
    """A telephone that can be dialled."""


def tell(leg: Leg, event: str) -> None:
    """Send the callback of an event to whoever asked for it; each is a request of its own."""
    callbacks = leg.settings.callbacks
    leg.note(event, leg.call.status.value)
    if callbacks.url is None or callbacks.silenced or event not in callbacks.events:
        return
    status = "initiated" if event == "initiated" else leg.call.status.value
    extra = progress(leg, status, callbacks.sequence)
    callbacks.sequence += 1
    leg.exchange.notify(
        request(leg, callbacks.kind, callbacks.url, callbacks.method, extra), is_final=event == "completed"
    )


def dial(leg: Leg, phone: Telephone | None, on_answer: Callable[[], None]) -> None:
    """Make the far telephone ring; `on_answer` runs when it is picked up.

    Nobody at the address: a softphone is a quick no-answer without a ring, a number fails with SIP 404.
    """
    exchange, call = leg.exchange, leg.call
    call.started_at = exchange.clock.now
    by = "rest" if call.direction is Direction.OUTBOUND_API else "dial"
    exchange.store.ledger.dials.append(Dial(call.started_at, call.sid, call.from_number, call.to_number, by))
    tell(leg, "initiated")
    if phone is None or not phone.is_reachable:
        status = CallStatus.NO_ANSWER if call.to_number.startswith("client:") else CallStatus.FAILED
        exchange.later(CALL_SETUP_S, lambda: finish(leg, status))
        return
    exchange.later(CALL_SETUP_S, lambda: _ring(leg, phone, on_answer))


def _ring(leg: Leg, phone: Telephone, on_answer: Callable[[], None]) -> None:
    if leg.is_over:
        return
    leg.call.status = CallStatus.RINGING
    tell(leg, "ringing")
    leg.on_pick_up = lambda: _picked_up(leg, phone, on_answer)
    leg.ring_timer = leg.exchange.later(
        leg.settings.ring_s + RING_BUFFER_S, lambda: finish(leg, CallStatus.NO_ANSWER)
    )
    phone.ring(leg)


def _picked_up(leg: Leg, phone: Telephone, on_answer: Callable[[], None]) -> None:
    """The far end answered: callbacks, then machine detection, then the script."""
    if leg.ring_timer is not None:
        leg.ring_timer.cancel()
    leg.on_pick_up = None
    leg.answer()
    tell(leg, "answered")
    leg.limit_timer = leg.exchange.later(leg.settings.time_limit_s, lambda: finish(leg, CallStatus.COMPLETED))
    detection = leg.settings.detection
    if detection is None:
        on_answer()
        return
    verdict = "human"
    if phone.is_machine:
        verdict = "machine_end_beep" if detection.mode == "DetectMessageEnd" else "machine_start"

    def decided() -> None:
        if leg.is_over:
            return
        leg.call.answered_by = verdict
        if detection.url is None:
            on_answer()
            return
        found = {
            "CallSid": leg.sid,
            "AnsweredBy": verdict,
            "MachineDetectionDuration": str(DETECTION_S * 1000),
        }
        leg.exchange.notify(bare_request(leg.exchange, "amd", detection.url, "POST", found), is_final=True)

    leg.exchange.later(min(DETECTION_S, detection.timeout_s), decided)
    if detection.url is not None:
        on_answer()


def finish(leg: Leg, status: CallStatus) -> None:
    """End the call in that status: script, telephone and callbacks learn of it. Harmless when it has ended.

    A call that was cancelled while queued tells nobody.
    """
    call, exchange = leg.call, leg.exchange
    if leg.is_over:
        return
    was_queued = call.started_at is None
    call.status = status
    call.ended_at = call.updated_at = exchange.clock.now
    spoken = exchange.clock.elapsed - leg.answered_elapsed if leg.answered_elapsed is not None else 0
    call.duration_s = round(spoken)
    if call.direction is not Direction.INBOUND:
        call.sip_response_code = SIP_CODES.get(status)
    for timer in (leg.ring_timer, leg.limit_timer):
        if timer is not None:
            timer.cancel()
    leg.on_pick_up = None
    leg.break_off()
    if was_queued:
        leg.note("canceled while queued")
    else:
        tell(leg, "completed")
    if leg.phone is not None:
        leg.phone.line_dead(leg)
    for told in leg.on_over:
        told(leg)


def callbacks_for(
    url: str | None, method: str, events: tuple[str, ...], kind: str = "status"
) -> tuple[Callbacks, str | None]:
    """The callbacks that these settings mean, and an event that does not exist, if one was named.

    One wrong event silences all of them: the carrier takes the call and never calls back (21626).
    """
    wrong = next((event for event in events if event not in EVENTS), None)
    return Callbacks(url, method, events or ("completed",), kind=kind, silenced=wrong is not None), wrong
