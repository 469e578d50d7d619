"""What a setting is on a page: where it stands in the shop file, how it is typed, and one sentence of what it does."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from admin.shop_file.faults import Path
from admin.shop_file.part_names import FIELD_NAMES
from ticket_store.line import Line

Choices = Callable[[Line], Mapping[str, str]]  # value -> English message, or the shop's own name


class Kind(StrEnum):
    """How a value is typed; each has its own way to and from the shop file in `typing`."""

    TEXT = "text"
    NUMBER = "number"  # of a phone
    WHOLE = "whole"
    DURATION = "duration"  # a figure and its unit
    SHARE = "share"  # as a percentage
    SWITCH = "switch"
    TIME = "time"
    MONEY = "money"  # whole euros
    CHOICE = "choice"
    NEXT_STEP = "next step"  # a callback, or another department
    WORDS = "words"  # a text in each language of the shop
    LINES = "lines"  # a list, one on each line
    LIST = "list"  # a list with commas
    TIERS = "tiers"  # pairs of a skill and a duration
    PRICES = "prices"  # pairs of a prefix and a price


@dataclass(frozen=True)
class Setting:
    """One field. `says` is an English message; `rule` names where docs tell the rest, like `rules.md#slots`."""

    path: Path  # inside its part: ("routing", "owner_for")
    kind: Kind
    says: str
    unit: str = ""  # an English message beside the field, for kinds that do not carry their own
    rule: str = ""
    choices: Choices | None = None
    needed: bool = False

    @property
    def name(self) -> str:
        """The name of the field in the form."""
        return ".".join(self.path)

    @property
    def label(self) -> str:
        """An English message."""
        return FIELD_NAMES[self.path[-1]]


@dataclass(frozen=True)
class Group:
    """Settings that are thought of together. `title` and `says` are English messages."""

    title: str
    settings: Sequence[Setting]
    says: str = ""
    rule: str = ""


def settings_of(groups: Sequence[Group]) -> tuple[Setting, ...]:
    return tuple(one for group in groups for one in group.settings)
