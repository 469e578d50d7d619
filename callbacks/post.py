"""What mails need from outside: a letter, somebody who takes it, and the ways in which that can fail. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?=.{3,255}$)[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class PostAwayError(Exception):
    """The mail server did not take the letter, provably: it may be tried again."""


class PostRefusedError(Exception):
    """The mail server refused the letter for good."""


class PostUnclearError(Exception):
    """The letter was handed over and nobody answered: it is never sent again."""


@dataclass(frozen=True)
class Letter:
    """One mail to one address. `id` makes its Message-ID: a reader's program shows a second one only once."""

    id: str
    at: datetime
    from_name: str
    to: str
    subject: str
    text: str


class Post(Protocol):
    """Where letters are handed over."""

    def send(self, letter: Letter) -> None:
        """Hand it over. Raises: PostAwayError, PostRefusedError, PostUnclearError."""


def is_address(text: str) -> bool:
    """Whether this is one plain mail address: no name, no list, no spaces, nothing that could end a header line."""
    return _ADDRESS.fullmatch(text) is not None


def one_line(text: str) -> str:
    """A name or a subject: whatever could begin another header becomes a space. At most 200 letters."""
    return _CONTROL.sub(" ", text).strip()[:200]
