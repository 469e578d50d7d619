"""How a customer's call is written down first: the same row, greeted by us or heard of afterwards."""

from datetime import datetime
from typing import Any

from call_routing.people.pin_check import holders_at
from ivr.caller_number import as_told, caller_number
from ivr.turn import Turn
from ticket_store.customers import Known, customer_for
from ticket_store.ids import new_id


def first_row(
    turn: Turn, number: str | None, known: Known | None, language: str, *, at: datetime, **more: Any
) -> dict[str, Any]:
    """A call that came at `at`, in the menu, where `more` does not say otherwise."""
    hook = turn.hook
    return {
        "id": new_id(turn.now),
        "sid": hook.call_sid,
        "direction": "inbound",
        "did_number": as_told(hook["To"]),
        "customer_number": number,
        "caller_raw": as_told(hook["From"]),
        "customer_id": known.id if known else None,
        "language": language,
        "menu_version": turn.line.menu_version,
        "status": "menu",
        "step": 0,
        "started_at": at,
        "arrived_at": at,
        **more,
    }


def unheard_row(turn: Turn, *, at: datetime, **more: Any) -> dict[str, Any]:
    """A call that we could not greet. Whoever rings from a number of ours or an agent's is no customer."""
    number = caller_number(turn.hook["From"])
    nobodys = number in turn.line.dids or holders_at(turn.tx, turn.line, number)
    known = customer_for(turn.tx, number, turn.now) if number and not nobodys else None
    return first_row(turn, number if known else None, known, turn.line.shop.languages[0], at=at, **more)
