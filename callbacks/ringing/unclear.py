"""Whose call is it that the carrier's list shows, when an answer of its was lost? Pure.

The list tells To, From and times, never the addresses that we gave; so it is time that tells two calls to one number
apart. The leg's own token comes with its webhooks, mostly long before the list is asked.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from call_routing.phone_line import CarrierCall
from ticket_store.rows import Leg

CLOCKS_APART = timedelta(seconds=30)  # between the carrier's and ours; `hotline doctor` finds more
LONGEST_ASKING = timedelta(seconds=25)  # connecting and waiting for an answer


def asked_at(leg: Leg) -> datetime:
    """When the carrier was asked for this leg."""
    return leg.asked_at or leg.created_at


def whose_call(leg: Leg, candidates: Sequence[CarrierCall], rivals: Sequence[Leg]) -> CarrierCall | None:
    """The call that is this leg's; None where there is none, or another leg is the nearer one.

    `candidates` are calls to its address that belong to no leg yet, `rivals` all legs to it whose answer is unclear,
    this one too. A call without a time may be anybody's of the day: it counts as made when the leg was asked for.
    """
    ours = sorted((one for one in candidates if _fits(leg, one)), key=lambda one: _apart(leg, one))
    for call in ours:
        near = min((*rivals, leg), key=lambda rival: (_apart(rival, call), rival.id))
        if near.id == leg.id:
            return call
    return None


def _fits(leg: Leg, call: CarrierCall) -> bool:
    if call.created_at is None:
        return True
    since = call.created_at - asked_at(leg)
    return -CLOCKS_APART <= since <= LONGEST_ASKING + CLOCKS_APART


def _apart(leg: Leg, call: CarrierCall) -> timedelta:
    return abs((call.created_at or asked_at(leg)) - asked_at(leg))
