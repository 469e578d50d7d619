"""The carrier as one object: numbers, calls, queues, conferences, messages, and all that went over the wire.

This is the front: tests, the demo, the REST server and the page talk to a `Carrier` and to nothing behind it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from . import outbound, switchboard
from .chaos import Chaos, Dice
from .clock import VirtualClock
from .exchange import Exchange
from .interpreter import Interpreter
from .leg import Leg
from .model import (
    Account,
    Application,
    Call,
    Conference,
    IncomingNumber,
    Message,
    Participant,
    RestError,
)
from .phones import Phone
from .rooms import Sound
from .switchboard import NOT_FOUND, Directory
from .transport import Transport

T = TypeVar("T")


class Carrier:
    """A whole carrier for one account.

    Thread-safe by one lock that is never held while a webhook is under way: the application may call REST
    from inside its webhook. REST methods only change state and plan what follows; the consequences (ringing,
    callbacks) happen when the clock moves. Nothing here sleeps.

    `numbers`, `applications`, `calls`, `queues`, `conferences`, `recordings` and `messages` are dicts by
    sid in order of making; `webhooks`, `errors` and `ledger` are what happened. From other threads read
    them under `with carrier.lock:`.
    """

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        *,
        clock: VirtualClock,
        transport: Transport,
        seed: int = 0,
        chaos: Chaos | None = None,
        api_keys: Mapping[str, str] | None = None,
        cps: float = 1.0,
        durations: Mapping[str, float] | None = None,
        enabled_prefixes: Sequence[str] | None = None,
        workers: int = 0,
    ) -> None:
        """Set up an empty carrier.

        `cps` is the number of REST-made calls that are dialled in a second. `durations` gives the length in
        seconds of a URL that is played (20 s otherwise). `enabled_prefixes` are the countries that may be
        dialled, as number prefixes; None allows all. `workers` is the number of threads that send webhooks: 0
        sends them in the thread that moves the clock (tests, deterministic); the demo takes 32 with a
        `RealtimeDriver`.
        """
        self.account = Account(account_sid, auth_token, created_at=clock.now)
        self.api_keys = dict(api_keys or {})
        self.clock = clock
        self.dice = Dice(seed, chaos or Chaos())
        self.exchange = Exchange(
            self.account,
            clock=clock,
            transport=transport,
            dice=self.dice,
            durations=durations or {},
            enabled_prefixes=None if enabled_prefixes is None else tuple(enabled_prefixes),
            workers=workers,
        )
        self.lock = self.exchange.lock
        store = self.exchange.store
        self.numbers, self.applications = store.numbers, store.applications
        self.calls, self.queues, self.conferences = store.calls, store.queues, store.conferences
        self.recordings, self.messages = store.recordings, store.messages
        self.webhooks, self.errors, self.ledger = store.webhooks, store.errors, store.ledger
        phones: dict[str, Phone] = {}
        legs: dict[str, Leg] = {}
        self._interpreter = Interpreter(self.exchange, phones, legs)
        self._directory = Directory(self.exchange, self._interpreter, phones, legs)
        self._line = outbound.DialLine(cps)

    def add_number(self, number: str, voice_url: str | None = None, **settings: str | None) -> IncomingNumber:
        """Give the account a number; `settings` are fields of IncomingNumber, such as sms_url."""
        with self.lock:
            now = self.clock.now
            made = IncomingNumber(
                self.exchange.new_sid("PN"), number, voice_url, created_at=now, updated_at=now
            )
            self.numbers[made.sid] = made
            return switchboard.set_fields(made, settings, now)

    def update_number(self, sid: str, **settings: str | None) -> IncomingNumber:
        """Change fields of a number. Raises: RestError 20404."""
        with self.lock:
            return switchboard.set_fields(_found(self.numbers, sid), settings, self.clock.now)

    def add_application(self, friendly_name: str, **settings: str | None) -> Application:
        """Add a TwiML application; `settings` are fields of Application (voice_url, ...)."""
        with self.lock:
            now = self.clock.now
            made = Application(self.exchange.new_sid("AP"), friendly_name, created_at=now, updated_at=now)
            self.applications[made.sid] = made
            return switchboard.set_fields(made, settings, now)

    def update_application(self, sid: str, **settings: str | None) -> Application:
        """Change fields of an application. Raises: RestError 20404."""
        with self.lock:
            return switchboard.set_fields(_found(self.applications, sid), settings, self.clock.now)

    def phone(
        self,
        address: str,
        behaviour: str | None = None,
        *,
        after_s: float | None = None,
        then_press: str | None = None,
    ) -> Phone:
        """The telephone with this address (a number, `client:identity`, `sip:...`), made on first use.

        `behaviour` is what it does by itself when it rings; see `Phone.behave`.
        """
        with self.lock:
            phone = self._directory.phone(address)
            if behaviour is not None:
                phone.behave(behaviour, after_s=after_s, then_press=then_press)
            return phone

    def close(self) -> None:
        """Stop the threads that send webhooks, where there are any."""
        self.exchange.close()

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

        `status_callback_events` empty means `completed` alone. One element with spaces in it is error
        21626 in `errors` and no callbacks at all, as with the real one.
        Raises: RestError 21205 21210 21211 21212 21215, and 20001 for TwiML that is too long.
        """
        wish = outbound.CallWish(
            to=to,
            from_number=from_number,
            url=url,
            method=method,
            twiml=twiml,
            fallback_url=fallback_url,
            status_callback=status_callback,
            status_callback_events=tuple(status_callback_events),
            status_callback_method=status_callback_method,
            timeout_s=timeout_s,
            time_limit_s=time_limit_s,
            machine_detection=machine_detection,
            machine_detection_timeout_s=machine_detection_timeout_s,
            async_amd_status_callback=async_amd_status_callback,
            application_sid=application_sid,
        )
        with self.lock:
            return outbound.create_call(self._directory, self._line, wish)

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
        with self.lock:
            leg = self._directory.leg(sid)
            return outbound.update_call(leg, outbound.CallChange(url, method, twiml, status, status_callback))

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
        rooms = self._interpreter.conferencing
        with self.lock:
            seat = rooms.seat_of(conference, participant)
            rooms.set_flags(seat, muted, end_conference_on_exit)
            rooms.set_coaching(seat, coaching, call_sid_to_coach)
            if hold is not None:
                rooms.set_hold(seat, hold, Sound(hold_url, hold_method) if hold_url else None)
            if announce_url:
                rooms.announce(seat, Sound(announce_url, announce_method))
            return seat.participant

    def remove_participant(self, conference: str, participant: str) -> None:
        """DELETE Conferences/{c}/Participants/{p}: the call leaves the room and its document goes on."""
        with self.lock:
            self._interpreter.conferencing.remove(
                self._interpreter.conferencing.seat_of(conference, participant)
            )

    def create_participant(self, conference: str, *, to: str, from_number: str, **settings: str) -> Call:
        """POST Conferences/{sid or name}/Participants: dial a new participant into the room.

        `settings` are attributes of <Conference> and `label`, `status_callback`, `timeout`.
        """
        with self.lock:
            room = self._interpreter.conferencing.named(conference, settings)
            wish = outbound.participant_wish(room.conference.friendly_name, to, from_number, settings)
            return outbound.create_call(self._directory, self._line, wish)

    def update_conference(
        self, sid: str, *, status: str | None = None, announce_url: str | None = None
    ) -> Conference:
        """POST Conferences/{sid}: end it (`completed`) or announce to all.

        Raises: RestError 20404, 20001 when it has ended.
        """
        rooms = self._interpreter.conferencing
        with self.lock:
            room = rooms.room_of(sid)
            if announce_url:
                for seat in room.seats:
                    rooms.announce(seat, Sound(announce_url))
            if status == "completed":
                rooms.end(sid)
            return room.conference

    def create_message(
        self, *, to: str, from_number: str, body: str, status_callback: str | None = None
    ) -> Message:
        """POST /Messages: accepted, logged, and handed to the telephone with that number.

        Raises: RestError 21211 21602 21606.
        """
        with self.lock:
            return switchboard.create_message(self._directory, to, from_number, body, status_callback)

    def delete_recording(self, sid: str) -> None:
        """DELETE /Recordings/{sid}. Raises: RestError 20404."""
        with self.lock:
            _found(self.recordings, sid)
            del self.recordings[sid]

    def move_clock(self, when: datetime) -> None:
        """Set the date and time; live calls feel nothing, as `VirtualClock.jump_to` says."""
        with self.lock:
            self.clock.jump_to(when)


def _found(things: dict[str, T], sid: str) -> T:
    if sid not in things:
        raise RestError(NOT_FOUND, 20404, f"The requested resource {sid} was not found")
    return things[sid]
