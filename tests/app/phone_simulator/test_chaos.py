"""Seeded trouble."""

import pytest

from app.phone_simulator.chaos import Chaos, Dice
from tests.scripted_line import EVERY_EVENT, HOME, Line, line


def _called(chaos: Chaos, seed: int = 1) -> Line:
    on = line({"chaos": chaos, "seed": seed}, agent="<Say>hello</Say>")
    on.agent.answer_after(2)
    on.rest_call(status_callback=f"{HOME}/s", status_callback_events=EVERY_EVENT)
    on.clock.advance(300)
    return on


def _told(on: Line) -> list[str]:
    return [one.params["CallStatus"] for one in on.app.requests("/s")]


def test_without_chaos_each_event_comes_once_and_in_order() -> None:
    assert _told(_called(Chaos())) == ["initiated", "ringing", "in-progress", "completed"]


def test_a_duplicate_has_the_token_and_the_number_of_its_original() -> None:
    asked = _called(Chaos(duplicate=1)).app.requests("/s")
    keys = [(one.params["SequenceNumber"], one.headers["I_TWILIO_IDEMPOTENCY_TOKEN"]) for one in asked]
    assert len(keys) == 8
    assert len(set(keys)) == 4


def test_dropping_never_loses_the_final_event() -> None:
    assert _told(_called(Chaos(drop_non_final=1))) == ["completed"]


def test_reordered_events_all_arrive() -> None:
    told = [_told(_called(Chaos(reorder=1), seed)) for seed in range(5)]
    assert all(sorted(one) == sorted(told[0]) for one in told)
    assert len({tuple(one) for one in told}) > 1


def test_late_events_come_after_the_call_has_ended() -> None:
    asked = _called(Chaos(late=1)).app.requests("/s")
    assert all(one.at >= 30 for one in asked)


def test_equal_seeds_give_equal_trouble() -> None:
    chaos = Chaos(reorder=0.5, duplicate=0.5)
    assert _told(_called(chaos, 7)) == _told(_called(chaos, 7))


def test_a_caller_can_hang_up_between_a_request_and_its_answer() -> None:
    on = line({"chaos": Chaos(hang_up_between=1)}, voice="<Say>never heard</Say>")
    call = on.dial()
    assert call.status.is_final
    assert call.hears() == []
    assert on.paths() == ["/voice", "/status"]


def test_a_double_request_is_two_requests_of_which_the_second_counts() -> None:
    answers = iter(["<Say>first</Say>", "<Say>second</Say>"])
    on = line({"chaos": Chaos(double_request=1)}, voice=lambda _asked: next(answers))
    assert on.dial().hears() == ["second"]
    tokens = {one.headers["I_TWILIO_IDEMPOTENCY_TOKEN"] for one in on.app.requests("/voice")}
    assert len(tokens) == 1


def test_a_switch_that_is_off_draws_nothing() -> None:
    quiet, other = Dice(3, Chaos()), Dice(3, Chaos())
    assert not quiet.strikes("late")
    assert quiet.hex_digits(8) == other.hex_digits(8)


def test_a_probability_above_one_is_refused() -> None:
    with pytest.raises(ValueError, match=r"Chaos\.late is 30"):
        Chaos(late=30)
