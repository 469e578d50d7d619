"""What a customer's text asks for, in any of our languages. Pure.

Few words are understood, and only where they are plain: everything else is for a person to read.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Ask(StrEnum):
    CALL = "call"  # to be rung back
    LATER = "later"
    CANCEL = "cancel"
    STOP = "stop"  # the carrier's own word: it answers that itself, and lets no text of ours through from then on


@dataclass(frozen=True)
class TextAsk:
    """`language` is that of the word, None where it is used in several."""

    what: Ask
    language: str | None


# Without accents, as people type them. The carrier's words: https://www.twilio.com/docs/messaging/compliance
_STOP = frozenset({"stop", "stopall", "unsubscribe", "end", "quit", "optout", "revoke"})
_ALONE: dict[str, TextAsk] = {
    word: TextAsk(what, language)
    for what, language, words in (
        (Ask.CANCEL, "pl", "anuluj rezygnuje odwoluje odwolaj"),
        (Ask.CANCEL, "en", "cancel"),
        (Ask.CANCEL, "cs", "zrusit zrus zruste zrusim"),
        (Ask.CANCEL, "fi", "peru peruuta perun"),
        (Ask.LATER, "pl", "pozniej"),
        (Ask.LATER, "en", "later"),
        (Ask.LATER, "cs", "pozdeji"),
        (Ask.LATER, "fi", "myohemmin"),
        (Ask.LATER, None, "2"),
    )
    for word in words.split()
}
_CALL = (
    (
        "pl",
        re.compile(
            r"oddzwon\w*|zadzwon(?:cie|ic|i)?|(?:prosze|prosba|poprosze) o (?:telefon|kontakt|rozmowe)"
        ),
    ),
    ("en", re.compile(r"(?:call|ring|phone) (?:me|us|back)|call-?back|give (?:me|us) a (?:call|ring)")),
    ("cs", re.compile(r"zavolej\w*|zavolat\w*|zavolali|ozvete se")),
    ("fi", re.compile(r"soitta\w*|soita|soitat\w*|soitto(?:pyynto|aika)\w*|takaisinsoitto\w*")),
)
_NOT = re.compile(
    r"\b(?:nie|not|don ?t|dont|do not|never|ne|uz ne|ala|alkaa|ette|ei)\b|\bnevol\w*|\bnezavol\w*|\bnedzwon\w*"
)


def read_text(body: str) -> TextAsk | None:
    """What this text asks for; None for one that a person has to read."""
    words = _plain(body)
    if words in _STOP:
        return TextAsk(Ask.STOP, None)
    if words in _ALONE:
        return _ALONE[words]
    found = next(
        (language for language, pattern in _CALL if re.search(rf"\b(?:{pattern.pattern})\b", words)), None
    )
    return None if found is None or _NOT.search(words) else TextAsk(Ask.CALL, found)


def _plain(body: str) -> str:
    """Lower case, without accents or punctuation, one space between words."""
    letters = unicodedata.normalize("NFKD", body[:500].casefold().replace("ł", "l"))
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w\s-]", " ", kept).split())
