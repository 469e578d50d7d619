"""The carrier's ledger held against the policy, read off docs/rules.md anew: nothing of the gate is asked here."""

import re
from collections.abc import Collection
from datetime import datetime, timedelta
from itertools import pairwise

from app.phone_simulator.carrier import Carrier
from app.phone_simulator.model import Call, Direction

_ORDINARY = re.compile(
    r"\+48(45|5[0137]|6[069]|7[2389]|88|12|22)\d{7}|\+420[67]\d{8}|\+358(4|50)\d{5,9}", re.ASCII
)
_PRICES = {"+48": 5.0, "+420": 6.0, "+358": 9.0}
DAY = timedelta(days=1)
PER_DAY, APART, SHARE, FREE, ATTEMPTS = 300, timedelta(minutes=5), 0.2, 10, 6


def dials_of(carrier: Carrier, agents: Collection[str]) -> list[Call]:
    """Every call to a customer that the application created, oldest first."""
    made = [
        call
        for call in carrier.calls.values()
        if call.direction is Direction.OUTBOUND_API and call.to_number not in agents
    ]
    return sorted(made, key=lambda call: call.created_at)


def outside_policy(dials: list[Call], callable_: Collection[str], rang_in: dict[str, datetime]) -> list[str]:
    """What was dialled that should not have been. `rang_in` says when a number first rang the shop."""
    return [
        *_numbers(dials, callable_),
        *_each_number(dials),
        *_day(dials, rang_in),
    ]


def spent_cents(dials: list[Call]) -> float:
    """The most that any 24 hours cost: each minute begun since the answer."""
    costs = [(dial.created_at, _cents(dial)) for dial in dials]
    return max(
        (sum(cents for at, cents in costs if start <= at < start + DAY) for start, _ in costs), default=0.0
    )


def _cents(dial: Call) -> float:
    if dial.answered_at is None:
        return 0.0
    talked = (dial.ended_at or dial.answered_at + timedelta(minutes=30)) - dial.answered_at
    minutes = max(-(-talked // timedelta(minutes=1)), 1)
    return minutes * next(price for code, price in _PRICES.items() if dial.to_number.startswith(code))


def _numbers(dials: list[Call], callable_: Collection[str]) -> list[str]:
    return [
        f"{dial.to_number} was dialled"
        for dial in dials
        if dial.to_number not in callable_ or not _ORDINARY.fullmatch(dial.to_number)
    ]


def _each_number(dials: list[Call]) -> list[str]:
    found = []
    for number in {dial.to_number for dial in dials}:
        own = [dial for dial in dials if dial.to_number == number]
        if len(own) > ATTEMPTS:
            found.append(f"{number} was dialled {len(own)} times")
        for first, second in pairwise(own):
            if second.created_at - first.created_at < APART:
                found.append(f"{number} was dialled again after {second.created_at - first.created_at}")
            if first.ended_at is None or first.ended_at > second.created_at:
                found.append(f"{number} was dialled while it was being dialled")
    return found


def _day(dials: list[Call], rang_in: dict[str, datetime]) -> list[str]:
    found = []
    for place, dial in enumerate(dials):
        day = [one for one in dials[: place + 1] if one.created_at > dial.created_at - DAY]
        unproven = [
            one
            for one in day
            if rang_in.get(one.to_number) is None or rang_in[one.to_number] > one.created_at
        ]
        if len(day) > PER_DAY:
            found.append(f"dial {len(day)} of a day at {dial.created_at}")
        if dial in unproven and len(unproven) > FREE and len(unproven) > SHARE * len(day):
            found.append(f"{dial.to_number} is unproven: {len(unproven)} of {len(day)}")
    return found
