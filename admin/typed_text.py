"""Text as it was typed, made fit to keep: a database refuses NUL and lone surrogates, and times have ends."""

import re
from datetime import UTC, datetime

# Years that leave room on either side: for any zone of the world, and for the spans that are counted from a time.
YEARS = range(2, 9999)
LARGEST = 999_999_999  # a number that every database keeps
# Marks that turn the direction of writing (U+202A-202E, U+2066-2069) would turn the rest of every line they stand in.
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def clean(text: str, *, longest: int) -> str:
    """The text with plain line ends, without control characters and turns of direction, cut to `longest`."""
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))[:longest]


def whole_number(text: str) -> int | None:
    """0 to `LARGEST` in plain digits, as addresses and hidden fields carry them; None for anything else."""
    is_one = text.isascii() and text.isdecimal() and len(text) <= len(str(LARGEST))
    return int(text) if is_one else None


def exact_time(text: str) -> datetime | None:
    """An ISO 8601 time with its zone, in UTC; None for anything else, and for a year outside `YEARS`."""
    try:
        at = datetime.fromisoformat(text)
        found = at.astimezone(UTC) if at.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None
    return found if found is not None and found.year in YEARS else None
