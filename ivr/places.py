"""Where a caller is outside the queue and the talk, as it is kept in `call.walk`. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from call_routing.menu_walk import Place
from call_routing.queue.recognition import KeptPlace, OwnCase, Thread


@dataclass(frozen=True)
class InMenu:
    """`thread` is what this caller may go on with by the star key, whatever menu they are in."""

    place: Place
    thread: Thread | None = None


@dataclass(frozen=True)
class ToldIncident:
    """Something is broken: told before the menu `menu_key`, or before the queue of `department_key`."""

    incident_id: str
    menu_key: str | None = None
    department_key: str | None = None
    thread: Thread | None = None


@dataclass(frozen=True)
class AskedOwner:
    """In the queue already, and asked: wait for the owner of the case, or a colleague."""

    owner_name: str


@dataclass(frozen=True)
class Offered:
    """A callback or a message was offered.

    `why`: closed, nobody, full, last_call; waited, declined by all, or the callback was refused.
    """

    why: str
    tried: int = 0


@dataclass(frozen=True)
class ToldPromise:
    """Who calls again hears first what was promised to them: keep it, move it, wait now, or another matter."""

    callback_id: str
    tried: int = 0


@dataclass(frozen=True)
class Promised:
    """A promise was made and stands; a key changes it.

    `how`: promised, or number_refused (the one that was typed for it, so the promise holds for the other).
    `may_change` is false where the number was typed and had been promised a call before: it may be somebody else's.
    """

    callback_id: str
    how: str = "promised"
    tried: int = 0
    may_change: bool = True


@dataclass(frozen=True)
class ChoosingTime:
    """Other times were read out, each with its key (`callbacks.promising.other_times.TimeOnOffer`)."""

    callback_id: str
    times: tuple[str, ...]
    tried: int = 0


@dataclass(frozen=True)
class TypingNumber:
    """The number to be rung is typed: by a withheld caller, or to change that of a promise."""

    tried: int = 0
    callback_id: str | None = None


@dataclass(frozen=True)
class ConfirmingNumber:
    number: str
    tried: int = 0
    callback_id: str | None = None
    typed: int = 0  # how often one was typed in vain before


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
    InMenu
    | ToldIncident
    | AskedOwner
    | AskingPin
    | ChoosingStatus
    | Offered
    | ToldPromise
    | Promised
    | ChoosingTime
    | TypingNumber
    | ConfirmingNumber
    | LeavingMessage
    | Told
)

_KINDS: dict[str, type[Any]] = {
    "told_incident": ToldIncident,
    "asked_owner": AskedOwner,
    "asking_pin": AskingPin,
    "choosing_status": ChoosingStatus,
    "offered": Offered,
    "told_promise": ToldPromise,
    "promised": Promised,
    "choosing_time": ChoosingTime,
    "typing_number": TypingNumber,
    "confirming_number": ConfirmingNumber,
    "leaving_message": LeavingMessage,
    "told": Told,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


_THREADS: dict[str, type[Any]] = {"kept_place": KeptPlace, "own_case": OwnCase}
_THREAD_NAMES = {kind: name for name, kind in _THREADS.items()}


def as_walk(where: Whereabouts) -> dict[str, Any]:
    """For the store."""
    if isinstance(where, InMenu):
        walk = {"at": "menu", **vars(where.place)}
        return walk if where.thread is None else {**walk, "thread": _as_json(where.thread)}
    walk = {"at": _NAMES[type(where)], **vars(where)}
    if isinstance(where, ToldIncident) and where.thread is not None:
        walk["thread"] = _as_json(where.thread)
    return walk


def whereabouts(walk: Mapping[str, Any] | None) -> Whereabouts | None:
    """From the store; None for a call that was never anywhere."""
    if not walk:
        return None
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in walk.items()
        if key not in {"at", "thread"}
    }
    thread = _thread(walk.get("thread"))
    if walk["at"] == "menu":
        return InMenu(Place(**values), thread)
    if walk["at"] == "told_incident":
        return ToldIncident(**values, thread=thread)
    kind: Whereabouts = _KINDS[walk["at"]](**values)
    return kind


def _as_json(thread: Thread) -> dict[str, Any]:
    return {"kind": _THREAD_NAMES[type(thread)], **vars(thread)}


def _thread(kept: Mapping[str, Any] | None) -> Thread | None:
    if kept is None:
        return None
    values = {key: value for key, value in kept.items() if key != "kind"}
    thread: Thread = _THREADS[kept["kind"]](**values)
    return thread
