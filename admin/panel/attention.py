"""People on the floor in the order in which they need somebody's eye."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from admin.words import Tone
from ticket_store.floor_view import Doing, PersonOnFloor

_BUSY = (Doing.RINGING, Doing.WRAP_UP, Doing.TALKING, Doing.DIALING, Doing.CONSULTED, Doing.LISTENING)
_TONES = {Doing.RINGING: Tone.SOON, Doing.WRAP_UP: Tone.SOON}


@dataclass(frozen=True)
class Chip:
    """One person in a word. `kind` is the list of words that `state` stands in; `since` when that began."""

    id: str
    name: str
    state: str
    kind: str
    tone: Tone
    since: datetime | None
    rank: int


def chips(people: Iterable[PersonOnFloor]) -> list[Chip]:
    """Whoever is not offline: unreachable, missed calls, rung, in wrap-up, busy, away, free; the longest first."""
    shown = (_chip(one) for one in people if one.chosen != "offline" or one.doing is not Doing.IDLE)
    return sorted(shown, key=lambda one: (one.rank, one.since.timestamp() if one.since else 0.0, one.name))


def offline(people: Iterable[PersonOnFloor]) -> int:
    """How many are left out above."""
    return sum(one.chosen == "offline" and one.doing is Doing.IDLE for one in people)


def _chip(one: PersonOnFloor) -> Chip:
    if one.doing is not Doing.IDLE:
        place = 2 + _BUSY.index(one.doing)
        tone = _TONES.get(one.doing, Tone.ACTIVE)
        return Chip(one.id, one.name, one.doing.value, "doing", tone, one.since, place)
    if one.chosen == "away":
        missed = one.reason == "missed_twice"
        return Chip(
            one.id,
            one.name,
            "away",
            "agent",
            Tone.SOON if missed else Tone.QUIET,
            one.chosen_at,
            1 if missed else 9,
        )
    if not one.reachable:
        return Chip(one.id, one.name, "unreachable", "cause", Tone.FAILED, one.seen_at, 0)
    return Chip(one.id, one.name, Doing.IDLE.value, "doing", Tone.GOOD, one.since, 10)
