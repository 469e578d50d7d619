"""Shortly before closing nobody is let into a queue that would not end in time."""

from datetime import UTC, datetime

from tests.stories.world import DIRECT, world
from ticket_store.engine import Store

ANNA = "anna@sowa.example"
FIVE_TO_FIVE = datetime(2026, 3, 3, 15, 55, tzinfo=UTC)  # 16:55 in Warsaw; complaints close at 17:00


def test_whose_turn_would_come_after_closing_is_offered_the_first_window_of_the_next_opening(
    store: Store,
) -> None:
    with world(store, start=FIVE_TO_FIVE) as shop:
        (anna,) = shop.comes_on(ANNA)
        anna.answer_after(2)
        for number in (
            "+48501000001",
            "+48501000002",
        ):  # one talks, one waits: two minutes on the usual figure
            shop.customer(number).dial(DIRECT)
            shop.clock.advance(10)
        assert [row.status for row in shop.rows("call")] == ["talking", "waiting"]
        promised = []
        for number in ("+48501000003", "+48501000004"):  # six minutes: after five
            call = shop.customer(number).dial(DIRECT)
            shop.clock.advance(8)
            assert any("niedługo zamykamy" in said for said in call.hears())
            call.press("1")
            shop.clock.advance(15)
            assert any("jutro między ósmą trzydzieści a dziewiątą" in said for said in call.hears())
            promised.append(shop.rows("callback")[-1])
        opening = datetime(2026, 3, 4, 7, 30, tzinfo=UTC)
        assert [row.due_at for row in promised] == [opening, opening]
        assert promised[0].ranks_at < promised[1].ranks_at  # in the order of arrival
        shop.nothing_wrong()


def test_who_is_rung_for_at_once_still_gets_through_a_minute_before_closing(store: Store) -> None:
    with world(store, start=datetime(2026, 3, 3, 15, 58, tzinfo=UTC)) as shop:
        shop.comes_on(ANNA)[0].answer_after(2)
        shop.customer().dial(DIRECT)
        shop.clock.advance(15)
        assert shop.only("call").status == "talking"


def test_who_still_waits_at_closing_time_is_taken_out_with_an_offer(store: Store) -> None:
    with world(store, start=FIVE_TO_FIVE) as shop:
        shop.comes_on(ANNA)[0].answer_after(2)
        shop.customer("+48501000001").dial(DIRECT)
        shop.clock.advance(10)
        call = shop.customer().dial(DIRECT)
        shop.clock.advance(60)
        assert shop.rows("call")[1].status == "waiting"
        shop.clock.advance_until(lambda: shop.rows("call")[1].status == "menu", limit_s=270)
        shop.clock.advance(8)
        assert any("Zapraszamy jutro od ósmej trzydzieści" in said for said in call.hears())
        assert shop.rows("call")[0].status == "talking"  # a talk is never cut
        shop.nothing_wrong()
