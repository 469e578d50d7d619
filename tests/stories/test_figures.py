"""What reports say of a day is what happened on it: talks with music, passed on, broken off; and who was on duty."""

from datetime import timedelta

from tests.stories.in_the_talk import ANNA, BORYS, complete, consult, hold, talking, unhold
from tests.stories.world import MAIN, TUESDAY_NOON, World
from ticket_store.reporting.counts import TalkCounts, Wanted
from ticket_store.reporting.people import agent_figures
from ticket_store.reporting.promised import cases_by_department
from ticket_store.reporting.reading import calls_by_department, talks_by_agent

DAY = Wanted(TUESDAY_NOON - timedelta(hours=1), TUESDAY_NOON + timedelta(hours=8))


def talks(shop: World) -> dict[str, TalkCounts]:
    found = shop.store.read(lambda db: talks_by_agent(db, DAY))
    return {email: found[shop.agent(email).id] for email in (ANNA, BORYS) if shop.agent(email).id in found}


def test_a_talk_is_counted_with_its_music_when_the_wrap_up_is_done(shop: World) -> None:
    anna, _, _ = talking(shop)
    assert hold(shop)
    shop.clock.advance(40)
    assert unhold(shop)
    shop.clock.advance(20)
    anna.press("*")
    shop.clock.advance(10)
    assert talks(shop) == {}  # she wraps up
    shop.clock.advance(60)
    talk = shop.only("talk")
    found = talks(shop)[ANNA]
    assert (found.talks, found.calls, found.held_ms, found.wrap_up_ms) == (1, 1, 40_000, 60_000)
    assert found.talk_ms + found.held_ms == (talk.ended_at - talk.began_at) // timedelta(milliseconds=1)
    assert talk.wrapped_at - talk.wrapping_since == timedelta(seconds=60)
    case = shop.store.read(lambda db: cases_by_department(db, DAY))["complaints"]
    assert (case.cases, case.talked, case.people) == (1, 1, 1)


def test_who_takes_a_customer_over_has_a_talk_of_their_own(shop: World) -> None:
    _, call, borys = talking(shop)
    consult(shop)
    shop.clock.advance(8)
    assert complete(shop)
    shop.clock.advance(30)
    borys.press("*")
    shop.clock.advance(80)
    assert not call.phone.live
    first, second = talks(shop)[ANNA], talks(shop)[BORYS]
    assert (first.talks, first.calls, first.taken_over) == (1, 1, 0)
    assert (second.talks, second.calls, second.taken_over) == (1, 0, 1)
    assert first.held_ms > 0
    assert shop.only("ticket").talks == 1


def test_a_broken_line_makes_two_talks_of_one_call(shop: World) -> None:
    anna, call, borys = talking(shop)
    borys.behave("ignore")
    anna.hang_up()
    shop.clock.advance(4)
    assert talks(shop)[ANNA].talks == 1
    shop.clock.advance_until(lambda: shop.rows("call")[0].status == "talking", limit_s=60)
    call.hang_up()
    shop.clock.advance(80)
    found = talks(shop)[ANNA]
    assert (found.talks, found.calls, found.taken_over) == (2, 1, 0)
    assert shop.only("ticket").talks == 1


def test_a_customer_who_was_done_gives_the_dropped_talk_its_wrap_up(shop: World) -> None:
    anna, call, _ = talking(shop)
    anna.hang_up()
    shop.clock.advance(3)
    call.hang_up()
    shop.clock.advance(90)
    found = talks(shop)[ANNA]
    assert (found.talks, found.wrap_up_ms) == (1, 60_000)


def test_callers_are_told_apart_by_what_they_found(shop: World) -> None:
    nobody = shop.customer("+48501000001").dial(MAIN)
    shop.clock.advance(3)
    nobody.hang_up()  # in the menu
    turned_away = shop.customer("+48501000002").dial(MAIN)
    shop.clock.advance(3)
    turned_away.press("1")
    shop.clock.advance(3)
    turned_away.hang_up()
    shop.clock.jump_to(TUESDAY_NOON + timedelta(hours=6))  # 18:00 in Warsaw: complaints are closed
    closed = shop.customer("+48501000003").dial(MAIN)
    shop.clock.advance(3)
    closed.press("1")
    shop.clock.advance(3)
    closed.hang_up()
    shop.clock.advance(3)
    found = shop.store.read(lambda db: calls_by_department(db, DAY))
    assert found[""].left_in_menu == 1
    complaints = found["complaints"]
    assert (complaints.calls, complaints.offered, complaints.turned_away, complaints.closed) == (2, 0, 1, 1)
    assert complaints.left_in_menu == 0


def test_time_on_duty_is_kept_from_choosing_it_to_leaving_it(shop: World) -> None:
    shop.comes_on(ANNA)
    shop.clock.advance(59)
    shop.goes_off(ANNA)
    shop.clock.advance(10)
    shop.comes_on(ANNA)
    now = shop.clock.now
    (anna,) = shop.store.read(lambda db: agent_figures(db, DAY, now))
    assert (anna.name, anna.duty.available, anna.duty.away) == ("Anna", timedelta(seconds=61), timedelta())
