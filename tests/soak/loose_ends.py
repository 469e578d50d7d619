"""The store held against the carrier's books: whatever is under way in one is under way in the other."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Protocol

from app.phone_simulator.carrier import Carrier
from app.phone_simulator.model import Call, Direction
from tests.stories.world import World


class Books(Protocol):
    """The carrier's books and the store's rows."""

    carrier: Carrier

    def rows(self, name: str) -> list[Any]: ...


OVER = {"done", "cancelled", "gave_up"}  # written down here anew: the house is held against it


def loose_ends(shop: World) -> list[str]:
    """What hangs in the air now: nothing would be heard of it, or it ought to have been done already."""
    rows = {
        name: shop.rows(name)
        for name in ("outbox", "leg", "reservation", "callback", "attempt", "call", "agent")
    }
    return [*_errands(shop, rows), *_legs(shop, rows), *_held(rows), *_callbacks(shop, rows)]


def _errands(shop: World, rows: dict[str, list[Any]]) -> Iterator[str]:
    for row in rows["outbox"]:
        # The sweeper looks at what is due without being woken for it.
        if row.done_at is None and row.due_at <= shop.clock.now and row.kind != "wake_callback":
            yield f"errand {row.kind} is not done"


def _legs(shop: World, rows: dict[str, list[Any]]) -> Iterator[str]:
    live = {sid for sid, call in shop.carrier.calls.items() if not call.status.is_final}
    ours = {sid for sid in live if shop.carrier.calls[sid].direction is Direction.OUTBOUND_API}
    known = {row.sid for row in rows["leg"] if row.ended_at is None}
    for row in rows["leg"]:
        if row.ended_at is None and row.sid not in live:
            yield f"a leg of the {row.role} is {row.status}, and the carrier has none"
    for sid in ours - known:
        yield f"the carrier has a call to {shop.carrier.calls[sid].to_number} that we do not know"


def _held(rows: dict[str, list[Any]]) -> Iterator[str]:
    legs = {row.reservation_id for row in rows["leg"] if row.ended_at is None and row.role == "agent"}
    for row in rows["reservation"]:
        if row.state != "released" and row.id not in legs:
            yield f"an agent is held ({row.state}) and has no line"


def _callbacks(shop: World, rows: dict[str, list[Any]]) -> Iterator[str]:
    live = [row for row in rows["reservation"] if row.state != "released"]
    held, busy = {row.callback_id for row in live}, {row.agent_id for row in live}
    free = [
        row
        for row in rows["agent"]
        if row.chosen_status == "available"
        and row.id not in busy
        and row.wrap_up_until is None
        and row.not_before_at is None
    ]
    for row in rows["callback"]:
        if row.status in {"reserved", "dialing"} and row.id not in held:
            yield f"a callback is {row.status} and no agent is held"
        if row.status == "waiting" and row.due_at <= shop.clock.now and free:
            yield "a callback is due beside a free agent"
    legs = {row.attempt_id for row in rows["leg"] if row.ended_at is None}
    for row in rows["attempt"]:
        if row.state != "ended" and row.id not in legs:
            yield "an attempt lives without a leg"


def double_dials(shop: Books) -> list[str]:
    """Dials to customers that ought not to have been: for no attempt, a second for one, two at once."""
    legs = {row.sid: row.attempt_id for row in shop.rows("leg") if row.sid}
    customers = {row.customer_number for row in shop.rows("callback")}
    dials: dict[str, list[Call]] = {}
    for call in shop.carrier.calls.values():
        if call.direction is Direction.OUTBOUND_API and call.to_number in customers:
            dials.setdefault(call.to_number, []).append(call)
    return [fault for number, calls in dials.items() for fault in _double(number, calls, legs)]


def _double(number: str, calls: list[Call], legs: dict[str, str | None]) -> Iterator[str]:
    calls.sort(key=lambda call: call.created_at)
    attempts = [legs[call.sid] for call in calls if legs.get(call.sid)]
    if len(attempts) < len(calls):
        yield f"{number} was dialled for no attempt of ours"
    if len(set(attempts)) < len(attempts):
        yield f"{number} was dialled twice for one attempt"
    for one, other in pairwise(calls):
        if one.ended_at is None or other.created_at < one.ended_at:
            yield f"{number} was dialled twice at once"


def dials_to(shop: Books, number: str) -> list[Call]:
    """Every call that the carrier made to this number for us, in its own books."""
    return [
        call
        for call in shop.carrier.calls.values()
        if call.to_number == number and call.direction is Direction.OUTBOUND_API
    ]


def left_over(shop: Books) -> list[str]:
    """What is still held, open or live at the end, when everybody has gone home."""
    found = [f"call {row.status}" for row in shop.rows("call") if row.status != "ended"]
    found += [f"reservation {row.state}" for row in shop.rows("reservation") if row.state != "released"]
    found += [f"attempt {row.state}" for row in shop.rows("attempt") if row.state != "ended"]
    found += [f"leg {row.role} {row.status}" for row in shop.rows("leg") if row.ended_at is None]
    found += [f"callback {row.status}" for row in shop.rows("callback") if row.status not in OVER]
    found += [
        f"room {room.friendly_name}"
        for room in shop.carrier.conferences.values()
        if room.status == "in-progress"
    ]
    return found
