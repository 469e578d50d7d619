"""Recordings with their sound, and messages."""

from app.phone_simulator.carrier import Carrier
from app.phone_simulator.model import Message, Recording
from app.phone_simulator.rest.audio import mp3_of, wav_of
from app.phone_simulator.rest.errors import refused
from app.phone_simulator.rest.paging import page_of
from app.phone_simulator.rest.request import Answer, RestRequest, as_json, moment
from app.phone_simulator.rest.wire import message_json, recording_json


def _recording(carrier: Carrier, request: RestRequest, sid: str) -> Recording:
    """The recording with that sid. Raises: RestError 20404."""
    with carrier.lock:
        found = carrier.recordings.get(sid)
    if found is None:
        raise refused(20404, request.path)
    return found


def list_recordings(carrier: Carrier, request: RestRequest, call_sid: str = "") -> Answer:
    """GET Recordings.json or Calls/{sid}/Recordings.json, newest first, narrowed by CallSid,
    ConferenceSid, DateCreated.

    Raises: RestError 20001 for a time that cannot be read.
    """
    query = request.query
    by_call = call_sid or query.get("CallSid")
    by_room = query.get("ConferenceSid")
    before = moment("DateCreated<", query["DateCreated<"]) if query.get("DateCreated<") else None
    after = moment("DateCreated>", query["DateCreated>"]) if query.get("DateCreated>") else None
    with carrier.lock:
        found = [
            each
            for each in reversed(carrier.recordings.values())
            if (not by_call or each.call_sid == by_call)
            and (not by_room or each.conference_sid == by_room)
            and (before is None or each.started_at <= before)
            and (after is None or each.started_at >= after)
        ]
    page = page_of(
        found,
        key="recordings",
        path=request.path,
        query=query,
        render=lambda each: recording_json(request.account, each, request.origin),
    )
    return as_json(page)


def fetch_recording(carrier: Carrier, request: RestRequest, sid: str) -> Answer:
    """GET Recordings/{sid}.json. Raises: RestError 20404."""
    return as_json(recording_json(request.account, _recording(carrier, request, sid), request.origin))


def delete_recording(carrier: Carrier, request: RestRequest, sid: str) -> Answer:
    """DELETE Recordings/{sid}.json. Raises: RestError 20404."""
    _recording(carrier, request, sid)
    carrier.delete_recording(sid)
    return Answer(204)


def recording_sound(carrier: Carrier, request: RestRequest, sid: str, form: str = "wav") -> Answer:
    """GET Recordings/{sid}[.wav|.mp3]: a tone as long as the recording; WAV when no form is named.

    Credentials are asked for, as of every new account. Raises: RestError 20404, also while it is being
    processed.
    """
    recording = _recording(carrier, request, sid)
    if recording.status != "completed":
        raise refused(20404, request.path)
    if form == "mp3":
        return Answer(200, mp3_of(recording.duration_s), "audio/mpeg")
    return Answer(200, wav_of(recording.duration_s), "audio/x-wav")


def create_message(carrier: Carrier, request: RestRequest) -> Answer:
    """POST Messages.json.

    Raises: RestError as `Carrier.create_message`, 21604, 21603, 21602 when a part is missing.
    """
    to, body = request.text("To"), request.text("Body")
    from_number = request.text("From") or request.text("MessagingServiceSid")
    if to is None:
        raise refused(21604)
    if from_number is None:
        raise refused(21603)
    if body is None:
        raise refused(21602)
    message = carrier.create_message(
        to=to, from_number=from_number, body=body, status_callback=request.text("StatusCallback")
    )
    return as_json(message_json(request.account, message), 201)


def list_messages(carrier: Carrier, request: RestRequest) -> Answer:
    """GET Messages.json, newest first, narrowed by To and From."""
    to, from_number = request.query.get("To"), request.query.get("From")
    with carrier.lock:
        found = [
            each
            for each in reversed(carrier.messages.values())
            if (not to or each.to_number == to) and (not from_number or each.from_number == from_number)
        ]

    def render(message: Message) -> dict[str, object]:
        return message_json(request.account, message)

    return as_json(page_of(found, key="messages", path=request.path, query=request.query, render=render))


def fetch_message(carrier: Carrier, request: RestRequest, sid: str) -> Answer:
    """GET Messages/{sid}.json. Raises: RestError 20404."""
    with carrier.lock:
        found = carrier.messages.get(sid)
    if found is None:
        raise refused(20404, request.path)
    return as_json(message_json(request.account, found))
