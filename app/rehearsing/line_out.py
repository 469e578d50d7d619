"""The line out of a rehearsal: the simulated carrier, asked in the same process instead of over the wire."""

from collections.abc import Callable
from datetime import datetime

from app.phone_simulator.carrier import Carrier
from app.phone_simulator.model import Call, RestError
from call_routing.phone_line import CarrierCall, LineRefusedError, NewCall

_EVENTS = ("initiated", "ringing", "answered", "completed")
_GONE = frozenset({21220, 20404, 16022})  # the call has ended, there is no such thing, the room has ended


class SimulatedLine:
    """Implements call_routing.phone_line.PhoneLine; nothing of it is ever unclear or away."""

    def __init__(self, carrier: Carrier) -> None:
        self._carrier = carrier

    def place_call(self, wanted: NewCall) -> str:
        try:
            made = self._carrier.create_call(
                to=wanted.to,
                from_number=wanted.from_number,
                url=wanted.url,
                status_callback=wanted.events_url,
                status_callback_events=_EVENTS,
                timeout_s=int(wanted.ring_for.total_seconds()),
                time_limit_s=int(wanted.longest.total_seconds()),
            )
        except RestError as refused:
            raise LineRefusedError(refused.code, refused.message) from refused
        return made.sid

    def redirect(self, sid: str, url: str) -> bool:
        return _is_done(lambda: self._carrier.update_call(sid, url=url))

    def end(self, sid: str) -> bool:
        return _is_done(lambda: self._carrier.update_call(sid, status="completed"))

    def room_of(self, name: str) -> str | None:
        rooms = reversed(self._carrier.conferences.values())
        named = (room for room in rooms if room.friendly_name == name)
        return next((room.sid for room in named if room.status != "completed"), None)

    def hold(self, room_sid: str, call_sid: str, music_url: str | None) -> bool:
        return _is_done(
            lambda: self._carrier.update_participant(
                room_sid,
                call_sid,
                hold=music_url is not None,
                hold_url=music_url,
                hold_method="GET",
            )
        )

    def seat(
        self,
        room_sid: str,
        call_sid: str,
        *,
        ends_room: bool | None = None,
        muted: bool | None = None,
        coach: str | None = None,
    ) -> bool:
        return _is_done(
            lambda: self._carrier.update_participant(
                room_sid,
                call_sid,
                end_conference_on_exit=ends_room,
                muted=muted,
                coaching=None if coach is None else bool(coach),
                call_sid_to_coach=coach or None,
            )
        )

    def fetch(self, sid: str) -> CarrierCall | None:
        found = self._carrier.calls.get(sid)
        return None if found is None else _told(found)

    def find(self, to: str, since: datetime) -> list[CarrierCall]:
        return [one for one in self.made_since(since) if one.to == to]

    def made_since(self, since: datetime) -> list[CarrierCall]:
        made = [call for call in self._carrier.calls.values() if call.direction == "outbound-api"]
        return [_told(call) for call in made if call.created_at >= since]

    def recording(self, url: str) -> tuple[str, bytes] | None:
        """There is no sound in a rehearsal: what was spoken is shown as it was typed."""
        del url
        return "audio/wav", b"RIFF"

    def send_text(self, to: str, from_number: str, body: str) -> str:
        try:
            return self._carrier.create_message(to=to, from_number=from_number, body=body).sid
        except RestError as refused:
            raise LineRefusedError(refused.code, refused.message) from refused


def _is_done(request: Callable[[], object]) -> bool:
    try:
        request()
    except RestError as refused:
        if refused.code in _GONE:
            return False
        raise LineRefusedError(refused.code, refused.message) from refused
    return True


def _told(call: Call) -> CarrierCall:
    return CarrierCall(
        sid=call.sid,
        to=call.to_number,
        status=call.status.value,
        created_at=call.created_at,
        answered_at=call.answered_at,
        ended_at=call.ended_at,
        talked_s=call.duration_s or 0,
    )
