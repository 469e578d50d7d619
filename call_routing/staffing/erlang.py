"""What theory says of one pool of agents with one skill: Erlang C (nobody leaves) and Erlang A (the impatient do).

Both are exact for Poisson arrivals, exponential handle times and, in Erlang A, exponential patience.
Source: Gans, Koole, Mandelbaum, "Telephone Call Centers" (2003), section 4; Mandelbaum, Zeltyn, "Service
Engineering in Action: The Palm/Erlang-A Queue" (2007).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

_STEP_S = 0.25  # of the integration in Erlang A's service level; halving it changes the fifth digit
_UNLIKELY = 1e-12  # the longer queues together are less likely than this


@dataclass(frozen=True)
class Theory:
    """A queue in equilibrium. Waits in seconds; shares 0..1.

    `answer_s` is the mean wait of those who are answered, `within` the share of all who are answered within the
    threshold, `waits` the share that finds nobody free, `abandons` the share that leaves first.
    """

    waits: float
    answer_s: float
    within: float
    abandons: float


def erlang_b(load: float, agents: int) -> float:
    """Share of calls that would be lost if nobody could wait. `load` in erlangs."""
    blocked = 1.0
    for number in range(1, agents + 1):
        blocked = load * blocked / (number + load * blocked)
    return blocked


def erlang_c(rate: float, handle_s: float, agents: int, within_s: float) -> Theory | None:
    """Everybody waits as long as it takes; None where the load is more than the agents can do.

    `rate` in calls a second.
    """
    load = rate * handle_s
    if load >= agents:
        return None
    blocked = erlang_b(load, agents)
    waits = blocked / (1 - load / agents * (1 - blocked))
    drain = (agents - load) / handle_s
    return Theory(waits, waits / drain, 1 - waits * math.exp(-drain * within_s), 0.0)


def erlang_a(rate: float, handle_s: float, agents: int, patience_s: float, within_s: float) -> Theory:
    """Whoever has no patience left hangs up: there is an equilibrium at every load.

    A birth-and-death chain over the number of callers; a caller who finds `ahead` others waiting is reached
    through ahead + 1 phases, in each of which an agent comes free or somebody ahead leaves.
    """
    serve, leave = 1 / handle_s, 1 / patience_s
    chances = _equilibrium(rate, serve, leave, agents)
    waiting = chances[agents:]
    reached, wait_of_reached = _reached(len(waiting), agents * serve, leave)
    answered = sum(chances[:agents]) + sum(p * r for p, r in zip(waiting, reached, strict=True))
    waited = sum(p * w for p, w in zip(waiting, wait_of_reached, strict=True))
    soon = _reached_within(len(waiting), agents * serve, leave, within_s)
    within = sum(chances[:agents]) + sum(p * s for p, s in zip(waiting, soon, strict=True))
    return Theory(sum(waiting), waited / answered, within, 1 - answered)


def _equilibrium(rate: float, serve: float, leave: float, agents: int) -> list[float]:
    """Chance of each number of callers, talking and waiting, until longer queues are unlikely."""
    weights = [1.0]
    while len(weights) <= agents or weights[-1] > _UNLIKELY * max(weights):
        number = len(weights)
        weights.append(weights[-1] * rate / (min(number, agents) * serve + max(0, number - agents) * leave))
    total = sum(weights)
    return [weight / total for weight in weights]


def _reached(most: int, served: float, leave: float) -> tuple[list[float], list[float]]:
    """By the number ahead: the chance to be reached, and wait x chance."""
    reached, waits = [], []
    chance, so_far = 1.0, 0.0
    for ahead in range(most):
        forward = served + ahead * leave
        chance *= forward / (forward + leave)
        so_far += 1 / (forward + leave)
        reached.append(chance)
        waits.append(chance * so_far)
    return reached, waits


def _reached_within(most: int, served: float, leave: float, within_s: float) -> list[float]:
    """By the number ahead: the chance to be reached in time; f' = forward x f(one less ahead) - (forward + leave) f.

    Heun's method over time.
    """
    chances = [0.0] * most
    forward = [served + ahead * leave for ahead in range(most)]
    for _ in range(round(within_s / _STEP_S)):
        first = _slope(chances, forward, leave)
        guess = [value + _STEP_S * slope for value, slope in zip(chances, first, strict=True)]
        second = _slope(guess, forward, leave)
        chances = [
            value + _STEP_S / 2 * (one + two) for value, one, two in zip(chances, first, second, strict=True)
        ]
    return chances


def _slope(chances: Sequence[float], forward: Sequence[float], leave: float) -> list[float]:
    before = (1.0, *chances[:-1])
    return [
        rate * less - (rate + leave) * chance
        for rate, less, chance in zip(forward, before, chances, strict=True)
    ]
