"""Telephones that people or scripts hold: dial, answer, press, speak, hang up, and hear."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from .exchange import Exchange
from .leg import Leg
from .model import CallStatus, Message, TimelineEntry
from .progress import finish

DECLINE_AFTER_S = 1.0
VOICEMAIL_AFTER_S = 15.0
KEY_AFTER_S = 1.0  # a person needs a moment between being asked and pressing
SPEECH_CONFIDENCE = 0.9128386
CHARACTERS_PER_S = 15


class Behaviour(StrEnum):
    """What a telephone does by itself when it rings."""

    MANUAL = "manual"
    IGNORE = "ignore"
    BUSY = "busy"
    DECLINE = "decline"
    VOICEMAIL = "voicemail"
    ANSWER = "answer"
    UNREACHABLE = "unreachable"


class PhoneError(Exception):
    """A wish that this telephone cannot fulfil now, in a sentence."""


@dataclass(frozen=True)
class Bubble:
    """One thing heard: which verb made it (`talk` is the other person), the words, and in which call."""

    verb: str
    text: str
    call_sid: str


class Switchboard(Protocol):
    """What a telephone needs of the carrier to place a call."""

    def place_call(self, phone: Phone, to: str) -> Leg:
        """Begin a call to a number of the account."""
        ...

    def place_application_call(self, phone: Phone, application_sid: str, params: dict[str, str]) -> Leg:
        """Begin a call of a softphone to an application."""
        ...

    def take_text(self, phone: Phone, to: str, body: str) -> Message:
        """Take a text to a number of the account."""
        ...


class PhoneCall:
    """One call as the person with the telephone has it."""

    def __init__(self, phone: Phone, leg: Leg) -> None:
        self.phone = phone
        self.leg = leg

    @property
    def sid(self) -> str:
        """The sid of this leg."""
        return self.leg.sid

    @property
    def status(self) -> CallStatus:
        """Where the call stands."""
        return self.leg.call.status

    @property
    def timeline(self) -> list[TimelineEntry]:
        """Everything that happened in this call, in order."""
        return self.leg.call.timeline

    def press(self, digits: str) -> None:
        """Press keys, one after another."""
        self.phone.press(digits, self.leg)

    def speak(self, text: str) -> None:
        """Say something."""
        self.phone.speak(text, self.leg)

    def hears(self) -> list[str]:
        """What was heard on this telephone since the last asking."""
        return self.phone.hears()

    def hang_up(self) -> None:
        """End the call."""
        self.phone.hang_up(self.leg)


class Phone:
    """A telephone with an address: a number, `client:identity` or `sip:...`.

    Actions take effect at the moment of the clock at which they are made; in virtual time everything that
    is due then has happened when they return.
    """

    def __init__(self, address: str, exchange: Exchange, switchboard: Switchboard) -> None:
        self.address = address
        self.behaviour = Behaviour.MANUAL
        self.after_s = 0.0
        self.then_press: str | None = None
        self.calls: list[PhoneCall] = []
        self.bubbles: list[Bubble] = []
        self.texts: list[Message] = []
        self._exchange = exchange
        self._switchboard = switchboard
        self._asked = 0
        self._pressed_in: set[str] = set()

    @property
    def is_reachable(self) -> bool:
        """Whether it rings when it is dialled."""
        return self.behaviour is not Behaviour.UNREACHABLE

    @property
    def is_machine(self) -> bool:
        """Whether a machine answers it."""
        return self.behaviour is Behaviour.VOICEMAIL

    @property
    def heard(self) -> list[str]:
        """Everything that was ever heard, as text."""
        return [bubble.text for bubble in self.bubbles]

    @property
    def ringing(self) -> list[Leg]:
        """The calls that ring here now, oldest first."""
        return [call.leg for call in self.calls if call.leg.on_pick_up is not None]

    @property
    def live(self) -> list[PhoneCall]:
        """The calls that have not ended and do not ring here: those that can be hung up."""
        return [call for call in self.calls if not call.leg.is_over and call.leg.on_pick_up is None]

    def behave(self, behaviour: str, *, after_s: float | None = None, then_press: str | None = None) -> Phone:
        """From now on do this by itself: ignore, busy, decline, voicemail, answer, unreachable or manual.

        `after_s` is how long it rings before; `then_press` is pressed as soon as keys are asked for.
        """
        self.behaviour = Behaviour(behaviour)
        usual = {Behaviour.DECLINE: DECLINE_AFTER_S, Behaviour.VOICEMAIL: VOICEMAIL_AFTER_S}
        self.after_s = usual.get(self.behaviour, 0.0) if after_s is None else after_s
        self.then_press = then_press
        return self

    def answer_after(self, seconds: float, then_press: str | None = "1") -> Phone:
        """From now on answer after so many seconds, and press a key when asked for one."""
        return self.behave("answer", after_s=seconds, then_press=then_press)

    def dial(self, to: str) -> PhoneCall:
        """Call a number of the account."""
        with self._exchange.lock:
            call = PhoneCall(self, self._switchboard.place_call(self, to))
            self.calls.append(call)
        self._exchange.settle()
        return call

    def connect(self, application_sid: str, params: dict[str, str] | None = None) -> PhoneCall:
        """Call an application, as a softphone does; the params reach its voice URL as they are."""
        with self._exchange.lock:
            leg = self._switchboard.place_application_call(self, application_sid, params or {})
            call = PhoneCall(self, leg)
            self.calls.append(call)
        self._exchange.settle()
        return call

    def text(self, to: str, body: str) -> Message:
        """Send a text to a number of the account."""
        with self._exchange.lock:
            message = self._switchboard.take_text(self, to, body)
        self._exchange.settle()
        return message

    def answer(self) -> PhoneCall:
        """Pick up the call that has rung longest. Raises: PhoneError when none rings."""
        with self._exchange.lock:
            leg = self._first_ringing("answered")
            self._pick_up(leg)
            call = next(call for call in self.calls if call.leg is leg)
        self._exchange.settle()
        return call

    def decline(self) -> None:
        """Refuse the call that has rung longest. Raises: PhoneError when none rings."""
        with self._exchange.lock:
            finish(self._first_ringing("declined"), CallStatus.BUSY)
        self._exchange.settle()

    def press(self, digits: str, leg: Leg | None = None) -> None:
        """Press keys in the call. Raises: PhoneError when there is no call."""
        for digit in digits:
            with self._exchange.lock:
                self._live_leg(leg).pressed(digit)
            self._exchange.settle()

    def speak(self, text: str, leg: Leg | None = None) -> None:
        """Say something into the call. Raises: PhoneError when there is no call."""
        with self._exchange.lock:
            self._live_leg(leg).spoken(text, SPEECH_CONFIDENCE, len(text) / CHARACTERS_PER_S)
        self._exchange.settle()

    def hang_up(self, leg: Leg | None = None) -> None:
        """End the call; one that rings is declined, and one that has ended is left alone."""
        with self._exchange.lock:
            talking = [call.leg for call in self.live]
            target = leg or next(iter(talking[-1:] + self.ringing), None)
            if target is not None and not target.is_over:
                target.note("hung up")
                finish(target, _hung_up_status(target))
        self._exchange.settle()

    def hears(self) -> list[str]:
        """What was heard since the last asking."""
        with self._exchange.lock:
            fresh = [bubble.text for bubble in self.bubbles[self._asked :]]
            self._asked = len(self.bubbles)
        return fresh

    def ring(self, leg: Leg) -> None:
        """The carrier rings; the behaviour decides what happens next."""
        self.calls.append(PhoneCall(self, leg))
        match self.behaviour:
            case Behaviour.BUSY:
                self._exchange.later(self.after_s, lambda: self._refuse(leg))
            case Behaviour.DECLINE:
                self._exchange.later(self.after_s, lambda: self._refuse(leg))
            case Behaviour.ANSWER | Behaviour.VOICEMAIL:
                self._exchange.later(self.after_s, lambda: self._pick_up(leg))
            case _:
                pass

    def hear(self, leg: Leg, verb: str, text: str) -> None:
        """The carrier plays something into the ear."""
        self.bubbles.append(Bubble(verb, text, leg.sid))

    def asked_for_key(self, leg: Leg) -> None:
        """The carrier listens for keys: a scripted telephone presses its key once in each call."""
        digits = self.then_press
        if digits is None or leg.sid in self._pressed_in:
            return
        self._pressed_in.add(leg.sid)
        for place, digit in enumerate(digits):
            self._exchange.later(KEY_AFTER_S * (place + 1), lambda digit=digit: leg.pressed(digit))  # type: ignore[misc]

    def line_dead(self, leg: Leg) -> None:
        """The call is over."""
        self._pressed_in.discard(leg.sid)

    def _pick_up(self, leg: Leg) -> None:
        if leg.on_pick_up is not None:
            leg.on_pick_up()

    def _refuse(self, leg: Leg) -> None:
        if leg.on_pick_up is not None:
            finish(leg, CallStatus.BUSY)

    def _first_ringing(self, wish: str) -> Leg:
        ringing = self.ringing
        if not ringing:
            raise PhoneError(
                f"Nothing rings at {self.address}, so nothing can be {wish}. Let the clock advance first."
            )
        return ringing[0]

    def _live_leg(self, leg: Leg | None) -> Leg:
        if leg is not None:
            return leg
        live = self.live
        if not live:
            raise PhoneError(f"{self.address} is in no call. Dial or answer first.")
        return live[-1].leg


def _hung_up_status(leg: Leg) -> CallStatus:
    """How a call ends when the far end puts the receiver down in this state."""
    if leg.on_pick_up is not None:
        return CallStatus.BUSY
    if leg.call.status is CallStatus.IN_PROGRESS:
        return CallStatus.COMPLETED
    return CallStatus.NO_ANSWER
