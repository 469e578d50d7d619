"""Seeded trouble: every switch is a probability from 0 to 1 and is off by default."""

from __future__ import annotations

import random
from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Chaos:
    """Which troubles the carrier makes, and how often.

    duplicate: a callback is sent twice with one idempotency token.
    reorder: a callback is held back for some seconds, so that later ones overtake it.
    late: a callback arrives half a minute to two minutes late.
    drop_non_final: a callback that is not a final one never arrives.
    hang_up_between: the caller hangs up between a request for TwiML and its answer.
    double_request: a request for TwiML is made twice; the second answer counts.
    ambiguous_create: POST /Calls makes the call, and its answer is lost.
    rest_5xx: a REST request is refused with 503 before anything happened.
    """

    duplicate: float = 0.0
    reorder: float = 0.0
    late: float = 0.0
    drop_non_final: float = 0.0
    hang_up_between: float = 0.0
    double_request: float = 0.0
    ambiguous_create: float = 0.0
    rest_5xx: float = 0.0

    def __post_init__(self) -> None:
        for switch in fields(self):
            probability = getattr(self, switch.name)
            if not 0 <= probability <= 1:
                message = f"Chaos.{switch.name} is {probability}: give a probability from 0 to 1."
                raise ValueError(message)


class Dice:
    """The seeded source of chance; equal seeds and equal questions give equal answers."""

    def __init__(self, seed: int, chaos: Chaos) -> None:
        self._random = random.Random(seed)  # noqa: S311 - chance in a simulator must be repeatable, not secret
        self.chaos = chaos

    def strikes(self, switch: str) -> bool:
        """Whether this trouble happens now; a switch that is off draws nothing, so it cannot shift others."""
        probability: float = getattr(self.chaos, switch)
        return probability > 0 and self._random.random() < probability

    def between(self, low: float, high: float) -> float:
        """A number in that range."""
        return self._random.uniform(low, high)

    def hex_digits(self, count: int) -> str:
        """So many hexadecimal digits, for identifiers."""
        return f"{self._random.getrandbits(4 * count):0{count}x}"

    def token(self) -> str:
        """A random name in the form 8-4-4-4-12, as idempotency tokens have it."""
        digits = self.hex_digits(32)
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
