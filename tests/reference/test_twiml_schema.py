"""Our TwiML against the carrier's schema: no document of ours draws an error or a warning."""

import importlib.util
import warnings
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from ivr.twiml import (
    DialConference,
    Enqueue,
    Gather,
    Hangup,
    Leave,
    Pause,
    Play,
    Record,
    Redirect,
    Reject,
    Say,
    Verb,
    render,
)

pytestmark = pytest.mark.reference

HELLO = Say("Dzień dobry <&> ' \" \x0b\ufffe 📦", "pl-PL", "Polly.Ola-Neural")
LONG = Say("ż" * 5000, "fi-FI", "Polly.Suvi-Neural")
EMPTY = Say(" \x00", "cs-CZ", "Google.cs-CZ-Wavenet-A")
MUSIC = Play("/media/music/waiting.wav?v=1&x=2", loop=0)
MENU = Gather((HELLO, EMPTY, Play("/media/1.wav"), Pause(2)), "/ivr/menu?a=1&b=2", num_digits=1, timeout=5)
SILENT = Gather((), "/ivr/number", finish_on_key="#", timeout=8, action_on_empty_result=True)
ALL_KEYS = Gather((LONG,), "/ivr/keys", finish_on_key="", input="dtmf speech")
MESSAGE = Record(
    "/ivr/message",
    max_length=120,
    timeout=5,
    finish_on_key="#",
    play_beep=True,
    trim="trim-silence",
    recording_status_callback="/ivr/recording",
    recording_status_callback_event=("completed", "absent"),
)
TALK = DialConference(
    "call-01JD",
    start_on_enter=True,
    end_on_exit=False,
    beep="onEnter",
    wait_url="",
    status_callback="/ivr/conference",
    status_callback_event=("start", "end", "join", "leave"),
    participant_label="agent-7",
    action="/ivr/talk-ended",
    time_limit=7200,
)
WAITING = Enqueue("orders", wait_url="/ivr/wait", wait_url_method="POST", action="/ivr/left", method="POST")

DOCUMENTS: list[tuple[str | None, tuple[Verb, ...]]] = [
    (None, (MENU, Redirect("/ivr/menu?none=1", "POST"))),
    (None, (SILENT, ALL_KEYS, LONG, Hangup())),
    (None, (HELLO, MESSAGE)),
    (None, (TALK,)),
    (None, (DialConference("call", muted=True, coach="CA" + "0" * 32, beep=False),)),
    (None, (HELLO, WAITING)),
    (None, (Reject("busy"),)),
    (None, (Reject(),)),
    (None, ()),
    ("enqueue_wait_url", (MENU, MUSIC)),
    ("enqueue_wait_url", (HELLO, Leave())),
    ("conference_wait_url", (HELLO, MUSIC, Redirect("/ivr/hold"))),
    ("number_url", (MENU, Hangup())),
]


@pytest.fixture(scope="module")
def validate(reference_dir: Path) -> Callable[..., list[object]]:
    """The checker that stands beside the schema, loaded from its folder."""
    found = importlib.util.spec_from_file_location("check_twiml", reference_dir / "check_twiml.py")
    assert found is not None
    assert found.loader is not None
    checker: ModuleType = importlib.util.module_from_spec(found)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the checker leaves its schema file open
        found.loader.exec_module(checker)
    check: Callable[..., list[object]] = checker.validate
    return check


@pytest.mark.parametrize(("context", "verbs"), DOCUMENTS)
def test_documents_of_every_verb_pass_the_schema_without_a_word(
    validate: Callable[..., list[object]], context: str | None, verbs: tuple[Verb, ...]
) -> None:
    assert validate(render(*verbs), context) == []


def test_the_checker_would_speak_up(validate: Callable[..., list[object]]) -> None:
    assert validate(render(Gather((), "/ivr/menu", num_digits=0), Leave()), "conference_wait_url") != []
