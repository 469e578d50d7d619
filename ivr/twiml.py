"""What the line does next, as data, and the one place where it becomes TwiML.

Every verb is a frozen dataclass, so a whole answer can be compared in a test, hashed and cached. `render`
writes the very bytes that the `twilio` package would write, many times faster, and every text passes the
encoder in `ivr.text`. Attributes left at None are not written, so the carrier's default holds. Durations are
whole seconds, as the carrier counts them; addresses are absolute paths or URLs.
Source: https://www.twilio.com/docs/voice/twiml.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ivr.text import xml_attribute, xml_text

Method = Literal["GET", "POST"]
ConferenceEvent = Literal[
    "start", "end", "join", "leave", "mute", "hold", "modify", "speaker", "announcement"
]
RecordingEvent = Literal["in-progress", "completed", "absent"]

# The carrier refuses longer texts from its Polly voices (error 13521); no prompt of ours comes near it.
MAX_SAID = 3000


def _value(value: str | int) -> str:
    if value is True:
        return "true"
    if value is False:
        return "false"
    return xml_attribute(value) if isinstance(value, str) else str(value)


def _tag(name: str, content: str = "", /, **attributes: str | int | None) -> str:
    """One element; attributes are given in alphabetical order, as the `twilio` package writes them."""
    written = "".join([f' {key}="{_value(value)}"' for key, value in attributes.items() if value is not None])
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written} />"


@dataclass(frozen=True)
class Say:
    """Speak; a text without a readable character is left out, since an empty Say is a carrier error."""

    text: str
    language: str
    voice: str

    def xml(self) -> str:
        said = xml_text(self.text[:MAX_SAID])
        return _tag("Say", said, language=self.language, voice=self.voice) if said.strip() else ""


@dataclass(frozen=True)
class Play:
    """Play an audio file; `loop=0` plays it until the caller hangs up."""

    url: str
    loop: int | None = None

    def xml(self) -> str:
        return _tag("Play", xml_text(self.url), loop=self.loop)


@dataclass(frozen=True)
class Pause:
    """Be silent for so many seconds."""

    length: int = 1

    def xml(self) -> str:
        return _tag("Pause", length=self.length)


@dataclass(frozen=True)
class Gather:
    """Take keys (or speech) while the children are said; the first key cuts them short.

    `finish_on_key=""` makes every key, `#` too, part of the answer. Without a key the next verb runs, unless
    `action_on_empty_result` sends the empty answer to the action.
    """

    children: tuple[Say | Play | Pause, ...]
    action: str
    method: Method = "POST"
    num_digits: int | None = None
    finish_on_key: str | None = None
    timeout: int | None = None
    action_on_empty_result: bool | None = None
    input: Literal["dtmf", "speech", "dtmf speech"] = "dtmf"

    def xml(self) -> str:
        return _tag(
            "Gather",
            "".join([child.xml() for child in self.children]),
            action=self.action,
            actionOnEmptyResult=self.action_on_empty_result,
            finishOnKey=self.finish_on_key,
            input=self.input,
            method=self.method,
            numDigits=self.num_digits,
            timeout=self.timeout,
        )


@dataclass(frozen=True)
class Redirect:
    """Go on with the document found there."""

    url: str
    method: Method | None = None

    def xml(self) -> str:
        return _tag("Redirect", xml_text(self.url), method=self.method)


@dataclass(frozen=True)
class Hangup:
    """End the call."""

    def xml(self) -> str:
        return "<Hangup />"


@dataclass(frozen=True)
class Reject:
    """Refuse the call unanswered and unbilled; only as the first verb."""

    reason: Literal["rejected", "busy"] | None = None

    def xml(self) -> str:
        return _tag("Reject", reason=self.reason)


@dataclass(frozen=True)
class Record:
    """Take a message; nothing after it runs, the call goes on at the action."""

    action: str
    max_length: int | None = None
    timeout: int | None = None
    finish_on_key: str | None = None
    play_beep: bool | None = None
    trim: Literal["trim-silence", "do-not-trim"] | None = None
    recording_status_callback: str | None = None
    recording_status_callback_event: tuple[RecordingEvent, ...] = ()
    method: Method | None = None

    def xml(self) -> str:
        return _tag(
            "Record",
            action=self.action,
            finishOnKey=self.finish_on_key,
            maxLength=self.max_length,
            method=self.method,
            playBeep=self.play_beep,
            recordingStatusCallback=self.recording_status_callback,
            recordingStatusCallbackEvent=" ".join(self.recording_status_callback_event) or None,
            timeout=self.timeout,
            trim=self.trim,
        )


@dataclass(frozen=True)
class DialConference:
    """Join the conference of that name, made on demand; `action` is asked when this leg leaves it.

    The status callback of the first participant holds for the whole conference. An empty `wait_url` is
    silence, None the carrier's music. `coach` is the sid of the only leg that hears this one. With
    `hangup_on_star` the star key takes this leg out of the conference; it goes on at the action.
    """

    name: str
    start_on_enter: bool | None = None
    end_on_exit: bool | None = None
    beep: Literal["true", "false", "onEnter", "onExit"] | bool | None = None
    wait_url: str | None = None
    wait_method: Method | None = None
    status_callback: str | None = None
    status_callback_event: tuple[ConferenceEvent, ...] = ()
    participant_label: str | None = None
    muted: bool | None = None
    coach: str | None = None
    action: str | None = None
    method: Method | None = None
    time_limit: int | None = None
    hangup_on_star: bool | None = None

    def xml(self) -> str:
        conference = _tag(
            "Conference",
            xml_text(self.name),
            beep=self.beep,
            coach=self.coach,
            endConferenceOnExit=self.end_on_exit,
            muted=self.muted,
            participantLabel=self.participant_label,
            startConferenceOnEnter=self.start_on_enter,
            statusCallback=self.status_callback,
            statusCallbackEvent=" ".join(self.status_callback_event) or None,
            waitMethod=self.wait_method,
            waitUrl=self.wait_url,
        )
        return _tag(
            "Dial",
            conference,
            action=self.action,
            hangupOnStar=self.hangup_on_star,
            method=self.method,
            timeLimit=self.time_limit,
        )


@dataclass(frozen=True)
class Enqueue:
    """Wait in the carrier's queue of that name (64 characters at most), made on demand.

    The document at `wait_url` is asked again for ever when it ends; `action` is asked when the caller leaves.
    """

    name: str
    wait_url: str | None = None
    wait_url_method: Method | None = None
    action: str | None = None
    method: Method | None = None
    max_queue_size: int | None = None

    def xml(self) -> str:
        return _tag(
            "Enqueue",
            xml_text(self.name),
            action=self.action,
            maxQueueSize=self.max_queue_size,
            method=self.method,
            waitUrl=self.wait_url,
            waitUrlMethod=self.wait_url_method,
        )


@dataclass(frozen=True)
class Leave:
    """Leave the queue and go on at the action of its Enqueue; only inside a document asked by `wait_url`."""

    def xml(self) -> str:
        return "<Leave />"


@dataclass(frozen=True)
class Message:
    """Answer a text with a text; only in an answer to a text."""

    body: str

    def xml(self) -> str:
        return _tag("Message", xml_text(self.body))


Verb = (
    Message
    | Say
    | Play
    | Pause
    | Gather
    | Redirect
    | Hangup
    | Reject
    | Record
    | DialConference
    | Enqueue
    | Leave
)


@lru_cache(maxsize=2048)
def render(*verbs: Verb) -> str:
    """The whole TwiML document for these verbs, in this order; well-formed whatever text is inside.

    The last two thousand documents are kept, so that a menu is written once and then only looked up.
    """
    content = "".join([verb.xml() for verb in verbs])
    return '<?xml version="1.0" encoding="UTF-8"?>' + _tag("Response", content)
