"""What the line expects of a wait comes from the talks that were, and its error is looked at."""

from datetime import timedelta

from tests.stories.world import DIRECT, TUESDAY_NOON, World
from ticket_store.estimate_errors import errors
from ticket_store.handling import WHOLE_DAY

ANNA = "anna@sowa.example"


def test_talk_and_wrap_up_are_learned_by_department_and_half_hour(shop: World) -> None:
    (anna,) = shop.comes_on(ANNA)
    anna.answer_after(2)
    call = shop.customer().dial(DIRECT)
    shop.clock.advance_until(lambda: shop.only("call").status == "talking", limit_s=60)
    shop.clock.advance(90)
    call.hang_up()
    shop.clock.advance(70)  # a minute of wrap-up
    whole_day, noon = sorted(shop.rows("handling"), key=lambda row: row.half_hour)
    assert (whole_day.half_hour, noon.half_hour) == (WHOLE_DAY, 24)
    assert (noon.department_key, noon.talks) == ("complaints", 1)
    assert noon.mean_s == whole_day.mean_s
    assert timedelta(seconds=149) < timedelta(seconds=noon.mean_s) < timedelta(seconds=155)


def test_the_error_of_the_expected_wait_is_written_when_the_half_hour_is_over(shop: World) -> None:
    shop.comes_on(ANNA)[0].answer_after(5)
    shop.customer().dial(DIRECT)
    shop.clock.advance(30)
    call = shop.only("call")
    waited_s = (call.answered_at - call.queued_at).total_seconds()
    assert call.expected_s == 10  # Anna is free: only the ring
    shop.clock.jump_to(TUESDAY_NOON + timedelta(minutes=30))
    shop.clock.advance(5)
    (error,) = shop.store.read(lambda db: errors(db, TUESDAY_NOON, shop.clock.now))
    assert (error.department_key, error.half_hour_at, error.calls) == ("complaints", TUESDAY_NOON, 1)
    assert error.mean_s == 10 - waited_s
