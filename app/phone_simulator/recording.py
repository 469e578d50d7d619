"""Record, and the recordings that Dial and Conference make. Source: docs:voice/twiml/record."""

from __future__ import annotations

from dataclasses import dataclass

from .effects import CallerGone, Key, Source, Speech, Steps, fetch, wait
from .leg import Leg
from .model import Recording
from .params import API_VERSION, bare_request, request, rfc2822
from .verb import Verb

DEFAULT_MAX_S = 3600
DEFAULT_SILENCE_S = 5
READY_AFTER_S = 2.0  # the file is ready some seconds later than the action is asked for
ANY_KEY = "1234567890*#"


@dataclass(frozen=True)
class StatusCallback:
    """Who is told about the state of a recording."""

    url: str | None
    method: str = "POST"
    events: tuple[str, ...] = ("completed",)


def status_callback(verb: Verb) -> StatusCallback:
    """The recordingStatusCallback attributes of a verb."""
    events = tuple(verb.get("recordingStatusCallbackEvent", "completed").split())
    method = verb.get("recordingStatusCallbackMethod", "POST")
    return StatusCallback(verb.url("recordingStatusCallback"), method, events)


def start(leg: Leg, source: str, told: StatusCallback, *, channels: int = 1) -> Recording:
    """Begin a recording of this leg."""
    exchange = leg.exchange
    recording = Recording(exchange.new_sid("RE"), leg.sid, exchange.clock.now, source, channels=channels)
    exchange.store.recordings[recording.sid] = recording
    leg.note("recording", recording.sid)
    _tell(leg, recording, told, "in-progress")
    return recording


def stop(leg: Leg, recording: Recording, told: StatusCallback, seconds: float) -> None:
    """End it after so many seconds of sound (none: absent); its callback comes when the file is ready."""
    recording.duration_s = round(seconds)
    status = "completed" if seconds > 0 else "absent"
    recording.status = "processing" if status == "completed" else status

    def ready() -> None:
        recording.status = status
        _tell(leg, recording, told, status)

    leg.exchange.later(READY_AFTER_S, ready)


def url_of(leg: Leg, recording: Recording) -> str:
    """The address of a recording in the carrier's REST API."""
    account = leg.exchange.account.sid
    return f"https://api.twilio.com/{API_VERSION}/Accounts/{account}/Recordings/{recording.sid}"


def facts(leg: Leg, recording: Recording) -> dict[str, str]:
    """The three parameters by which actions and callbacks name a recording."""
    return {
        "RecordingUrl": url_of(leg, recording),
        "RecordingSid": recording.sid,
        "RecordingDuration": str(recording.duration_s),
    }


def _tell(leg: Leg, recording: Recording, told: StatusCallback, status: str) -> None:
    if told.url is None or status not in told.events:
        return
    params = {
        "CallSid": recording.call_sid,
        "RecordingSid": recording.sid,
        "RecordingUrl": url_of(leg, recording),
        "RecordingStatus": status,
        "RecordingChannels": str(recording.channels),
        "RecordingSource": recording.source,
        "RecordingTrack": recording.track,
        "RecordingStartTime": rfc2822(recording.started_at),
    }
    if status == "completed":
        params |= {"RecordingDuration": str(recording.duration_s), "ErrorCode": "0"}
    leg.exchange.notify(
        bare_request(leg.exchange, "recording", told.url, told.method, params),
        is_final=status != "in-progress",
    )


def record(verb: Verb) -> Steps[Source | None]:
    """Record until a finish key, silence, the longest time or a hang-up, then ask the action.

    Without an action the current document is asked for again, which loops unless the application knows.
    Silence alone makes no recording: the document goes on and the recording is absent.
    """
    leg = verb.leg
    leg.answer()
    told = status_callback(verb)
    action = verb.document.resolve(verb.get("action"))
    if verb.flag("playBeep", default=True):
        leg.hear("Record", "(beep)")
    taken = start(leg, "RecordVerb", told)
    began = leg.exchange.clock.elapsed
    try:
        key, silence = yield from _listen(verb, taken)
    except CallerGone:
        stop(leg, taken, told, leg.exchange.clock.elapsed - began)
        extra = facts(leg, taken) | {"Digits": "hangup"}
        yield from fetch(request(leg, "record", action, verb.get("method", "POST"), extra))
        raise
    trimmed = silence if verb.get("trim", "trim-silence") == "trim-silence" else 0
    if key is None and not taken.spoken and silence:
        stop(leg, taken, told, 0)
        return None
    stop(leg, taken, told, max(1, leg.exchange.clock.elapsed - began - trimmed))
    return verb.source("record", action, **facts(leg, taken), Digits=key or "")


def _listen(verb: Verb, taken: Recording) -> Steps[tuple[str | None, float]]:
    """Wait for the end of a recording; answers the finish key, and how long the silence at the end was."""
    clock = verb.leg.exchange.clock
    ends = clock.elapsed + verb.number("maxLength", DEFAULT_MAX_S)
    silence = verb.number("timeout", DEFAULT_SILENCE_S)
    finish_keys = verb.get("finishOnKey", ANY_KEY)
    patience: float = silence
    while (left := ends - clock.elapsed) > 0:
        came = yield from wait(min(left, patience) if silence else left, keys=True, speech=True)
        match came:
            case Key(digit=digit) if digit in finish_keys:
                return digit, 0
            case Speech(text=text, seconds=seconds):
                taken.spoken = f"{taken.spoken} {text}".strip()
                patience = seconds + silence
            case None if silence and left > patience:
                return None, silence
            case _:
                patience = silence
    return None, 0
