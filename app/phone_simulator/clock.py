"""The time of the simulated carrier: moved by hand in tests, or with the wall clock in the demo."""

from __future__ import annotations

import heapq
import itertools
import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

_MICROSECONDS = 1_000_000


class Timer:
    """A call that is due at a moment; `cancel()` makes it do nothing."""

    __slots__ = ("due", "fn")

    def __init__(self, due: int, fn: Callable[[], None]) -> None:
        self.due = due
        self.fn: Callable[[], None] | None = fn

    def cancel(self) -> None:
        """Forget the function; harmless when it has run."""
        self.fn = None


class VirtualClock:
    """A clock that stands still until it is advanced; what is due runs on the way, in order.

    Two readings: `now`, the aware date and time that webhooks and REST answers show, and `elapsed`, the
    seconds that really went by on this clock. `jump_to` changes the first and never the second.
    Functions that are due run in the thread that advances, one after another, without any lock held.
    """

    def __init__(self, start: datetime) -> None:
        if start.tzinfo is None:
            message = f"VirtualClock needs an aware start, got {start!r}. Give it a time zone."
            raise ValueError(message)
        self._base = start
        self._elapsed = 0
        self._order = itertools.count()
        self._timers: list[tuple[int, int, Timer]] = []
        self._lock = threading.Lock()
        self._turn = threading.RLock()
        self._advancing_thread: int | None = None
        self.wake = threading.Event()

    @property
    def now(self) -> datetime:
        """The date and time on the carrier's wall."""
        return self._base + timedelta(microseconds=self._elapsed)

    @property
    def elapsed(self) -> float:
        """Seconds that went by since the start; never jumps, so durations are measured with it."""
        return self._elapsed / _MICROSECONDS

    @property
    def advancing_here(self) -> bool:
        """Whether the calling thread is inside `advance` right now, so that it must not advance again."""
        return self._advancing_thread == threading.get_ident()

    def call_at(self, when: datetime, fn: Callable[[], None]) -> Timer:
        """Run `fn` when `now` reaches `when`; a moment that has passed counts as now."""
        return self.call_later((when - self.now).total_seconds(), fn)

    def call_later(self, seconds: float, fn: Callable[[], None]) -> Timer:
        """Run `fn` after that many seconds; zero means after what is already due. Order of asking is kept."""
        with self._lock:
            due = self._elapsed + max(0, round(seconds * _MICROSECONDS))
            timer = Timer(due, fn)
            heapq.heappush(self._timers, (due, next(self._order), timer))
        self.wake.set()
        return timer

    def advance(self, seconds: float) -> None:
        """Let that many seconds pass, running everything that falls due; zero runs what is due now.

        Raises: RuntimeError when called from a function that this clock is running.
        """
        if self.advancing_here:
            message = "The clock is already advancing here. Use call_later from inside a timer."
            raise RuntimeError(message)
        with self._turn:
            end = self._elapsed + round(seconds * _MICROSECONDS)
            self._advancing_thread = threading.get_ident()
            try:
                while (fn := self._next_due(end)) is not None:
                    fn()
            finally:
                self._advancing_thread = None
            self._elapsed = max(self._elapsed, end)

    def advance_until(self, predicate: Callable[[], bool], limit_s: float = 3600) -> None:
        """Let time pass from event to event until `predicate` holds.

        Raises: TimeoutError when it still does not after `limit_s` seconds; the clock stands there then.
        """
        end = self._elapsed + round(limit_s * _MICROSECONDS)
        self.advance(0)
        while not predicate():
            due = self._next_moment()
            if due is None or due > end:
                self.advance((end - self._elapsed) / _MICROSECONDS)
                if predicate():
                    return
                message = f"Nothing made {predicate!r} true within {limit_s} s of simulated time."
                raise TimeoutError(message)
            self.advance((due - self._elapsed) / _MICROSECONDS)

    def jump_to(self, when: datetime) -> None:
        """Set the date and time, forwards or backwards, as if a hand moved the hands of a clock.

        Calls under way go on undisturbed: their timers keep the time that they still had, a caller who waited
        20 s has still waited 20 s, and `advance` goes on from the new date. Only `now` is different.
        """
        with self._lock:
            self._base = when - timedelta(microseconds=self._elapsed)

    def seconds_to_next(self) -> float | None:
        """Seconds until something is due, None when nothing is planned."""
        due = self._next_moment()
        return None if due is None else max(0, due - self._elapsed) / _MICROSECONDS

    def _next_moment(self) -> int | None:
        with self._lock:
            while self._timers and self._timers[0][2].fn is None:
                heapq.heappop(self._timers)
            return self._timers[0][0] if self._timers else None

    def _next_due(self, end: int) -> Callable[[], None] | None:
        """Take the earliest function due by `end` and move the time to it; cancelled ones are passed over."""
        with self._lock:
            while self._timers and self._timers[0][0] <= end:
                due, _, timer = heapq.heappop(self._timers)
                fn, timer.fn = timer.fn, None
                if fn is not None:
                    self._elapsed = max(self._elapsed, due)
                    return fn
        return None


class RealtimeDriver:
    """A thread that moves a virtual clock with the wall clock, `speed` simulated seconds to each real one."""

    def __init__(self, clock: VirtualClock, speed: float = 1.0) -> None:
        self._clock = clock
        self._speed = speed
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="phone-simulator-clock", daemon=True)

    def start(self) -> RealtimeDriver:
        """Begin to move the clock; answers itself, so that it can be kept in one line."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop the thread and wait for it."""
        self._stopping.set()
        self._clock.wake.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        longest_nap_s = 0.05
        last = time.monotonic()
        while not self._stopping.is_set():
            current = time.monotonic()
            self._clock.wake.clear()
            seconds, last = (current - last) * self._speed, current
            try:
                self._clock.advance(seconds)
            except Exception:
                logging.getLogger(__name__).exception(
                    "A timer of the phone simulator failed; the clock goes on."
                )
            wait = self._clock.seconds_to_next()
            nap = longest_nap_s if wait is None else min(longest_nap_s, wait / self._speed)
            self._clock.wake.wait(nap)
