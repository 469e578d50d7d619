"""Say, Play and Pause, and how long they take."""

from __future__ import annotations

from .effects import Key, Source, Speech, Steps, wait
from .leg import Leg
from .verb import Verb

CHARACTERS_PER_S = 15
SHORTEST_SAY_S = 0.4
DEFAULT_PLAY_S = 20.0
DEFAULT_PAUSE_S = 1
FOREVER = 1000  # what loop="0" means: until hang-up, or a thousand times
LIMIT_BASIC, LIMIT_POLLY = 4096, 3000


def say_seconds(text: str) -> float:
    """How long a voice needs for the text: about 15 characters a second. The real figure is not published."""
    return max(SHORTEST_SAY_S, len(text) / CHARACTERS_PER_S)


def say(verb: Verb) -> Steps[Source | None]:
    """Speak the text, `loop` times; keys that are pressed meanwhile are lost."""
    verb.leg.answer()
    yield from perform(verb, keys=False, speech=False)
    return None


play = say


def pause(verb: Verb) -> Steps[Source | None]:
    """Wait; as the very first verb the telephone goes on ringing meanwhile."""
    if not verb.is_first:
        verb.leg.answer()
    yield from perform(verb, keys=False, speech=False)
    verb.leg.answer()
    return None


def perform(verb: Verb, *, keys: bool, speech: bool) -> Steps[Key | Speech | None]:
    """Do a Say, Play or Pause; answers the key or speech that interrupted it, else None."""
    leg, element = verb.leg, verb.element
    if element.tag == "Pause":
        length = verb.number("length", DEFAULT_PAUSE_S)
        leg.note("Pause", f"{length} s")
        return (yield from wait(length, keys=keys, speech=speech))
    text = verb.text
    if not text and not verb.get("digits"):
        code = 13520 if element.tag == "Say" else 12200
        report(verb, code, f"<{element.tag}> is empty. Leave it out or give it words.")
        return None
    seconds = _seconds(verb, text)
    times = verb.number("loop", 1) or FOREVER
    for _ in range(times):
        leg.hear(element.tag, text, verb.get("language"))
        came = yield from wait(seconds, keys=keys, speech=speech)
        if came is not None:
            return came
    return None


def _seconds(verb: Verb, text: str) -> float:
    if verb.element.tag == "Play":
        length = verb.leg.exchange.durations.get(verb.document.resolve(text) if text else "", DEFAULT_PLAY_S)
        return max(length, SHORTEST_SAY_S)
    limit = LIMIT_POLLY if verb.get("voice").startswith("Polly.") else LIMIT_BASIC
    if len(text) > limit:
        report(verb, 13521, f"<Say> has {len(text)} characters. The most for this voice is {limit}.")
    return say_seconds(text)


def report(verb: Verb, code: int, message: str, level: str = "warning") -> None:
    """Write what is wrong with a verb into the carrier's debugger."""
    verb.leg.exchange.report(
        code, message, call_sid=verb.leg.sid, webhook_id=verb.document.webhook_id, level=level
    )


def silence_or_music(leg: Leg, url: str | None) -> None:
    """Note what somebody hears who waits without a document: the carrier's own music, or nothing."""
    leg.hear("Play", "(hold music)") if url is None else leg.note("silence")
