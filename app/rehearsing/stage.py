"""One rehearsed call: the engine over a scratch store, a carrier in virtual time, the telephones of everybody."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit

from app.phone_simulator.carrier import Carrier
from app.phone_simulator.clock import VirtualClock
from app.phone_simulator.phones import Phone
from app.phone_simulator.transport import Request, Response
from app.rehearsing.line_out import SimulatedLine
from call_routing.addresses import Addresses
from call_routing.because import Because
from call_routing.line_book import LineBook
from callbacks.callback_desk import CallbackDesk
from callbacks.carry_out import carry_out, carry_out_due
from callbacks.ringing.turns import dial_waiting
from callbacks.sweep import sweep
from ivr.door import KINDS
from ivr.front_desk import FrontDesk
from ivr.pipeline import Heard, answer_hook, hook_of
from ivr.waiting import MUSIC
from ticket_store.engine import Store

BASE = "https://rehearsal.invalid"
_ACCOUNT, _TOKEN = "AC" + "0" * 32, "rehearsal"  # an account of nobody's
_SWEEP_EVERY_S = 10.0  # a real sweeper looks every two seconds; nothing that a caller hears hangs on that
_CALLS_PER_S = 100.0
_HOLD_MUSIC_S = 18.0


@dataclass(frozen=True)
class Told:
    """What decided one webhook's answer, and how much the caller's telephone had noted by then."""

    at: datetime
    noted: int
    because: Sequence[Because]


class Bell:
    """Rings inside the virtual time: each errand is carried out a hundredth of a second after its commit."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self.desk: CallbackDesk | None = None

    def ring(self, outbox: tuple[str, ...], topics: frozenset[str]) -> None:
        del topics
        for errand_id in outbox:
            if self.desk is not None:
                self._clock.call_later(0.01, partial(carry_out, self.desk, errand_id))


class Engine:
    """The telephone door without a web server: each request of the carrier, signed, straight into the pipeline."""

    def __init__(self, desk: FrontDesk) -> None:
        self._desk = desk

    def send(self, request: Request) -> Response:
        parts = urlsplit(request.url)
        name = parts.path.rpartition("/")[2]
        kind = KINDS.get(name)
        if kind is None:
            return Response(404)
        heard = Heard(
            method=request.method,
            path=parts.path,
            query=parts.query.encode("latin-1"),
            body=request.body,
            form=request.method == "POST",
            signature=request.headers.get("X-Twilio-Signature", ""),
        )
        document = answer_hook(self._desk, hook_of(self._desk, heard, name), kind)
        return Response(200, [("Content-Type", "text/xml")], document.encode())


class Stage:
    """Made for one call, and closed with it. `told` is what the engine said of its decisions, in order."""

    def __init__(self, store: Store, start: datetime) -> None:
        self.store = store
        self.clock = VirtualClock(start)
        self.told: list[Told] = []
        self.noted: Callable[[], int] = lambda: 0
        self.lines = LineBook(store, fresh_for_s=3600.0)
        self.line = self.lines.line()
        bell = Bell(self.clock)
        store.bell = bell
        addresses = Addresses(BASE)
        front = FrontDesk(
            store, lambda: self.clock.now, self.lines, addresses, (_TOKEN,), listener=self._listen
        )
        self.carrier = Carrier(
            _ACCOUNT,
            _TOKEN,
            clock=self.clock,
            transport=Engine(front),
            cps=_CALLS_PER_S,
            durations={addresses.audio(MUSIC): _HOLD_MUSIC_S},
        )
        for did in self.line.dids:
            self.carrier.add_number(
                did, f"{BASE}/ivr/voice", status_callback=f"{BASE}/ivr/status", sms_url=f"{BASE}/ivr/message"
            )
        self.desk = CallbackDesk(
            store,
            lambda: self.clock.now,
            self.lines,
            addresses,
            SimulatedLine(self.carrier),
            _CALLS_PER_S,
            wake_at=self._wake_at,
        )
        bell.desk = self.desk
        self.clock.call_later(_SWEEP_EVERY_S, self._sweep)

    def _listen(self, because: Sequence[Because]) -> None:
        if because:
            self.told.append(Told(self.clock.now, self.noted(), tuple(because)))

    def _wake_at(self, at: datetime) -> None:
        wait_s = max(0.0, (at - self.clock.now).total_seconds())
        self.clock.call_later(wait_s, lambda: (dial_waiting(self.desk), None)[1])

    def _sweep(self) -> None:
        carry_out_due(self.desk)
        sweep(self.desk)
        self.clock.call_later(_SWEEP_EVERY_S, self._sweep)

    def phone(self, address: str) -> Phone:
        return self.carrier.phone(address)

    def close(self) -> None:
        self.carrier.close()
