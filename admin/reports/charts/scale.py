"""Round numbers for the side of a chart. Pure."""

import math
from dataclasses import dataclass

_MOST_LINES = 5
_COUNTS = (1, 2, 5)
_SPANS = (5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400)


@dataclass(frozen=True)
class Scale:
    """From 0 to `top` in equal steps; there is always a step, also where all values are 0."""

    top: float
    step: float

    @property
    def lines(self) -> list[float]:
        return [number * self.step for number in range(round(self.top / self.step) + 1)]

    def part(self, value: float) -> float:
        """Where a value stands, 0..1; what is higher than the top stands at the top."""
        return min(max(value / self.top, 0.0), 1.0)


def counts(highest: float) -> Scale:
    """For things that are counted: 1, 2, 5, 10, 20, 50 ... and never a broken step."""
    power = 1.0
    while True:
        for one in _COUNTS:
            if highest <= one * power * _MOST_LINES:
                return _with_step(highest, one * power)
        power *= 10


def seconds(highest: float) -> Scale:
    """For durations: steps that people count in, from 5 s to a day."""
    step = next((one for one in _SPANS if highest <= one * _MOST_LINES), 0)
    return _with_step(highest, step) if step else counts(highest)


def shares() -> Scale:
    """For shares: 0 to 1 by quarters."""
    return Scale(1.0, 0.25)


def _with_step(highest: float, step: float) -> Scale:
    return Scale(max(math.ceil(highest / step), 1) * step, step)
