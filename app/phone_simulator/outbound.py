"""Calls that REST makes and changes: checks, the queue of one dial a second, redirects and endings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from .effects import Source
from .leg import Leg, MachineDetection, Settings
from .model import Call, CallStatus, Direction, RestError
from .progress import callbacks_for, dial, finish
from .switchboard import ADDRESS, BAD_REQUEST, Directory
from .twiml_rules import RULES

MAX_TWIML = 4000
STATUSES = frozenset({"canceled", "completed"})


@dataclass(frozen=True)
class CallWish:
    """POST /Calls as it was asked for."""

    to: str
    from_number: str
    url: str | None = None
    method: str = "POST"
    twiml: str | None = None
    fallback_url: str | None = None
    status_callback: str | None = None
    status_callback_events: tuple[str, ...] = ()
    status_callback_method: str = "POST"
    timeout_s: int = 60
    time_limit_s: int = 14_400
    machine_detection: str | None = None
    machine_detection_timeout_s: int = 30
    async_amd_status_callback: str | None = None
    application_sid: str | None = None


@dataclass(frozen=True)
class CallChange:
    """POST /Calls/{sid} as it was asked for."""

    url: str | None = None
    method: str = "POST"
    twiml: str | None = None
    status: str | None = None
    status_callback: str | None = None


class DialLine:
    """The account's rate: `cps` REST-made calls are dialled in a second, the others wait their turn."""

    def __init__(self, cps: float) -> None:
        self._gap_s = 1 / cps if cps > 0 else 0.0
        self._free_at = 0.0

    def turn(self, elapsed: float) -> float:
        """Seconds that a call must wait from now; its place in the line is taken with the asking."""
        starts = max(elapsed, self._free_at)
        self._free_at = starts + self._gap_s
        return starts - elapsed


def create_call(directory: Directory, line: DialLine, wish: CallWish) -> Call:
    """Accept a call and put it into the line. Raises: RestError as `Carrier.create_call` says."""
    exchange = directory.exchange
    source = _checked_source(directory, wish)
    _check_addresses(directory, wish)
    callbacks, wrong = callbacks_for(
        wish.status_callback, wish.status_callback_method, wish.status_callback_events
    )
    wait_s = line.turn(exchange.clock.elapsed)
    call = Call(
        exchange.new_sid("CA"),
        wish.from_number,
        wish.to,
        Direction.OUTBOUND_API,
        CallStatus.QUEUED,
        exchange.clock.now,
        queue_time_ms=round(wait_s * 1000),
    )
    exchange.store.calls[call.sid] = call
    if wrong is not None:
        message = f'StatusCallbackEvent "{wrong}" is no event: repeat the parameter. No callbacks will come.'
        exchange.report(21626, message, call_sid=call.sid)
    detection = None
    if wish.machine_detection in {"Enable", "DetectMessageEnd"}:
        detection = MachineDetection(
            wish.machine_detection, wish.machine_detection_timeout_s, wish.async_amd_status_callback
        )
    settings = Settings(
        callbacks,
        fallback_url=wish.fallback_url,
        ring_s=wish.timeout_s,
        time_limit_s=wish.time_limit_s,
        detection=detection,
    )
    leg = Leg(exchange, call, directory.known_phone(wish.to), settings)
    directory.keep(leg)
    leg.note("queued", f"{wait_s:g} s")
    exchange.later(wait_s, lambda: _dial(directory, leg, source))
    return call


def _dial(directory: Directory, leg: Leg, source: Source) -> None:
    if leg.is_over:
        return
    phone = directory.known_phone(leg.call.to_number)
    leg.phone = phone
    dial(leg, phone, lambda: leg.begin(directory.interpreter.live(leg, source)))


def _checked_source(directory: Directory, wish: CallWish) -> Source:
    """The first document; `Url` wins over `Twiml`. Raises: RestError 21205, 20001."""
    url, method = wish.url, wish.method
    if url is None and wish.twiml is None:
        application = directory.exchange.store.applications.get(wish.application_sid or "")
        url = application.voice_url if application else None
    if url is not None:
        if urlsplit(url).scheme not in {"http", "https"}:
            raise RestError(BAD_REQUEST, 21205, f"Url is not a valid URL: {url}")
        return Source("outbound", url, method)
    if wish.twiml is None:
        raise RestError(BAD_REQUEST, 21205, "Url parameter is required: give Url, Twiml or ApplicationSid.")
    if len(wish.twiml) > MAX_TWIML:
        raise RestError(
            BAD_REQUEST, 20001, f"Twiml has {len(wish.twiml)} characters. The most is {MAX_TWIML}."
        )
    return Source("outbound", twiml=wish.twiml)


def _check_addresses(directory: Directory, wish: CallWish) -> None:
    """Who may call whom. Raises: RestError 21211, 21212, 21210, 21215."""
    if not ADDRESS.fullmatch(wish.to):
        raise RestError(BAD_REQUEST, 21211, f"The 'To' number {wish.to} is not a valid phone number.")
    if not ADDRESS.fullmatch(wish.from_number):
        raise RestError(
            BAD_REQUEST, 21212, f"The 'From' number {wish.from_number} is not a valid phone number."
        )
    if wish.from_number.startswith("+") and directory.number(wish.from_number) is None:
        message = (
            f"The source phone number provided, {wish.from_number}, is not yet verified for your account."
        )
        raise RestError(BAD_REQUEST, 21210, message)
    prefixes = directory.exchange.enabled_prefixes
    if prefixes is not None and wish.to.startswith("+") and not wish.to.startswith(prefixes):
        message = (
            f"Account not authorized to call {wish.to}. Enable its country in the geographic permissions."
        )
        raise RestError(BAD_REQUEST, 21215, message)


def update_call(leg: Leg, change: CallChange) -> Call:
    """Redirect, cancel or end a call. `canceled` leaves a call alone that is in progress.

    Raises: RestError 21220 when it has ended or cannot be redirected yet, 20001 for an unknown status.
    """
    call = leg.call
    if leg.is_over:
        raise RestError(BAD_REQUEST, 21220, "Call is not in-progress. Cannot redirect.")
    if change.status is not None and change.status not in STATUSES:
        raise RestError(BAD_REQUEST, 20001, f"Status {change.status} is unknown. Give canceled or completed.")
    if change.status_callback is not None:
        leg.settings.callbacks.url = change.status_callback
    in_progress = call.status is CallStatus.IN_PROGRESS
    if change.status == "completed" or (change.status == "canceled" and not in_progress):
        leg.note("ended by REST", change.status)
        finish(leg, CallStatus.COMPLETED if in_progress else CallStatus.CANCELED)
    elif change.status is None and (change.url is not None or change.twiml is not None):
        if not in_progress and call.direction is not Direction.INBOUND:
            raise RestError(BAD_REQUEST, 21220, "Call is not in-progress. Cannot redirect.")
        leg.redirect(Source("redirected", change.url, change.method, twiml=change.twiml))
    return call


def participant_wish(room: str, to: str, from_number: str, settings: Mapping[str, str]) -> CallWish:
    """POST Participants as a call whose document joins the room."""
    root = ET.Element("Response")
    noun = ET.SubElement(ET.SubElement(root, "Dial"), "Conference")
    noun.text = room
    for name, value in settings.items():
        if name in RULES["Conference"].attributes and value:
            noun.set(name, value)
    if settings.get("label"):
        noun.set("participantLabel", settings["label"])
    return CallWish(
        to,
        from_number,
        twiml=ET.tostring(root, encoding="unicode"),
        status_callback=settings.get("status_callback"),
        status_callback_events=tuple(settings.get("status_callback_event", "").split()),
        timeout_s=int(settings.get("timeout", "60")),
    )
