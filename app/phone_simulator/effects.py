"""What a running call can wait for, and what can break into its waiting.

A call is a generator. It yields `Wait` or `Fetch`; the leg resumes it with what came. A hang-up, a
redirect or news from a queue, a room or another leg is thrown into it as an `Interrupt`, so that
`try`/`except`/`finally` in a verb read like the rules of that verb.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeVar

from .webhook_client import Answer, WebhookRequest


@dataclass(frozen=True)
class Wait:
    """Wait so many seconds (None: until something happens); keys and speech wake it only where asked."""

    seconds: float | None = None
    keys: bool = False
    speech: bool = False


@dataclass(frozen=True)
class Fetch:
    """Wait for the answer to a webhook."""

    request: WebhookRequest


@dataclass(frozen=True)
class Key:
    """A key of the telephone was pressed."""

    digit: str


@dataclass(frozen=True)
class Speech:
    """The person on the line said something, for so many seconds."""

    text: str
    confidence: float
    seconds: float


T = TypeVar("T")
Resume = Key | Speech | Answer | None
Steps = Generator[Wait | Fetch, Resume, T]


class Interrupt(Exception):  # noqa: N818 - nothing is wrong when a caller hangs up
    """Something broke into the waiting; with a `scope` only into a script inside that scope."""

    scope: object | None = None


class CallerGone(Interrupt):
    """The line is dead: the far end hung up or REST ended the call."""


class Redirected(Interrupt):
    """REST gave the call a new document."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.source = source


class News(Interrupt):
    """Word from the thing the call is in (a queue, a room, a bridge, a dial)."""

    def __init__(self, scope: object, what: object) -> None:
        super().__init__(what)
        self.scope = scope
        self.what = what


@dataclass(frozen=True)
class Source:
    """Where the next document comes from: a URL with the verb's own parameters, or TwiML given by REST."""

    kind: str
    url: str | None = None
    method: str = "POST"
    params: tuple[tuple[str, str], ...] = ()
    twiml: str | None = None


def wait(seconds: float | None, *, keys: bool = False, speech: bool = False) -> Steps[Key | Speech | None]:
    """Wait; answers what came, None when the time was up."""
    came = yield Wait(seconds, keys, speech)
    return came if isinstance(came, Key | Speech) else None


def fetch(request: WebhookRequest) -> Steps[Answer]:
    """Send a webhook and wait for its answer."""
    came = yield Fetch(request)
    if not isinstance(came, Answer):
        message = f"A fetch was resumed with {came!r}: only its answer may resume it."
        raise TypeError(message)
    return came
