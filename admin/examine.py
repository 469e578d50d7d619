"""What `hotline doctor` says of one thing, as the pages show it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Checked:
    """`state` is good, warning or broken; `what_to_do` is empty where all is good."""

    what: str
    state: str
    says: str
    what_to_do: str = ""


Examine = Callable[[], Iterable[Checked]]
