"""What a soak finds: figures with their bounds, and whether each holds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """How a soak runs. The same seed on the same code plays the same soak again."""

    database: str  # sqlite, postgresql
    small: bool
    seed: int


@dataclass(frozen=True)
class Figure:
    """One number beside its bound. `about` names the first few that broke it, to look for with the same seed."""

    says: str
    value: float
    bound: str
    holds: bool
    about: str = ""

    def __str__(self) -> str:
        told = f"{'holds' if self.holds else 'BROKEN'}  {self.says}: {self.value:g} ({self.bound})"
        return f"{told}\n        {self.about}" if self.about else told


def none_of(says: str, found: list[str]) -> Figure:
    """The figure of something that may never happen."""
    return Figure(says, len(found), "0", not found, "; ".join(found[:5]))


def at_most(says: str, value: float, bound: float, about: str = "") -> Figure:
    """The figure of something that may not be more than that."""
    return Figure(says, value, f"at most {bound:g}", value <= bound, about)


def at_least(says: str, value: float, bound: float, about: str = "") -> Figure:
    """The figure of something that may not be less than that."""
    return Figure(says, value, f"at least {bound:g}", value >= bound, about)


def told(says: str, value: float, about: str = "") -> Figure:
    """A figure without a bound: how much was played."""
    return Figure(says, value, "told", holds=True, about=about)
