"""How long things take, and what is said about empty or endless texts."""

import pytest

from app.phone_simulator.speaking import say_seconds
from tests.scripted_line import HOME, line


def test_a_voice_says_fifteen_characters_a_second_and_never_hurries() -> None:
    assert say_seconds("x" * 150) == 10
    assert say_seconds("x") == 0.4


def test_a_played_file_lasts_as_long_as_it_is_said_to() -> None:
    on = line(
        {"durations": {f"{HOME}/music.mp3": 3}},
        voice="<Play>/music.mp3</Play><Play>/b.mp3</Play><Say>x</Say>",
    )
    call = on.dial()
    on.clock.advance(2.9)
    assert call.hears() == ["/music.mp3"]
    on.clock.advance(0.2)
    assert call.hears() == ["/b.mp3"]
    on.clock.advance(20)
    assert call.hears() == ["x"]


def test_loop_zero_goes_on_until_the_caller_hangs_up() -> None:
    on = line(voice='<Say loop="0">wait</Say>')
    call = on.dial()
    on.clock.advance(40)
    assert len(call.hears()) > 90


@pytest.mark.parametrize(
    ("voice", "length", "code"),
    [("man", 4097, 13521), ("Polly.Ola-Neural", 3001, 13521), ("man", 0, 13520)],
)
def test_texts_that_are_empty_or_too_long_are_told(voice: str, length: int, code: int) -> None:
    on = line(voice=f'<Say voice="{voice}">{"x" * length}</Say>')
    on.dial()
    assert on.codes() == [code]


def test_marks_for_pronunciation_are_not_heard_and_the_language_is_kept() -> None:
    on = line(voice='<Say language="pl-PL">Dzień <break time="1s"/>dobry</Say>')
    call = on.dial()
    assert call.hears() == ["Dzień dobry"]
    assert next(entry.language for entry in call.timeline if entry.event == "Say") == "pl-PL"


def test_a_loop_of_redirects_is_stopped() -> None:
    on = line(voice="<Redirect>/voice</Redirect>")
    call = on.dial()
    on.clock.advance(10)
    assert on.codes() == [12400]
    assert call.status.is_final
