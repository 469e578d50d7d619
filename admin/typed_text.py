"""Text as a person typed it, made fit to keep: a database refuses NUL, and a lone surrogate has no bytes."""

import re

_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def clean(text: str, *, longest: int) -> str:
    """The text without control characters (new lines and tabs stay), plain line ends, cut to `longest`."""
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))[:longest]
