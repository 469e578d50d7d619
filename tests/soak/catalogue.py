"""All soaks by name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from tests.soak.figures import Figure, Plan

BOTH = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Soak:
    """`module:function` in this folder: it takes a `Plan` and answers its figures."""

    name: str
    says: str
    target: str
    databases: Sequence[str] = BOTH

    def run(self, plan: Plan) -> list[Figure]:
        module, _, function = self.target.partition(":")
        play: Callable[[Plan], list[Figure]] = getattr(import_module(f"tests.soak.{module}"), function)
        return play(plan)


SOAKS = {
    soak.name: soak
    for soak in (
        Soak("crash-points", "the process dies at each commit and outside call of a callback", "crash_points:play"),
        Soak("unclear", "the answer to a dial is lost, torn or refused", "unclear:play"),
        Soak("year", "holidays, changes of the clock, closures and moved hours", "year:play"),
        Soak("redis-lost", "Redis is emptied, stopped, frozen and made to forget", "redis_lost:play"),
        Soak("events", "people do as they please with callbacks, in any order", "events:play"),
        Soak("kills", "processes are killed with -9 every few seconds", "kills:play"),
        Soak("attack", "strangers' numbers are posted to the public form by the thousand", "attack:play"),
    )
}  # fmt: skip
