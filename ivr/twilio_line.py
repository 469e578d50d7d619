"""The carrier's REST API as the house's phone line. Imported by workers only: `twilio.rest` takes half a second.

What is unclear is told apart from what is refused: a read that timed out, a 5xx or a torn answer may have
made the call; a 4xx and a connection that never came about have not.
Source: https://www.twilio.com/docs/api/errors/20500: creating a call is not idempotent.
"""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import requests
from twilio.base.exceptions import TwilioException, TwilioRestException, TwilioServiceException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from call_routing.phone_line import (
    CarrierCall,
    LineAwayError,
    LineRefusedError,
    LineUnclearError,
    NewCall,
)

_TIMEOUT_S = 10.0
_PAGE, _MOST_LISTED = 500, 5_000
_TOO_MANY, _UNAUTHORIZED, _NOT_FOUND, _TOO_SLOW, _SERVER = 429, 401, 404, 408, 500
_MADE_BY_US = "outbound-api"
_GONE = frozenset({21220, 20404, 16022})  # the call has ended, there is no such thing, the room has ended
# What the carrier's client raises over an answer that is no answer: a page, an empty body, another shape.
_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError)
_LOOKS = 3
_EVENTS = ["initiated", "ringing", "answered", "completed"]

Answer = TypeVar("Answer")


class TwilioLine:
    """One account. Implements call_routing.phone_line.PhoneLine."""

    def __init__(self, account_sid: str, credentials: tuple[str, str], api_base_url: str) -> None:
        name, password = credentials
        self._http = _WaitNoting(timeout=_TIMEOUT_S)
        self._client = Client(name, password, account_sid, http_client=self._http)
        self._client.api.base_url = api_base_url
        self._credentials = credentials
        self._base = api_base_url

    def place_call(self, wanted: NewCall) -> str:
        made = self._ask(
            lambda: self._client.calls.create(
                to=wanted.to,
                from_=wanted.from_number,
                url=wanted.url,
                method="POST",
                status_callback=wanted.events_url,
                status_callback_event=_EVENTS,
                status_callback_method="POST",
                timeout=int(wanted.ring_for.total_seconds()),
                time_limit=int(wanted.longest.total_seconds()),
            )
        )
        return _sid(made)

    def redirect(self, sid: str, url: str) -> bool:
        return self._change(sid, url=url, method="POST")

    def end(self, sid: str) -> bool:
        """`completed` ends a leg in any state; a carrier that refuses it before the answer takes `canceled`."""
        try:
            return self._change(sid, status="completed")
        except LineRefusedError:
            return self._change(sid, status="canceled")

    def room_of(self, name: str) -> str | None:
        rooms = self._list(self._client.conferences, friendly_name=name)  # the newest first
        return next((str(room.sid) for room in rooms if _word(room.status) != "completed"), None)

    def hold(self, room_sid: str, call_sid: str, music_url: str | None) -> bool:
        if music_url is None:
            return self._sit(room_sid, call_sid, hold=False)
        return self._sit(room_sid, call_sid, hold=True, hold_url=music_url, hold_method="GET")

    def seat(
        self,
        room_sid: str,
        call_sid: str,
        *,
        ends_room: bool | None = None,
        muted: bool | None = None,
        coach: str | None = None,
    ) -> bool:
        values: dict[str, Any] = {}
        if ends_room is not None:
            values["end_conference_on_exit"] = ends_room
        if muted is not None:
            values["muted"] = muted
        if coach is not None:
            values["coaching"] = bool(coach)
        if coach:
            values["call_sid_to_coach"] = coach
        return self._sit(room_sid, call_sid, **values)

    def fetch(self, sid: str) -> CarrierCall | None:
        try:
            return self._look(lambda: _told(self._client.calls(sid).fetch()))
        except LineRefusedError:
            return None

    def find(self, to: str, since: datetime) -> list[CarrierCall]:
        return self._made_since(since, to=to)

    def made_since(self, since: datetime) -> list[CarrierCall]:
        return self._made_since(since)

    def _made_since(self, since: datetime, **filters: str) -> list[CarrierCall]:
        # The list is filtered by whole days of the carrier's clock; the exact time is compared here. Those that
        # still queue have no start, and come first: one that begins meanwhile is in both lists, never in none.
        queued = self._list(self._client.calls, status="queued", **filters)
        day_before = since - timedelta(days=1)
        started = self._list(self._client.calls, start_time_after=day_before, **filters)
        ours = {call.sid: call for call in [*queued, *started] if _word(call.direction) == _MADE_BY_US}
        calls = self._look(lambda: [_told(call) for call in ours.values()])
        return [call for call in calls if call.created_at is None or call.created_at >= since]

    def recording(self, url: str) -> tuple[str, bytes] | None:
        """Only ever from the carrier itself: an address elsewhere is refused, whatever the webhook said."""
        try:
            got = requests.get(_media_url(url, self._base), auth=self._credentials, timeout=_TIMEOUT_S)
        except requests.RequestException as fault:
            raise LineAwayError(f"the recording could not be fetched: {type(fault).__name__}") from fault
        if got.status_code == requests.codes.ok and got.content:
            return got.headers.get("Content-Type", "audio/x-wav").partition(";")[0], got.content
        return None

    def send_text(self, to: str, from_number: str, body: str) -> str:
        made = self._ask(lambda: self._client.messages.create(to=to, from_=from_number, body=body))
        return _sid(made)

    def _change(self, sid: str, **values: Any) -> bool:
        return self._is_done(lambda: self._client.calls(sid).update(**values))

    def _sit(self, room_sid: str, call_sid: str, **values: Any) -> bool:
        room = self._client.conferences(room_sid)
        return self._is_done(lambda: room.participants(call_sid).update(**values))

    def _is_done(self, request: Callable[[], object]) -> bool:
        """False when what should be changed is not there any more."""
        try:
            self._ask(request)
        except LineRefusedError as refused:
            if refused.code in _GONE:
                return False
            raise
        return True

    def _look(self, request: Callable[[], Answer]) -> Answer:
        """Asking changes nothing, so an unclear answer is only an absent one, and worth asking for again at once.

        But for one that we have waited for long: a slow carrier is not helped by more questions.
        """
        for _ in range(_LOOKS - 1):
            try:
                return self._ask(request)
            except LineUnclearError as fault:
                if isinstance(fault.__cause__, requests.exceptions.Timeout):
                    raise LineAwayError(str(fault)) from fault
        try:
            return self._ask(request)
        except LineUnclearError as fault:
            raise LineAwayError(str(fault)) from fault

    def _list(self, of: Any, **filters: Any) -> list[Any]:
        """Calls or rooms by a filter. A carrier that will not list them has proved nothing: as good as away."""
        try:
            return list(self._look(lambda: of.list(limit=_MOST_LISTED, page_size=_PAGE, **filters)))
        except LineRefusedError as refused:
            raise LineAwayError(str(refused)) from refused

    def _ask(self, request: Callable[[], Answer]) -> Answer:
        try:
            return request()
        except (TwilioRestException, TwilioServiceException) as fault:
            raise _in_our_words(fault, self._http.asked_to_wait) from fault
        except (requests.exceptions.ConnectTimeout, requests.exceptions.InvalidURL) as fault:
            raise LineAwayError(f"no connection: {type(fault).__name__}") from fault
        except requests.exceptions.ConnectionError as fault:
            refused = "refused" in str(fault).lower() or "resolve" in str(fault).lower()
            kind = LineAwayError if refused else LineUnclearError
            raise kind(f"connection lost: {type(fault).__name__}") from fault
        except (TwilioException, requests.RequestException, *_UNREADABLE) as fault:
            raise LineUnclearError(f"unreadable answer: {type(fault).__name__}") from fault


class _WaitNoting(TwilioHttpClient):  # type: ignore[misc] # the carrier's package is not typed
    """Notes how long the carrier asks us to wait, which its package does not pass on. Each thread for itself."""

    def __init__(self, timeout: float) -> None:
        super().__init__(timeout=timeout)
        self._of_thread = threading.local()

    def request(self, *arguments: Any, **named: Any) -> Any:
        self._of_thread.wait = None
        answer = super().request(*arguments, **named)
        self._of_thread.wait = _seconds((answer.headers or {}).get("Retry-After"))
        return answer

    @property
    def asked_to_wait(self) -> timedelta | None:
        """What the last answer asked for, where it did."""
        wait: timedelta | None = getattr(self._of_thread, "wait", None)
        return wait


def _seconds(retry_after: str | None) -> timedelta | None:
    """The header as a span; one that names a date is left to our own pauses."""
    if retry_after is None or not retry_after.strip().isdecimal():
        return None
    return timedelta(seconds=min(int(retry_after), 3600))


def _in_our_words(fault: Any, wait: timedelta | None) -> Exception:
    if fault.status in {_TOO_MANY, _UNAUTHORIZED}:
        return LineAwayError(f"HTTP {fault.status}, code {fault.code}", wait)
    if fault.status >= _SERVER or fault.status == _TOO_SLOW:
        return LineUnclearError(f"HTTP {fault.status}, code {fault.code}")
    code = fault.code or (20404 if fault.status == _NOT_FOUND else None)
    return LineRefusedError(code, f"HTTP {fault.status}, code {fault.code}: {getattr(fault, 'msg', fault)}")


def _sid(made: Any) -> str:
    """Its name at the carrier. The client takes any page for an answer, and finds no name on it.

    Raises: LineUnclearError.
    """
    if not made.sid:
        raise LineUnclearError("an answer that names nothing")
    return str(made.sid)


def _told(call: Any) -> CarrierCall:
    return CarrierCall(
        sid=_sid(call),
        to=str(call.to),
        status=_word(call.status),
        created_at=_aware(call.date_created),
        answered_at=_aware(call.start_time),
        ended_at=_aware(call.end_time),
        talked_s=int(call.duration or 0),
    )


def _word(status: Any) -> str:
    """A status as a word: the client gives an enumeration for some things and a text for others."""
    return str(getattr(status, "value", status))


def _aware(at: datetime | None) -> datetime | None:
    return None if at is None else at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def _media_url(url: str, base: str) -> str:
    """The media of a recording at the API that we speak to; the path is the carrier's, the host is ours."""
    path = "/" + url.split("://", 1)[-1].partition("/")[2]
    return f"{base}{path.partition('?')[0]}.wav"
