"""The simulator's own opinion of each TwiML document: what the carrier would refuse, ignore or warn about.

Source: docs:voice/twiml and the titles of the carrier's error codes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from .model import Verdict
from .twiml_rules import RULES, SSML, Rule
from .verb import Place

ALLOWED_IN: Final[dict[Place, frozenset[str]]] = {
    Place.CALL: RULES["Response"].children,
    Place.QUEUE_WAIT: frozenset({"Play", "Say", "Pause", "Hangup", "Redirect", "Leave", "Gather"}),
    Place.CONFERENCE_WAIT: frozenset({"Play", "Say", "Pause", "Redirect"}),
    Place.WHISPER: frozenset({"Play", "Say", "Gather", "Hangup", "Pause", "Redirect"}),
    Place.QUEUE_CALLER: frozenset({"Play", "Say", "Pause", "Redirect"}),
    Place.ANNOUNCEMENT: frozenset({"Play", "Say", "Pause", "Redirect"}),
}
NEVER_RUN_BY_SIMULATOR: Final = frozenset({"Connect", "Echo", "Pay", "Refer", "Sms", "Start", "Stop"})
ENDS: Final = frozenset({"Redirect", "Reject", "Hangup", "Record"})
ENDS_WITH_ACTION: Final = frozenset({"Dial", "Enqueue"})
MAX_QUEUE_NAME = 64
NESTED_DIAL = 13201
PATTERNS: Final = {
    "<key>": re.compile(r"[0-9#*]?"),
    "<keys>": re.compile(r"[0-9#*]*"),
    "<tones>": re.compile(r"[0-9A-DwW#*]*"),
    "<auto>": re.compile(r"auto|[1-9][0-9]*"),
    "<voice>": re.compile(r"man|woman|alice|(Polly|Google)\..+"),
}


def judge_document(root: ET.Element, place: Place) -> list[Verdict]:
    """Everything that is wrong with a document at this place, in document order; empty when it is fine."""
    return [*_misplaced(root, place), *_inside(root, "/Response"), *_unreachable(root)]


def _misplaced(root: ET.Element, place: Place) -> Iterator[Verdict]:
    for element in root:
        tag = element.tag
        if tag == "Dial" and place is Place.WHISPER:
            yield Verdict("error", NESTED_DIAL, f"/Response/{tag}", "A called party's document may not dial.")
        elif tag in RULES["Response"].children and tag not in ALLOWED_IN[place]:
            yield Verdict("error", 12200, f"/Response/{tag}", f"<{tag}> is not allowed in a {place.value}.")
        elif tag in NEVER_RUN_BY_SIMULATOR:
            yield Verdict("warning", 12200, f"/Response/{tag}", f"The simulator does not run <{tag}>.")


def _inside(element: ET.Element, path: str) -> Iterator[Verdict]:
    rule = RULES.get(element.tag)
    if rule is None:
        return  # SSML and verbs that the simulator does not run are not looked into
    yield from _attributes(element, rule, path)
    stray = "".join([element.text or "", *(child.tail or "" for child in element)]).strip()
    if stray and not rule.text:
        yield Verdict("warning", 12200, path, f'Text is not allowed here: "{stray[:40]}".')
    yield from _special(element, path)
    seen: Counter[str] = Counter()
    for child in element:
        seen[child.tag] += 1
        here = f"{path}/{child.tag}[{seen[child.tag]}]"
        if child.tag in rule.children:
            yield from _inside(child, here)
        elif child.tag not in SSML or element.tag != "Say":
            yield Verdict("warning", rule.code, here, f"<{child.tag}> is not allowed in <{element.tag}>.")


def _attributes(element: ET.Element, rule: Rule, path: str) -> Iterator[Verdict]:
    for name, value in element.attrib.items():
        kind = rule.attributes.get(name)
        if kind is None:
            yield Verdict("warning", 12200, path, f"Unknown attribute {name}.")
        elif (wrong := wrong_value(kind, value)) is not None:
            yield Verdict("warning", 12200, path, f'{name}="{value}" {wrong}.')


def _special(element: ET.Element, path: str) -> Iterator[Verdict]:
    """Rules of single verbs that the table cannot say."""
    nouns = [child.tag for child in element]
    match element.tag:
        case "Dial" if len(nouns) > 1 and {"Conference", "Queue"} & set(nouns):
            yield Verdict("error", 13000, path, "A Conference or Queue must be the only noun in its Dial.")
        case "Enqueue" if len((element.text or "").strip()) > MAX_QUEUE_NAME:
            yield Verdict(
                "error", 12200, path, f"The queue's name is longer than {MAX_QUEUE_NAME} characters."
            )
        case _:
            pass


def _unreachable(root: ET.Element) -> Iterator[Verdict]:
    """Verbs after one that never comes back."""
    ended = None
    for element in root:
        if ended is not None:
            yield Verdict(
                "warning", 12200, f"/Response/{element.tag}", f"Never reached: it stands after <{ended}>."
            )
            return
        if element.tag in ENDS or (element.tag in ENDS_WITH_ACTION and element.get("action")):
            ended = element.tag


def wrong_value(kind: str, value: str) -> str | None:
    """What is wrong with an attribute's value, as the end of a sentence; None when it is right."""
    if kind.startswith("<number"):
        low, high = (int(part) for part in kind.strip("<>").split()[1:])
        if not re.fullmatch(r"-?\d+", value):
            return "is not a whole number"
        return None if low <= int(value) <= high else f"is outside {low} to {high}"
    if kind == "<text>":
        return None
    if kind.startswith("<url"):
        return _wrong_url(value, may_be_empty=kind == "<url or empty>")
    if kind in PATTERNS:
        return None if PATTERNS[kind].fullmatch(value) else "is not what the carrier understands"
    allowed = kind.removeprefix("*").split("|")
    given = value.split() if kind.startswith("*") else [value]
    strange = [one for one in given if one not in allowed]
    return f"is none of {', '.join(allowed)}" if strange or not given else None


def _wrong_url(value: str, *, may_be_empty: bool) -> str | None:
    if not value:
        return None if may_be_empty else "is an empty URL"
    if any(character.isspace() for character in value):
        return "is a URL with a space in it"
    return None if urlsplit(value).scheme in {"", "http", "https"} else "is no HTTP URL"
