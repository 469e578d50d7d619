"""What a verb is given to run, and how documents and verbs call each other without knowing each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from xml.etree import ElementTree as ET

from .effects import Source, Steps
from .leg import Leg
from .model import CallStatus
from .progress import Telephone
from .twiml import Document


class Place(StrEnum):
    """Where a document runs; it decides which verbs are allowed in it."""

    CALL = "call"
    QUEUE_WAIT = "enqueue_wait_url"
    CONFERENCE_WAIT = "conference_wait_url"
    WHISPER = "number_url"
    QUEUE_CALLER = "dial_queue_url"
    ANNOUNCEMENT = "participant_announce_url"


class EndCall(Exception):  # noqa: N818 - hanging up is what was asked for
    """A verb ends the call in this status."""

    def __init__(self, status: CallStatus = CallStatus.COMPLETED) -> None:
        super().__init__(status)
        self.status = status


class LeaveQueue(Exception):  # noqa: N818 - leaving is what was asked for
    """<Leave/>: the caller leaves the queue and the document that enqueued them goes on."""


class Runner(Protocol):
    """Runs documents; verbs that need another document (wait, whisper) ask it."""

    def live(self, leg: Leg, source: Source) -> Steps[None]:
        """The whole life of a leg, from its first document to the end of the call."""
        ...

    def run(
        self, leg: Leg, source: Source, place: Place, on_ready: Callable[[], None] | None = None
    ) -> Steps[None]:
        """Run a document with all that it redirects to, until it ends; `on_ready` runs once it has come.

        Raises: DocumentError, EndCall, LeaveQueue.
        """
        ...

    def phone_at(self, address: str) -> Telephone | None:
        """The telephone with that address, None where there is none."""
        ...

    def adopt(self, leg: Leg) -> None:
        """Remember a leg that a verb made, so that REST and telephones find it."""
        ...

    def connect(self, leg: Leg, source: Source | None, on_through: Callable[[], Steps[None]]) -> Steps[None]:
        """The life of a leg that was dialled: its whisper document, then `on_through`."""
        ...


@dataclass(frozen=True)
class Verb:
    """One verb at work on one leg. `is_first` says that nothing ran before it in this call."""

    runner: Runner
    leg: Leg
    element: ET.Element
    document: Document
    place: Place
    is_first: bool = False

    def get(self, name: str, default: str = "") -> str:
        """An attribute, or the default where it is absent."""
        return self.element.get(name, default)

    def number(self, name: str, default: int) -> int:
        """A whole-number attribute; the default where it is absent or is no number, as the carrier does."""
        text = self.element.get(name, "")
        return int(text) if text.lstrip("-").isdecimal() else default

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A true/false attribute."""
        text = self.element.get(name)
        return default if text is None else text == "true"

    def url(self, name: str) -> str | None:
        """An absolute URL from an attribute; None where it is absent or empty."""
        given = self.element.get(name)
        return self.document.resolve(given) if given else None

    def source(self, kind: str, url: str, method: str | None = None, **params: str) -> Source:
        """The document that this verb goes on with, fetched by its `method` unless said otherwise."""
        return Source(kind, url, (method or self.get("method", "POST")).upper(), tuple(params.items()))

    @property
    def text(self) -> str:
        """The text inside, marks for pronunciation left out, spaces as in speech."""
        return " ".join("".join(self.element.itertext()).split())


VerbFunction = Callable[[Verb], Steps[Source | None]]
