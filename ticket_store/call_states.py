"""The state of a leg as a function of the *set* of its events. Pure.

Events come twice, late, and in any order: each is a small fact, and facts are joined by an operation that is
commutative, associative and idempotent. So no order and no repeat can make a difference, and what has ended
never comes back to life.
Source: the carrier gives no guarantee of order, docs/rules.md#call-states.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import reduce


class LegStatus(StrEnum):
    """What the carrier says of a connection, and our two words for before it said anything."""

    PLACING = "placing"  # we are about to ask for it, or have asked and know no answer yet
    UNKNOWN = "unknown"  # the answer to our asking was unclear: it may ring or not
    QUEUED = "queued"
    INITIATED = "initiated"
    RINGING = "ringing"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    BUSY = "busy"
    FAILED = "failed"
    NO_ANSWER = "no-answer"
    CANCELED = "canceled"


_RANK = {
    LegStatus.PLACING: 0,
    LegStatus.UNKNOWN: 1,
    LegStatus.QUEUED: 2,
    LegStatus.INITIATED: 3,
    LegStatus.RINGING: 4,
    LegStatus.IN_PROGRESS: 5,
    LegStatus.CANCELED: 6,
    LegStatus.FAILED: 7,
    LegStatus.NO_ANSWER: 8,
    LegStatus.BUSY: 9,
    LegStatus.COMPLETED: 10,
}
ENDED = frozenset(status for status, rank in _RANK.items() if rank >= _RANK[LegStatus.CANCELED])


@dataclass(frozen=True, slots=True)
class LegState:
    """All that is known of a leg. `answered_at` and `ended_at` are the earliest times that were told."""

    status: LegStatus = LegStatus.PLACING
    answered_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def has_ended(self) -> bool:
        return self.status in ENDED


def fact(status: str, at: datetime) -> LegState:
    """What one event says by itself. A status of tomorrow's carrier counts as a sign of life, no more."""
    try:
        known = LegStatus(status)
    except ValueError:
        known = LegStatus.UNKNOWN
    return LegState(
        status=known,
        answered_at=at if known is LegStatus.IN_PROGRESS else None,
        ended_at=at if known in ENDED else None,
    )


def join(one: LegState, other: LegState) -> LegState:
    """Both facts together."""
    return LegState(
        status=max(one.status, other.status, key=_RANK.__getitem__),
        answered_at=_earlier(one.answered_at, other.answered_at),
        ended_at=_earlier(one.ended_at, other.ended_at),
    )


def state_of(facts: frozenset[LegState]) -> LegState:
    """The state that a set of events makes."""
    return reduce(join, facts, LegState())


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((at for at in (one, other) if at is not None), default=None)


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What the store knows of a call when its caller's leg has ended."""

    answered: bool
    callback_asked: bool
    message_left: bool
    found_closed: bool
    queued_at: datetime | None
    ended_at: datetime
    short_abandon: timedelta = timedelta(seconds=5)


class Outcome(StrEnum):
    ANSWERED = "answered"
    CALLBACK = "callback"
    MESSAGE = "message"
    CLOSED = "closed"
    SHORT_ABANDON = "short_abandon"
    ABANDONED = "abandoned"
    LEFT_IN_MENU = "left_in_menu"
    STATUS = "status"  # an agent called to change the own status
    FAILED = "failed"


def outcome_of(facts: CallFacts) -> Outcome:
    """How the call ended; depends on what happened, never on the order in which we heard of it.

    Asking for a callback is not abandoning. A caller who left the queue within `short_abandon`, which the shop sets,
    is counted apart.
    """
    if facts.answered:
        return Outcome.ANSWERED
    if facts.callback_asked:
        return Outcome.CALLBACK
    if facts.message_left:
        return Outcome.MESSAGE
    if facts.queued_at is not None:
        waited = facts.ended_at - facts.queued_at
        return Outcome.SHORT_ABANDON if waited < facts.short_abandon else Outcome.ABANDONED
    return Outcome.CLOSED if facts.found_closed else Outcome.LEFT_IN_MENU
