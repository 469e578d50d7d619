"""Where a caller is outside the queue and the talk, as it is kept in `call.walk`. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from call_routing.menu_walk import Place


@dataclass(frozen=True)
class InMenu:
    place: Place


@dataclass(frozen=True)
class Offered:
    """A callback or a message was offered because of `why`: closed, nobody, full, waited, broken."""

    why: str
    tried: int = 0


@dataclass(frozen=True)
class TypingNumber:
    """A withheld caller types the number to be rung."""

    tried: int = 0


@dataclass(frozen=True)
class ConfirmingNumber:
    number: str
    tried: int = 0


@dataclass(frozen=True)
class LeavingMessage:
    pass


@dataclass(frozen=True)
class Told:
    """The end was spoken: a promise, thanks, a goodbye."""

    what: str
    callback_id: str | None = None


@dataclass(frozen=True)
class AskingPin:
    """An agent calls from the phone at which they are rung; nobody knows yet whether it is they."""

    tried: int = 0
    wrong: bool = False


@dataclass(frozen=True)
class ChoosingStatus:
    """The PIN was right: the agent hears the status and chooses another."""

    agent_id: str
    tried: int = 0


Whereabouts = (
    InMenu | AskingPin | ChoosingStatus | Offered | TypingNumber | ConfirmingNumber | LeavingMessage | Told
)

_KINDS: dict[str, type[Any]] = {
    "asking_pin": AskingPin,
    "choosing_status": ChoosingStatus,
    "offered": Offered,
    "typing_number": TypingNumber,
    "confirming_number": ConfirmingNumber,
    "leaving_message": LeavingMessage,
    "told": Told,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def as_walk(where: Whereabouts) -> dict[str, Any]:
    """For the store."""
    if isinstance(where, InMenu):
        return {"at": "menu", **vars(where.place)}
    return {"at": _NAMES[type(where)], **vars(where)}


def whereabouts(walk: Mapping[str, Any] | None) -> Whereabouts | None:
    """From the store; None for a call that was never anywhere."""
    if not walk:
        return None
    values = {key: value for key, value in walk.items() if key != "at"}
    if walk["at"] == "menu":
        return InMenu(Place(**values))
    kind: Whereabouts = _KINDS[walk["at"]](**values)
    return kind
