"""Goal 14: our signature check beside RequestValidator, a static menu beside `twilio.twiml`, byte for byte."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median
from typing import cast

from twilio.request_validator import RequestValidator
from twilio.twiml.voice_response import Gather as TwilioGather
from twilio.twiml.voice_response import VoiceResponse

from admin.shop_file.commands import read_checked
from bench.figures import Figure, Goal
from bench.ground import SHOP
from bench.replayed_call import BASE, TOKEN, Caller, signature
from call_routing.addresses import Addresses
from call_routing.menu_walk import enter
from ivr.hook import Hook
from ivr.menus import ask_menu
from ivr.signature import is_genuine
from ivr.turn import CallTurn
from ivr.twiml import Gather, Redirect, Say, render
from ticket_store.engine import Transaction

SIGNATURE = Goal(14, "signature check / RequestValidator", "1", 0.15, 0.05)
TWIML = Goal(14, "a static menu's TwiML / twilio.twiml, byte-equal", "1", 0.1, 0.01)
_URL = f"{BASE}/ivr/voice"


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
    """The main menu as a caller's first webhook speaks it, beside the same document built by `twilio.twiml`."""
    line, faults = read_checked(SHOP.read_text(encoding="utf-8"))
    assert line is not None, faults
    nothing_asked = cast("Transaction", None)  # a menu asks the store nothing
    turn = CallTurn(
        nothing_asked, datetime.now(UTC), Hook("voice", {}, {}), line, Addresses(BASE), line.menus
    )
    ask = enter("main")

    def ours() -> str:
        return render(*ask_menu(turn, turn.tongue("pl"), ask, 1))

    gather, redirect = ask_menu(turn, turn.tongue("pl"), ask, 1)
    assert isinstance(gather, Gather)
    assert isinstance(redirect, Redirect)

    def theirs() -> str:
        response = VoiceResponse()
        asked = TwilioGather(
            action=gather.action, finish_on_key="", input="dtmf", method="POST", num_digits=1,
            timeout=gather.timeout,
        )  # fmt: skip
        for said in gather.children:
            assert isinstance(said, Say)
            asked.say(said.text, language=said.language, voice=said.voice)
        response.append(asked)
        response.redirect(redirect.url)
        return str(response)

    assert ours() == theirs()
    return _figure(TWIML, database, ours, theirs, times)


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
