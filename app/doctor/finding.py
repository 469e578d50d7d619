"""What the doctor says of one thing."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    GOOD = "good"
    WARNING = "warning"  # the line works, but look at it
    BROKEN = "broken"


@dataclass(frozen=True)
class Finding:
    """One line of the report; `what_to_do` is empty where all is good."""

    what: str
    state: State
    says: str
    what_to_do: str = ""


def good(what: str, says: str) -> Finding:
    return Finding(what, State.GOOD, says)


def warning(what: str, says: str, what_to_do: str) -> Finding:
    return Finding(what, State.WARNING, says, what_to_do)


def broken(what: str, says: str, what_to_do: str) -> Finding:
    return Finding(what, State.BROKEN, says, what_to_do)
