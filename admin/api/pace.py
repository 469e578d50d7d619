"""How fast one key may ask: a bucket that fills at a steady rate."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

_A_SECOND = 50.0
_AT_ONCE = 3000.0


@dataclass
class Pace:
    """Buckets by key, in this process only: it protects the telephone from a program run wild, nothing more.

    `seconds` is any clock that never goes back.
    """

    seconds: Callable[[], float]
    a_second: float = _A_SECOND
    at_once: float = _AT_ONCE
    _buckets: dict[str, tuple[float, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def must_wait(self, key: str) -> float:
        """Seconds until the key may ask again; 0 when it may ask now, which is then counted."""
        with self._lock:
            now = self.seconds()
            level, filled_at = self._buckets.get(key, (self.at_once, now))
            level = min(self.at_once, level + (now - filled_at) * self.a_second)
            if level < 1:
                self._buckets[key] = (level, now)
                return (1 - level) / self.a_second
            self._buckets[key] = (level - 1, now)
            return 0.0
