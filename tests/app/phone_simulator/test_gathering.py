"""Gather beyond the carrier's cases: several keys, times, nested sounds."""

import pytest

from tests.scripted_line import Line, line


def _asking(attributes: str, inside: str = "") -> Line:
    return line(voice=f'<Gather action="/g" {attributes}>{inside}</Gather><Say>none</Say>', g="<Hangup/>")


@pytest.mark.parametrize(
    ("attributes", "keys", "digits", "finished_on"),
    [
        ("", "601234567#", "601234567", "#"),
        ('finishOnKey="*"', "12#3*", "12#3", "*"),
        ('numDigits="3"', "1234", "123", ""),
        ('finishOnKey="" numDigits="2"', "#*", "#*", ""),
    ],
)
def test_keys_are_collected_until_the_finish_key_or_the_count(
    attributes: str, keys: str, digits: str, finished_on: str
) -> None:
    on = _asking(attributes)
    on.customer.dial(on.number.number)
    for key in keys:
        if on.customer.live:
            on.customer.press(key)
    assert (on.app.last("/g")["Digits"], on.app.last("/g")["FinishedOnKey"]) == (digits, finished_on)


def test_the_timeout_runs_anew_after_each_key() -> None:
    on = _asking('timeout="5"')
    call = on.dial()
    for key in "123":
        on.clock.advance(4)
        call.press(key)
    on.clock.advance(4.9)
    assert "/g" not in on.paths()
    on.clock.advance(0.2)
    assert on.app.last("/g")["Digits"] == "123"


def test_nested_sounds_play_one_after_the_other_and_loop() -> None:
    on = _asking("", '<Say loop="2">again</Say><Play>/chime.wav</Play>')
    call = on.dial()
    on.clock.advance(2)
    assert call.hears() == ["again", "again", "/chime.wav"]


def test_keys_do_nothing_where_only_speech_is_asked_for() -> None:
    on = _asking('input="speech"')
    call = on.dial()
    call.press("1")
    on.clock.advance(5)
    assert call.hears() == ["none"]


def test_after_the_first_key_speech_is_not_taken_any_more() -> None:
    on = _asking('input="dtmf speech"')
    call = on.dial()
    call.press("4")
    call.speak("four")
    on.clock.advance(5)
    assert on.app.last("/g")["Digits"] == "4"


def test_an_action_of_its_own_document_asks_the_same_url_again() -> None:
    on = line(voice='<Gather numDigits="1"/>')
    call = on.dial()
    call.press("1")
    call.press("2")
    assert [one.params.get("Digits") for one in on.app.requests("/voice")] == [None, "1", "2"]
