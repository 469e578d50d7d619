"""The carrier as one object: numbers, calls, queues, conferences and messages, and everything that went over the wire.

This is the front: tests, the demo, the REST server and the page talk to a `Carrier` and to nothing behind it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from .chaos import Chaos
from .clock import VirtualClock
from .model import (
    Account,
    Application,
    Call,
    CarrierError,
    Conference,
    IncomingNumber,
    Ledger,
    Message,
    Participant,
    Queue,
    Recording,
    WebhookRecord,
)


class Carrier:
    """A whole carrier for one account.

    Thread-safe by one lock that is never held while a webhook is under way: the application may call REST from
    inside its webhook. REST methods only change state and plan what follows; the consequences (ringing, callbacks)
    happen when the clock moves. Nothing here sleeps.

    Reads for REST and the page: `account`, `api_keys`, `numbers`, `applications`, `calls`, `queues`, `conferences`,
    `recordings`, `messages` (dicts by sid in order of making), `webhooks`, `errors`, `ledger`, `clock`, `dice`.
    Read them under `with carrier.lock:` from other threads.
    """

    account: Account
    api_keys: dict[str, str]
    numbers: dict[str, IncomingNumber]
    applications: dict[str, Application]
    calls: dict[str, Call]
    queues: dict[str, Queue]
    conferences: dict[str, Conference]
    recordings: dict[str, Recording]
    messages: dict[str, Message]
    webhooks: list[WebhookRecord]
    errors: list[CarrierError]
    ledger: Ledger
    clock: VirtualClock

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        *,
        clock: VirtualClock,
        transport: object,
        seed: int = 0,
        chaos: Chaos | None = None,
        api_keys: Mapping[str, str] | None = None,
        cps: float = 1.0,
        durations: Mapping[str, float] | None = None,
        enabled_prefixes: Sequence[str] | None = None,
        workers: int = 0,
    ) -> None:
        """Set up an empty carrier.

        `cps` is the number of REST-made calls that are dialled in a second. `durations` gives the length in seconds
        of a URL that is played (20 s otherwise). `enabled_prefixes` are the countries that may be dialled, as number
        prefixes; None allows all. `workers` is the number of threads that send webhooks: 0 sends them in the thread
        that moves the clock (tests, deterministic); the demo takes 32 with a `RealtimeDriver`.
        """
        raise NotImplementedError

    def add_number(self, number: str, voice_url: str | None = None, **settings: str | None) -> IncomingNumber:
        """Give the account a number; `settings` are fields of IncomingNumber (status_callback, sms_url, ...)."""
        raise NotImplementedError

    def update_number(self, sid: str, **settings: str | None) -> IncomingNumber:
        """Change fields of a number. Raises: RestError 20404."""
        raise NotImplementedError

    def add_application(self, friendly_name: str, **settings: str | None) -> Application:
        """Add a TwiML application; `settings` are fields of Application (voice_url, ...)."""
        raise NotImplementedError

    def update_application(self, sid: str, **settings: str | None) -> Application:
        """Change fields of an application. Raises: RestError 20404."""
        raise NotImplementedError

    def create_call(
        self,
        *,
        to: str,
        from_number: str,
        url: str | None = None,
        method: str = "POST",
        twiml: str | None = None,
        fallback_url: str | None = None,
        status_callback: str | None = None,
        status_callback_events: Sequence[str] = (),
        status_callback_method: str = "POST",
        timeout_s: int = 60,
        time_limit_s: int = 14_400,
        machine_detection: str | None = None,
        machine_detection_timeout_s: int = 30,
        async_amd_status_callback: str | None = None,
        application_sid: str | None = None,
    ) -> Call:
        """POST /Calls: the call is `queued` and is dialled when its turn comes.

        `status_callback_events` empty means `completed` alone. One element with spaces in it is error 21626 in
        `errors` and no callbacks at all, as with the real one.
        Raises: RestError 21201 21205 21210 21211 21212 21215 21216.
        """
        raise NotImplementedError

    def update_call(
        self,
        sid: str,
        *,
        url: str | None = None,
        method: str = "POST",
        twiml: str | None = None,
        status: str | None = None,
        status_callback: str | None = None,
    ) -> Call:
        """POST /Calls/{sid}: redirect the call, cancel it (`canceled`) or end it (`completed`).

        Raises: RestError 20404, 21220 when the call has ended, 20001 for an unknown status.
        """
        raise NotImplementedError

    def update_participant(
        self,
        conference: str,
        participant: str,
        *,
        muted: bool | None = None,
        hold: bool | None = None,
        hold_url: str | None = None,
        hold_method: str = "POST",
        announce_url: str | None = None,
        announce_method: str = "POST",
        end_conference_on_exit: bool | None = None,
        coaching: bool | None = None,
        call_sid_to_coach: str | None = None,
    ) -> Participant:
        """POST Conferences/{c}/Participants/{call sid or label}. Raises: RestError 20404."""
        raise NotImplementedError

    def remove_participant(self, conference: str, participant: str) -> None:
        """DELETE Conferences/{c}/Participants/{p}: the call leaves the room and its document goes on."""
        raise NotImplementedError

    def create_participant(self, conference: str, *, to: str, from_number: str, **settings: str) -> Call:
        """POST Conferences/{sid or name}/Participants: dial a new participant into the room.

        `settings` are attributes of <Conference> and `label`, `status_callback`, `timeout`.
        """
        raise NotImplementedError

    def update_conference(
        self, sid: str, *, status: str | None = None, announce_url: str | None = None
    ) -> Conference:
        """POST Conferences/{sid}: end it (`completed`) or announce to all. Raises: RestError 20404, 20001 when ended."""
        raise NotImplementedError

    def create_message(
        self, *, to: str, from_number: str, body: str, status_callback: str | None = None
    ) -> Message:
        """POST /Messages: accepted, logged, handed to the telephone with that number. Raises: RestError 21211 21212."""
        raise NotImplementedError

    def delete_recording(self, sid: str) -> None:
        """DELETE /Recordings/{sid}. Raises: RestError 20404."""
        raise NotImplementedError

    def move_clock(self, when: datetime) -> None:
        """Set the shop's date and time for the demo; see `VirtualClock.jump_to` for what live calls feel (nothing)."""
        raise NotImplementedError
