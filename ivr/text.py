"""Text on its way to the line: the one encoder for TwiML, and the broom for what customers type or say.

XML 1.0 forbids most control characters, lone surrogates and U+FFFE/F, even escaped: one of them in a
document and the carrier reads "application error" to the caller instead of our words.
Source: https://www.w3.org/TR/xml/#charsets.
"""

import re
import unicodedata

_FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_ENTITIES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\t": "&#09;",
    "\n": "&#10;",
    "\r": "&#13;",
}
_IN_TEXT = re.compile(f"[&<>{_FORBIDDEN}]")
_IN_ATTRIBUTE = re.compile(f'[&<>"\t\n\r{_FORBIDDEN}]')

# Marks that turn the reading direction can make a name look like another one; joiners stay, emoji need them.
_INVISIBLE = re.compile(
    "[\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff" + _FORBIDDEN + "]"
)


def _entity(found: re.Match[str]) -> str:
    return _ENTITIES.get(found[0], "")


def xml_text(text: str) -> str:
    """The text as it stands between two tags: escaped, without what XML 1.0 forbids."""
    return _IN_TEXT.sub(_entity, text)


def xml_attribute(text: str) -> str:
    """The text as it stands between two double quotes: escaped, without what XML 1.0 forbids."""
    return _IN_ATTRIBUTE.sub(_entity, text)


def clean_text(text: str, limit: int = 500) -> str:
    """Text given by a customer, fit to be stored, shown and spoken: one line, composed, no control marks.

    Runs of white space become one space; the result has at most `limit` characters and never ends in the
    middle of a letter with its accents. Text with nothing readable in it comes back empty.
    """
    # Ten times the limit is enough to be cut from; more would let one field cost seconds to compose.
    spaced = " ".join(text[: limit * 10].split())
    line = unicodedata.normalize("NFC", " ".join(_INVISIBLE.sub("", spaced).split()))
    if len(line) <= limit:
        return line
    end = limit
    while end and unicodedata.combining(line[end]):
        end -= 1
    return line[:end].rstrip()
