"""The state of the carrier and its three ways to act: later, over the wire, and into its own error log."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from .chaos import Dice
from .clock import Timer, VirtualClock
from .model import (
    Account,
    Application,
    Call,
    CarrierError,
    Conference,
    IncomingNumber,
    Ledger,
    Message,
    Queue,
    Recording,
    Verdict,
    WebhookRecord,
)
from .transport import Transport
from .webhook_client import Answer, WebhookClient, WebhookRequest

SIMULATOR_FAULT = 0  # no code of the carrier: something in the simulator itself broke


@dataclass
class Store:
    """Everything by sid, in order of making."""

    numbers: dict[str, IncomingNumber] = field(default_factory=dict)
    applications: dict[str, Application] = field(default_factory=dict)
    calls: dict[str, Call] = field(default_factory=dict)
    queues: dict[str, Queue] = field(default_factory=dict)
    conferences: dict[str, Conference] = field(default_factory=dict)
    recordings: dict[str, Recording] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    webhooks: list[WebhookRecord] = field(default_factory=list)
    errors: list[CarrierError] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)


class Exchange:
    """State, clock, chance and wire of one carrier. Whoever changes state holds `lock`."""

    def __init__(
        self,
        account: Account,
        *,
        clock: VirtualClock,
        transport: Transport,
        dice: Dice,
        durations: Mapping[str, float],
        enabled_prefixes: tuple[str, ...] | None,
        workers: int,
    ) -> None:
        self.account = account
        self.clock = clock
        self.dice = dice
        self.lock = threading.RLock()
        self.store = Store()
        self.durations = dict(durations)
        self.enabled_prefixes = enabled_prefixes
        self._client = WebhookClient(transport, account.auth_token, self._keep)
        self._pool = ThreadPoolExecutor(workers, "phone-simulator-webhook") if workers else None

    def new_sid(self, prefix: str) -> str:
        """A fresh identifier of that kind, repeatable with the seed."""
        return prefix + self.dice.hex_digits(32)

    def later(self, seconds: float, fn: Callable[[], None]) -> Timer:
        """Run `fn` with the lock held after so many seconds."""

        def run() -> None:
            with self.lock:
                fn()

        return self.clock.call_later(seconds, run)

    def settle(self) -> None:
        """Let what is due now happen in virtual time; with threads the clock's driver does it."""
        if self._pool is None and not self.clock.advancing_here:
            self.clock.advance(0)

    def report(
        self,
        code: int,
        message: str,
        *,
        call_sid: str | None = None,
        webhook_id: int | None = None,
        level: str = "error",
    ) -> None:
        """Write a line into the carrier's debugger, and a verdict on the webhook that it is about."""
        self.store.errors.append(CarrierError(code, message, call_sid, webhook_id, level))
        if webhook_id is not None:
            record = self.store.webhooks[webhook_id - 1]
            record.verdicts.append(Verdict(level, code, record.url, message))

    def send(self, request: WebhookRequest, then: Callable[[Answer], None], *, delay_s: float = 0) -> None:
        """Plan a webhook; `then` gets its answer with the lock held, which is free meanwhile."""

        def perform() -> None:
            try:
                answer = self._client.fetch(request, lambda: self._new_record(request))
            except Exception:
                with self.lock:
                    self.report(SIMULATOR_FAULT, traceback.format_exc(), call_sid=request.call_sid)
                raise
            self.later(answer.virtual_s, lambda: then(answer))

        self.clock.call_later(delay_s, perform if self._pool is None else lambda: self._submit(perform))

    def notify(self, request: WebhookRequest, *, is_final: bool) -> None:
        """Send a callback whose answer changes nothing; chaos delays, repeats and loses them."""
        delay_s = 0.0
        if not is_final and self.dice.strikes("drop_non_final"):
            return
        if self.dice.strikes("late"):
            delay_s += self.dice.between(30, 120)
        if self.dice.strikes("reorder"):
            delay_s += self.dice.between(0.5, 5)
        self.send(request, self._callback_answered, delay_s=delay_s)
        if self.dice.strikes("duplicate"):
            self.send(replace(request), self._callback_answered, delay_s=delay_s + self.dice.between(0, 3))

    def close(self) -> None:
        """Stop the threads that send webhooks; what is under way ends."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def _submit(self, perform: Callable[[], None]) -> None:
        if self._pool is not None:
            self._pool.submit(perform)

    def _callback_answered(self, answer: Answer) -> None:
        if answer.error_code is None:
            return
        message = f"The callback was not taken: {answer.error}"
        self.report(
            15003, message, call_sid=answer.record.call_sid, webhook_id=answer.record.id, level="warning"
        )

    def _keep(self, record: WebhookRecord) -> None:
        with self.lock:
            record.id = len(self.store.webhooks) + 1
            self.store.webhooks.append(record)

    def _new_record(self, request: WebhookRequest) -> WebhookRecord:
        return WebhookRecord(
            0, self.clock.now, request.kind, request.method, request.url, {}, {}, request.call_sid
        )
