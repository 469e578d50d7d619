"""Is it really the agent? A caller's number can be forged, so a PIN is always asked; five wrong ones lock it.

Each lock without a right PIN in between lasts twice as long as the one before, so that nobody gets through all
PINs by patience. Whoever is locked out meanwhile chooses their status at the desk, or is given a new PIN there or
by `hotline agent pin`, which lifts the lock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from call_routing.people.pins import fits
from ticket_store.audit import write_audit
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.pins_kept import PinHolder, count_misses, forget_misses, lock_pin, pin_holders

MOST_MISSES = 5
FIRST_LOCK, LONGEST_LOCK = timedelta(minutes=15), timedelta(hours=24)
_DOUBLINGS = 7  # 15 min doubled seven times is longer than a day


@dataclass(frozen=True)
class RightPin:
    agent: PinHolder


@dataclass(frozen=True)
class WrongPin:
    pass


@dataclass(frozen=True)
class Locked:
    """No PIN is taken before `until`, the right one neither."""

    until: datetime


def holders_at(tx: Transaction, line: Line, number: str | None) -> list[PinHolder]:
    """The agents who may change their status from this number: they are rung there and have a PIN.

    For everybody else's number the store is not asked at all.
    """
    return pin_holders(tx, number) if number is not None and is_agents_phone(line, number) else []


def is_agents_phone(line: Line, number: str | None) -> bool:
    """Whether an agent is rung at this number."""
    return number in _rung_numbers(line)


def locked_until(holders: Sequence[PinHolder], now: datetime) -> datetime | None:
    """When the first of them may try again; None while at least one may now."""
    locks = [one.pin_locked_until for one in holders if one.pin_locked_until and one.pin_locked_until > now]
    return min(locks) if locks and len(locks) == len(holders) else None


def check_pin(
    tx: Transaction, holders: Sequence[PinHolder], pin: str, now: datetime
) -> RightPin | WrongPin | Locked:
    """Whose PIN it is; of agents who share a telephone, the one whose PIN fits.

    A wrong one counts for everybody who might have typed it. The fifth in a row locks.
    """
    until = locked_until(holders, now)
    if until is not None:
        return Locked(until)
    may_try = [one for one in holders if one.pin_locked_until is None or one.pin_locked_until <= now]
    for one in may_try:
        if fits(one.pin_hash, pin):
            if one.pin_misses or one.pin_locked_until or one.pin_locks:
                forget_misses(tx, one.id)
            return RightPin(one)
    ends = [_miss(tx, one, now) for one in may_try]
    locks = [until for until in ends if until is not None]
    return Locked(min(locks)) if locks and len(locks) == len(ends) else WrongPin()


def lock_after(locks: int) -> timedelta:
    """How long a PIN is locked that has been locked so many times since the last right one: 15, 30, 60 min ..."""
    return LONGEST_LOCK if locks >= _DOUBLINGS else FIRST_LOCK * 2**locks


def _miss(tx: Transaction, holder: PinHolder, now: datetime) -> datetime | None:
    """Count a wrong PIN; until when the PIN is locked, if it was the last that is allowed."""
    misses = holder.pin_misses + 1
    if misses < MOST_MISSES:
        count_misses(tx, holder.id, misses)
        return None
    until = now + lock_after(holder.pin_locks)
    lock_pin(tx, holder.id, until, holder.pin_locks + 1)
    after = {"until": until.isoformat()}
    write_audit(tx, now, "five wrong PINs", "agent.pin_locked", holder.email, after=after)
    return until


_kept: tuple[Line | None, frozenset[str]] = (None, frozenset())


def _rung_numbers(line: Line) -> frozenset[str]:
    """The numbers at which agents are rung. Gathered once for each line: every call asks."""
    global _kept  # noqa: PLW0603 - one small tuple, replaced as a whole; two threads would write the same
    of_line, numbers = _kept
    if of_line is not line:
        numbers = frozenset(agent.rings for agent in line.agents if agent.rings.startswith("+"))
        _kept = (line, numbers)
    return numbers
