"""What the carrier keeps: numbers, calls, queues, conferences, recordings, messages, its own records.

Plain data. Every field is what REST and the page show; what drives a call lives in `leg.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class CallStatus(StrEnum):
    """Where a call stands. Source: the carrier's Call resource; `initiated` exists in callbacks only."""

    QUEUED = "queued"
    RINGING = "ringing"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    BUSY = "busy"
    FAILED = "failed"
    NO_ANSWER = "no-answer"
    CANCELED = "canceled"

    @property
    def is_final(self) -> bool:
        """Whether nothing can happen to the call any more."""
        return self not in {CallStatus.QUEUED, CallStatus.RINGING, CallStatus.IN_PROGRESS}


class Direction(StrEnum):
    """Who began the call."""

    INBOUND = "inbound"
    OUTBOUND_API = "outbound-api"
    OUTBOUND_DIAL = "outbound-dial"


class RestError(Exception):
    """A REST request that the carrier refuses: HTTP status, the carrier's code and one sentence."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.status = status
        self.code = code
        self.message = message


@dataclass
class Account:
    """The one account that the simulator serves."""

    sid: str
    auth_token: str
    friendly_name: str = "Phone simulator"
    created_at: datetime | None = None


@dataclass
class IncomingNumber:
    """A number of the account and where its calls and texts are announced."""

    sid: str
    number: str
    voice_url: str | None = None
    voice_method: str = "POST"
    voice_fallback_url: str | None = None
    voice_fallback_method: str = "POST"
    status_callback: str | None = None
    status_callback_method: str = "POST"
    sms_url: str | None = None
    sms_method: str = "POST"
    friendly_name: str = ""
    voice_application_sid: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass
class Application:
    """A TwiML application: what answers calls that softphones place."""

    sid: str
    friendly_name: str
    voice_url: str | None = None
    voice_method: str = "POST"
    voice_fallback_url: str | None = None
    voice_fallback_method: str = "POST"
    status_callback: str | None = None
    status_callback_method: str = "POST"
    sms_url: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass
class TimelineEntry:
    """One thing that happened in a call: when, what (a verb or an event), the details in words.

    `language` is that of a spoken text, empty otherwise.
    """

    at: datetime
    event: str
    detail: str = ""
    language: str = ""


@dataclass
class Call:
    """One connection, as the Call resource shows it. Times are aware; durations are seconds."""

    sid: str
    from_number: str
    to_number: str
    direction: Direction
    status: CallStatus
    created_at: datetime
    parent_sid: str | None = None
    phone_number_sid: str | None = None
    application_sid: str | None = None
    forwarded_from: str | None = None
    caller_name: str | None = None
    answered_by: str | None = None
    started_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    updated_at: datetime | None = None
    duration_s: int | None = None
    queue_time_ms: int = 0
    price: str | None = None
    sip_response_code: int | None = None
    timeline: list[TimelineEntry] = field(default_factory=list)


@dataclass
class Member:
    """A caller in a queue; `joined_elapsed` is the clock's elapsed seconds at joining,
    `waited_s` the wait of one who was taken."""

    call_sid: str
    enqueued_at: datetime
    joined_elapsed: float
    waited_s: int | None = None


@dataclass
class Queue:
    """Callers waiting under a name, in order of arrival."""

    sid: str
    friendly_name: str
    created_at: datetime
    max_size: int = 1000
    members: list[Member] = field(default_factory=list)
    waits_s: list[float] = field(default_factory=list)

    @property
    def average_wait_s(self) -> int:
        """Mean wait of those who have left, in whole seconds; 0 when nobody has."""
        return round(sum(self.waits_s) / len(self.waits_s)) if self.waits_s else 0


@dataclass
class Participant:
    """One call inside a conference with its flags."""

    call_sid: str
    joined_at: datetime
    label: str | None = None
    muted: bool = False
    hold: bool = False
    coaching: bool = False
    call_sid_to_coach: str | None = None
    start_conference_on_enter: bool = True
    end_conference_on_exit: bool = False
    status: str = "connected"


@dataclass
class Conference:
    """A room: init until somebody starts it, in-progress, completed."""

    sid: str
    friendly_name: str
    created_at: datetime
    status: str = "init"
    updated_at: datetime | None = None
    ended_at: datetime | None = None
    reason_ended: str | None = None
    call_sid_ending: str | None = None
    status_callback: str | None = None
    status_callback_method: str = "POST"
    status_callback_events: tuple[str, ...] = ()
    sequence: int = 0
    max_participants: int = 250
    participants: list[Participant] = field(default_factory=list)


@dataclass
class Recording:
    """A recording of one call; the sound itself is made up when somebody asks for it."""

    sid: str
    call_sid: str
    started_at: datetime
    source: str
    status: str = "in-progress"
    duration_s: int = 0
    channels: int = 1
    track: str = "both"
    conference_sid: str | None = None
    spoken: str = ""


@dataclass
class Message:
    """A text, in or out."""

    sid: str
    from_number: str
    to_number: str
    body: str
    direction: str
    status: str
    created_at: datetime
    status_callback: str | None = None
    sent_at: datetime | None = None
    error_code: int | None = None
    messaging_service_sid: str | None = None
    num_segments: int = 1


@dataclass(frozen=True)
class Dial:
    """One line of the ledger: a telephone that was really made to ring, and by whom."""

    at: datetime
    call_sid: str
    from_number: str
    to_number: str
    by: str


@dataclass
class Ledger:
    """The carrier's own truth about every dial, for tests that hold a store against it."""

    dials: list[Dial] = field(default_factory=list)

    def to(self, address: str) -> list[Dial]:
        """Every dial to this address, oldest first."""
        return [dial for dial in self.dials if dial.to_number == address]


@dataclass(frozen=True)
class Verdict:
    """What the simulator thinks of one document or request; level is `ok`, `warning` or `error`."""

    level: str
    code: int
    where: str
    message: str


@dataclass(frozen=True)
class CarrierError:
    """One line of the carrier's debugger: code, sentence, and the call and webhook that it belongs to."""

    code: int
    message: str
    call_sid: str | None = None
    webhook_id: int | None = None
    level: str = "error"


@dataclass
class WebhookRecord:
    """One HTTP request to the application with its answer; every attempt has a record of its own.

    `status` is None while the answer is awaited, and 0 when none came (then `answer` says why).
    """

    id: int
    at: datetime
    kind: str
    method: str
    url: str
    params: dict[str, str]
    headers: dict[str, str]
    call_sid: str | None = None
    attempt: int = 1
    status: int | None = None
    answer: str = ""
    content_type: str = ""
    ms: float = 0.0
    verdicts: list[Verdict] = field(default_factory=list)
