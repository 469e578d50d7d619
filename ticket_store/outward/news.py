"""What the shop's own programs can be told of, each by a webhook of ours. Pure."""

from collections.abc import Iterable
from enum import StrEnum


class News(StrEnum):
    """In the order in which pages show them. `data` of each is the item that the JSON API shows."""

    CALL_ENDED = "call.ended"
    CALL_MISSED = "call.missed"  # beside call.ended: nobody of us talked, and nothing was promised or left
    CALLBACK_ASKED = "callback.asked"
    CALLBACK_MOVED = "callback.moved"
    CALLBACK_KEPT = "callback.kept"
    CALLBACK_BROKEN = "callback.broken"
    CALLBACK_CANCELLED = "callback.cancelled"
    CALLBACK_GAVE_UP = "callback.gave_up"
    PROMISE_BROKEN = "promise.broken"  # as callback.broken, with the promise
    TICKET_OPENED = "ticket.opened"
    TICKET_REOPENED = "ticket.reopened"
    TICKET_SOLVED = "ticket.solved"
    AGENT_STATUS = "agent.status"


TEST = "test"  # sent by hand to whoever listens for anything
MISSED = frozenset({"abandoned", "short_abandon", "left_in_menu", "closed", "failed"})


class UnknownNewsError(ValueError):
    """No event has this name; says which there are."""


def read_news(names: Iterable[str]) -> tuple[News, ...]:
    """The events of these names, each once, in their order; none of them stands for all.

    Raises: UnknownNewsError.
    """
    wanted = set(names)
    unknown = sorted(wanted - set(News))
    if unknown:
        raise UnknownNewsError(f"There is no event {unknown[0]!r}. Choose from: {', '.join(News)}.")
    return tuple(one for one in News if one in wanted)
