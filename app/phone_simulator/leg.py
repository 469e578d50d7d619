"""One live connection: the call it belongs to, the telephone at its end, and the script that runs on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from .clock import Timer
from .effects import CallerGone, Fetch, Interrupt, Key, Redirected, Resume, Source, Speech, Steps, Wait
from .exchange import Exchange
from .model import Call, CallStatus, TimelineEntry
from .webhook_client import Answer


class Handset(Protocol):
    """What a leg knows of the telephone at its end."""

    def ring(self, leg: Leg) -> None:
        """A call comes in."""

    def hear(self, leg: Leg, verb: str, text: str) -> None:
        """Something is said or played into the ear."""

    def asked_for_key(self, leg: Leg) -> None:
        """The line begins to listen for keys."""

    def line_dead(self, leg: Leg) -> None:
        """The call is over, however it ended."""


@dataclass
class Callbacks:
    """Where the progress of a call is told, and which events of it."""

    url: str | None = None
    method: str = "POST"
    events: tuple[str, ...] = ("completed",)
    sequence: int = 0
    kind: str = "status"
    silenced: bool = False


@dataclass
class MachineDetection:
    """Whether to find out who answered, and whom to tell; `url` given means asynchronously."""

    mode: str
    timeout_s: int = 30
    url: str | None = None


@dataclass
class Settings:
    """How a leg was asked for: fallback, limits, callbacks, detection."""

    callbacks: Callbacks = field(default_factory=Callbacks)
    fallback_url: str | None = None
    fallback_method: str = "POST"
    ring_s: float = 60
    time_limit_s: float = 14_400
    detection: MachineDetection | None = None


class Leg:
    """Runs one script at a time on one call; every method is called with the exchange's lock held."""

    def __init__(self, exchange: Exchange, call: Call, phone: Handset | None, settings: Settings) -> None:
        self.exchange = exchange
        self.call = call
        self.phone = phone
        self.settings = settings
        self.cookies: dict[tuple[str, str], str] = {}
        self.scopes: list[object] = []
        self.talking_to: Callable[[str], None] | None = None
        self.answered_elapsed: float | None = None
        self.on_over: list[Callable[[Leg], None]] = []
        self.on_pick_up: Callable[[], None] | None = None
        self.ring_timer: Timer | None = None
        self.limit_timer: Timer | None = None
        self.has_run_a_verb = False
        self.documents_at: tuple[float, int] = (0.0, 0)
        self._script: Steps[None] | None = None
        self._waiting: Wait | Fetch | None = None
        self._step = 0
        self._timer: Timer | None = None

    @property
    def sid(self) -> str:
        """The sid of the call."""
        return self.call.sid

    @property
    def is_over(self) -> bool:
        """Whether the call has ended."""
        return self.call.status.is_final

    @property
    def is_listening(self) -> bool:
        """Whether a key that is pressed now would be heard."""
        return isinstance(self._waiting, Wait) and self._waiting.keys

    def note(self, event: str, detail: str = "", language: str = "") -> None:
        """Write a line into the timeline of the call."""
        self.call.timeline.append(TimelineEntry(self.exchange.clock.now, event, detail, language))

    def hear(self, verb: str, text: str, language: str = "") -> None:
        """Play something into the ear at the far end."""
        self.note(verb, text, language)
        if self.phone is not None:
            self.phone.hear(self, verb, text)

    def answer(self) -> None:
        """Pick up on the carrier's side; nothing happens when that was done before."""
        if self.call.status is not CallStatus.RINGING:
            return
        clock = self.exchange.clock
        self.call.status = CallStatus.IN_PROGRESS
        self.call.answered_at = self.call.updated_at = clock.now
        self.answered_elapsed = clock.elapsed
        self.note("answered")

    def begin(self, script: Steps[None]) -> None:
        """Start the script of this leg."""
        self._script = script
        self._advance(None, None)

    def pressed(self, digit: str) -> None:
        """A key was pressed at the far end; lost unless something listens for keys."""
        self.note("key", digit)
        if self.is_listening:
            self._advance(Key(digit), None)

    def spoken(self, text: str, confidence: float, seconds: float) -> None:
        """Something was said: taken as speech where asked for, else carried to the other person."""
        self.note("speech", text)
        if isinstance(self._waiting, Wait) and self._waiting.speech:
            self._advance(Speech(text, confidence, seconds), None)
        elif self.talking_to is not None:
            self.talking_to(text)

    def tell(self, interrupt: Interrupt) -> None:
        """Throw an interrupt into the script, as the next thing that happens."""
        self.exchange.later(0, lambda: self._deliver(interrupt))

    def redirect(self, source: Source) -> None:
        """Give the call a new document."""
        self.tell(Redirected(source))

    def break_off(self) -> None:
        """Tell the script that the line is dead; verbs with a duty at hang-up do it then.

        Whatever it was waiting for is not taken any more.
        """
        self._stop_waiting()
        self.tell(CallerGone())

    @contextmanager
    def inside(self, scope: object) -> Iterator[None]:
        """While inside, news of `scope` reaches this leg."""
        self.scopes.append(scope)
        try:
            yield
        finally:
            self.scopes.remove(scope)

    def _deliver(self, interrupt: Interrupt) -> None:
        if self._script is None:
            return
        if interrupt.scope is not None and not any(interrupt.scope is scope for scope in self.scopes):
            return
        self._advance(None, interrupt)

    def _advance(self, value: Resume, interrupt: Interrupt | None) -> None:
        """Resume the script and arrange what it waits for next."""
        if self._script is None:
            return
        self._stop_waiting()
        try:
            effect = self._script.throw(interrupt) if interrupt else self._script.send(value)
        except StopIteration:
            self._script = None
            return
        self._arrange(effect)

    def _arrange(self, effect: Wait | Fetch) -> None:
        self._waiting = effect
        step = self._step
        match effect:
            case Wait(seconds=None):
                pass
            case Wait(seconds=float() | int() as seconds):
                self._timer = self.exchange.later(seconds, lambda: self._resume(step, None))
            case Fetch(request=request):
                self.exchange.send(request, lambda answer: self._resume(step, answer))
        if isinstance(effect, Wait) and effect.keys and self.phone is not None:
            self.phone.asked_for_key(self)

    def _stop_waiting(self) -> None:
        self._step += 1
        self._waiting = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _resume(self, step: int, value: Answer | None) -> None:
        """Go on, unless the script has moved on since."""
        if step == self._step:
            self._advance(value, None)
