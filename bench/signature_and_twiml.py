"""Goal 14: our signature check beside RequestValidator, a static menu beside `twilio.twiml`, byte for byte."""

import time
from collections.abc import Callable
from statistics import median

from twilio.request_validator import RequestValidator
from twilio.twiml.voice_response import Gather as TwilioGather
from twilio.twiml.voice_response import VoiceResponse

from bench.figures import Figure, Goal
from bench.replayed_call import BASE, TOKEN, Caller, signature
from ivr.signature import is_genuine
from ivr.twiml import Gather, Redirect, Say, render

SIGNATURE = Goal(14, "signature check / RequestValidator", "1", 0.15, 0.05)
TWIML = Goal(14, "a static menu's TwiML / twilio.twiml, byte-equal", "1", 0.1, 0.01)
_URL = f"{BASE}/ivr/voice"
_SAID = (
    "Dzień dobry, tu Sowa.",
    "Aby połączyć się z działem reklamacje, naciśnij 1.",
    "Zamówienia: naciśnij 2.",
    "Aby usłyszeć menu jeszcze raz, naciśnij 9.",
)
_KEY, _SILENCE = f"{BASE}/ivr/key?s=1", f"{BASE}/ivr/silence?s=1"


def signature_and_twiml(database: str, *, small: bool) -> list[Figure]:
    """Both, each in interleaved rounds in this very process."""
    times = 500 if small else 5000
    return [_signature(database, times), _twiml(database, times)]


def _signature(database: str, times: int) -> Figure:
    form = Caller().facts() | {"CallStatus": "ringing"}
    pairs, signed = list(form.items()), signature(_URL, form)
    validator = RequestValidator(TOKEN)
    assert validator.validate(_URL, form, signed)
    assert is_genuine(_URL, pairs, signed, (TOKEN,))
    return _figure(
        SIGNATURE,
        database,
        lambda: is_genuine(_URL, pairs, signed, (TOKEN,)),
        lambda: validator.validate(_URL, form, signed),
        times,
    )


def _twiml(database: str, times: int) -> Figure:
    assert _our_menu() == _their_menu()
    return _figure(TWIML, database, _our_menu, _their_menu, times)


def _our_menu() -> str:
    said = tuple(Say(text, language="pl-PL", voice="Polly.Ewa-Neural") for text in _SAID)
    gather = Gather(said, action=_KEY, num_digits=1, finish_on_key="", timeout=6)
    return render(gather, Redirect(_SILENCE))


def _their_menu() -> str:
    response = VoiceResponse()
    gather = TwilioGather(action=_KEY, finish_on_key="", input="dtmf", method="POST", num_digits=1, timeout=6)
    for text in _SAID:
        gather.say(text, language="pl-PL", voice="Polly.Ewa-Neural")
    response.append(gather)
    response.redirect(_SILENCE)
    return str(response)


def _figure(
    goal: Goal, database: str, ours: Callable[[], object], theirs: Callable[[], object], times: int
) -> Figure:
    rounds = [(_cost_us(ours, times), _cost_us(theirs, times)) for _ in range(7)]
    ratio = median(mine / bare for mine, bare in rounds)
    mine, bare = (median(side) for side in zip(*rounds, strict=True))
    method = f"CPU, medians of 7 interleaved rounds of {times:,}"
    return Figure(goal, database, ratio, f"{mine:.1f} us", f"{bare:.1f} us", method)


def _cost_us(work: Callable[[], object], times: int) -> float:
    began = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - began) / times * 1e6
