"""What one language of the line consists of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from ivr.speech.phrases import Noun, Phrase


@dataclass(frozen=True)
class Voice:
    """A voice of the carrier with the language tag that it must be given."""

    language: str
    name: str


@dataclass(frozen=True)
class Language:
    """The words of one language and the few rules that no table can hold.

    Every function is pure and answers with words in the case that its sentence wants.
    """

    code: str
    voice: Voice
    calling_code: int | None  # numbers with it are read as people at home write them
    plus: str  # how the + of a foreign number is said
    keys: Mapping[str, str]  # how the keys that are not digits are said
    phrases: Mapping[Phrase, str]
    today: str
    tomorrow: str
    yesterday: str
    weekdays: Sequence[str]  # "w poniedziałek" first
    date: Callable[[int, int], str]  # (day, month) -> "szóstego stycznia"
    opening: Callable[[str, time], str]  # (the day in words, from) -> "jutro od ósmej"
    window: Callable[[str, time, time], str]  # both ends on one day
    long_window: Callable[[str, time, str, time], str]  # from one day into another
    after: Callable[[time], str]  # "po szesnastej"
    wait: Callable[[int, int], str]  # minutes: 0 <= low <= high, 1 <= high <= 99
    long_wait: Callable[[int], str]  # at least so many minutes, from 1 on
    count: Callable[[Noun, int], str]
