"""Our TwiML against the `twilio` package: the same bytes for the same content."""

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from twilio.twiml import messaging_response as messaging
from twilio.twiml import voice_response as twilio

from ivr.twiml import (
    DialConference,
    Enqueue,
    Gather,
    Hangup,
    Leave,
    Message,
    Pause,
    Play,
    Record,
    Redirect,
    Reject,
    Say,
    Verb,
    render,
)

CONFERENCE_NAMES = {"start_on_enter": "start_conference_on_enter", "end_on_exit": "end_conference_on_exit"}
DIAL_FIELDS = ("action", "method", "time_limit", "hangup_on_star")

words = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), min_size=1)
words = words.filter(lambda text: bool(text.strip()))
paths = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30).map(
    lambda text: "/ivr/" + text
)
numbers = st.integers(1, 999)
methods = st.sampled_from(["GET", "POST"])


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


says = st.builds(
    Say, words, st.sampled_from(["pl-PL", "en-GB"]), st.sampled_from(["Polly.Amy", "Polly.Ola-Neural"])
)
plays = st.builds(Play, paths, maybe(numbers))
pauses = st.builds(Pause, numbers)
gathers = st.builds(
    Gather,
    st.lists(says | plays | pauses, max_size=4).map(tuple),
    paths,
    methods,
    maybe(numbers),
    maybe(st.sampled_from(["", "#", "*"])),
    maybe(numbers),
    maybe(st.booleans()),
    st.sampled_from(["dtmf", "speech", "dtmf speech"]),
)
records = st.builds(
    Record,
    paths,
    max_length=maybe(numbers),
    timeout=maybe(numbers),
    finish_on_key=maybe(st.sampled_from(["#", "1"])),
    play_beep=maybe(st.booleans()),
    trim=maybe(st.sampled_from(["trim-silence", "do-not-trim"])),
    recording_status_callback=maybe(paths),
    recording_status_callback_event=st.sampled_from([(), ("completed",), ("completed", "absent")]),
    method=maybe(methods),
)
conferences = st.builds(
    DialConference,
    words,
    maybe(st.booleans()),
    maybe(st.booleans()),
    maybe(st.booleans() | st.sampled_from(["onEnter", "onExit"])),
    maybe(paths | st.just("")),
    maybe(methods),
    maybe(paths),
    st.sampled_from([(), ("start", "end"), ("join", "leave", "mute")]),
    maybe(words),
    maybe(st.booleans()),
    maybe(words),
    maybe(paths),
    maybe(methods),
    maybe(numbers),
    maybe(st.booleans()),
)
enqueues = st.builds(
    Enqueue, words, maybe(paths), maybe(methods), maybe(paths), maybe(methods), maybe(numbers)
)
verbs = st.one_of(
    says,
    plays,
    pauses,
    gathers,
    records,
    conferences,
    enqueues,
    st.builds(Redirect, paths, maybe(methods)),
    st.builds(Reject, maybe(st.sampled_from(["rejected", "busy"]))),
    st.just(Hangup()),
    st.just(Leave()),
)


def given_fields(verb: Verb) -> dict[str, Any]:
    """The verb's fields for the `twilio` package: as they are, lists of events in one word each."""
    values = {field.name: getattr(verb, field.name) for field in fields(verb)}
    joined = {name: " ".join(value) or None for name, value in values.items() if name.endswith("_event")}
    return values | joined


def say_it(parent: Any, verb: Say | Play | Pause) -> None:
    match verb:
        case Say(text, language, voice):
            parent.say(text, language=language, voice=voice)
        case Play(url, loop):
            parent.play(url, loop=loop)
        case Pause(length):
            parent.pause(length=length)


def conference_by_twilio(verb: DialConference) -> Any:
    values = given_fields(verb)
    dial = twilio.Dial(**{name: values.pop(name) for name in DIAL_FIELDS})
    dial.conference(**{CONFERENCE_NAMES.get(name, name): value for name, value in values.items()})
    return dial


def by_twilio(*wanted: Verb) -> str:
    response = twilio.VoiceResponse()
    for verb in wanted:
        values = given_fields(verb)
        match verb:
            case Say() | Play() | Pause():
                say_it(response, verb)
            case Gather(children=children):
                del values["children"]
                gather = twilio.Gather(**values)
                for child in children:
                    say_it(gather, child)
                response.append(gather)
            case DialConference():
                response.append(conference_by_twilio(verb))
            case _:
                getattr(response, type(verb).__name__.lower())(**values)
    return str(response)


@given(st.lists(verbs, max_size=4))
@settings(max_examples=150, deadline=None)
def test_every_document_is_byte_equal_with_the_twilio_package(wanted: list[Verb]) -> None:
    assert render(*wanted) == by_twilio(*wanted)


def test_a_say_without_a_readable_character_is_left_out() -> None:
    assert render(Say(" \x00\ufffe", "pl-PL", "Polly.Ola-Neural"), Hangup()) == render(Hangup())


def test_a_long_text_is_cut_where_the_carrier_would_refuse_it() -> None:
    assert render(Say("ż" * 5000, "en-GB", "Polly.Amy")) == render(Say("ż" * 3000, "en-GB", "Polly.Amy"))


@pytest.mark.parametrize("verb", [Hangup(), Leave()])
def test_verbs_that_look_alike_never_share_a_cached_document(verb: Verb) -> None:
    assert render(verb) == by_twilio(verb)


def test_the_same_answer_is_written_only_once() -> None:
    assert render(Say("hello", "en-GB", "Polly.Amy")) is render(Say("hello", "en-GB", "Polly.Amy"))


@given(words)
def test_an_answer_to_a_text_is_written_as_the_package_writes_it(text: str) -> None:
    theirs = messaging.MessagingResponse()
    theirs.message(text)
    assert render(Message(text)) == str(theirs)
