"""Gather: keys and speech. Source: docs:voice/twiml/gather."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .effects import Key, Source, Speech, Steps, wait
from .speaking import perform, report
from .verb import Verb

DEFAULT_TIMEOUT_S = 5
NESTED = frozenset({"Say", "Play", "Pause"})


@dataclass
class Heard:
    """What a Gather has collected. `finished_on` is None while it goes on, empty when no key ended it."""

    digits: str = ""
    speech: Speech | None = None
    finished_on: str | None = None


def gather(verb: Verb) -> Steps[Source | None]:
    """Speak what is nested, collect, and send what was collected to the action.

    Without input the document goes on, unless actionOnEmptyResult asks for a request.
    A finish key that comes first is no input.
    """
    verb.leg.answer()
    inputs = verb.get("input", "dtmf").split()
    keys, speech = "dtmf" in inputs, "speech" in inputs
    action = verb.document.resolve(verb.get("action"))
    heard = Heard()
    came = yield from _prompts(verb, keys=keys, speech=speech)
    while True:
        _take(verb, came, heard)
        if heard.finished_on is not None:
            break
        came = yield from wait(
            verb.number("timeout", DEFAULT_TIMEOUT_S), keys=keys, speech=speech and not heard.digits
        )
        if came is None:
            heard.finished_on = ""
    if heard.speech is not None:
        return verb.source("gather", action, **_spoken(verb, heard.speech))
    if heard.digits or verb.flag("actionOnEmptyResult"):
        if not keys:
            return verb.source("gather", action, SpeechResult="")
        ended = {"Digits": heard.digits, "FinishedOnKey": heard.finished_on or "", "msg": "Gather End"}
        return verb.source("gather", action, **ended)
    verb.leg.note("no input")
    return None


def _prompts(verb: Verb, *, keys: bool, speech: bool) -> Steps[Key | Speech | None]:
    for child in verb.element:
        if child.tag not in NESTED:
            report(verb, 13320, f"<{child.tag}> may not stand in <Gather>. It is left out.")
            continue
        came = yield from perform(replace(verb, element=child), keys=keys, speech=speech)
        if came is not None:
            return came
    return None


def _take(verb: Verb, came: Key | Speech | None, heard: Heard) -> None:
    """Count in what came; sets `finished_on` when that ends the Gather."""
    finish_key = verb.get("finishOnKey", "#")
    match came:
        case Speech():
            heard.speech, heard.finished_on = came, ""
        case Key(digit=digit) if digit == finish_key:
            heard.finished_on = digit
        case Key(digit=digit):
            heard.digits += digit
            if len(heard.digits) == verb.number("numDigits", 0):
                heard.finished_on = ""
        case None:
            pass


def _spoken(verb: Verb, speech: Speech) -> dict[str, str]:
    return {
        "SpeechResult": speech.text,
        "Confidence": f"{speech.confidence:.7f}",
        "Language": verb.get("language", "en-US"),
    }
