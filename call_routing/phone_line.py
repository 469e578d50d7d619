"""What the house needs of a carrier, whichever it is."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True)
class NewCall:
    """A leg to be created. `events_url` hears of its life, `url` says what is spoken when it is answered."""

    to: str
    from_number: str
    url: str
    events_url: str
    ring_for: timedelta
    longest: timedelta = timedelta(hours=2)
    detect_machine: bool = False


@dataclass(frozen=True)
class CarrierCall:
    """A call as the carrier's own books have it."""

    sid: str
    to: str
    status: str
    created_at: datetime | None
    answered_at: datetime | None
    ended_at: datetime | None
    talked_s: int = 0  # for how long the line was up


class LineRefusedError(Exception):
    """The carrier said no, clearly: nothing was dialled. `code` is the carrier's own."""

    def __init__(self, code: int | None, message: str) -> None:
        super().__init__(message)
        self.code = code


class LineUnclearError(Exception):
    """No clear answer: the call may have been made or not. Never dial again on this alone."""


class LineAwayError(Exception):
    """The carrier could not be asked at all, or asks us to come later: nothing was dialled.

    `wait` is how much later, where it says so.
    """

    def __init__(self, message: str, wait: timedelta | None = None) -> None:
        super().__init__(message)
        self.wait = wait


class PhoneLine(Protocol):
    """Legs are created, moved and ended here, and nowhere else."""

    def place_call(self, wanted: NewCall) -> str:
        """Create a leg; its sid. Raises: LineRefusedError, LineUnclearError, LineAwayError."""

    def redirect(self, sid: str, url: str) -> bool:
        """Move a leg to another document; False when it had ended. Raises: LineUnclearError, LineAwayError."""

    def end(self, sid: str) -> bool:
        """End or cancel a leg; False when it had ended. Raises: LineUnclearError, LineAwayError."""

    def room_of(self, name: str) -> str | None:
        """The sid of the live conference of that name; None when there is none. Raises: LineAwayError."""

    def hold(self, room_sid: str, call_sid: str, music_url: str | None) -> bool:
        """Let one leg of a conference hear music instead of the others, or, without music, them again.

        False when the leg is not in that room. Raises: LineRefusedError, LineUnclearError, LineAwayError.
        """

    def seat(
        self,
        room_sid: str,
        call_sid: str,
        *,
        ends_room: bool | None = None,
        muted: bool | None = None,
        coach: str | None = None,
    ) -> bool:
        """Change how one leg sits in a conference; what is None stays.

        `ends_room`: the room ends when it leaves. `coach` is the sid of the only leg that hears it; empty for
        all. The carrier keeps the flags of a leg on hold as they are.
        False when the leg is not in that room. Raises: LineRefusedError, LineUnclearError, LineAwayError.
        """

    def fetch(self, sid: str) -> CarrierCall | None:
        """What the carrier knows of a call; None when it knows none. Raises: LineAwayError."""

    def find(self, to: str, since: datetime) -> list[CarrierCall]:
        """Calls that we made to this address since then. Raises: LineAwayError."""

    def made_since(self, since: datetime) -> list[CarrierCall]:
        """All calls that we made since then. Raises: LineAwayError."""

    def recording(self, url: str) -> tuple[str, bytes] | None:
        """Media type and bytes of a recording; None while it is not ready. Raises: LineAwayError."""

    def send_text(self, to: str, from_number: str, body: str) -> str:
        """Send a text message; its sid. Raises: LineRefusedError, LineUnclearError, LineAwayError."""
