"""What was promised is dialled inside its window, moved with notice before it would break, or said to be broken."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from callbacks.promising.keeping import keep_promises
from callbacks.promising.moving import move_callback, reassign_callback, ring_now
from callbacks.promising.requests import CallbackPromised, CallbackWish, request_callback
from callbacks.promising.slot_book import offered_slots
from callbacks.promising.slots import Slot
from tests.stories.world import World, world
from ticket_store.callback_steps import steps_of
from ticket_store.engine import Store
from ticket_store.line import Closure, Line
from ticket_store.line_rows import load_line, save_line

ANNA, BORYS = "anna@sowa.example", "borys@sowa.example"
CUSTOMER = "+48501234567"


def promised(shop: World, wanted_from: datetime | None = None, number: str = CUSTOMER) -> CallbackPromised:
    line = shop.desk.lines.line()
    wish = CallbackWish(number, "complaints", "pl", "api", wanted_from=wanted_from)
    answer = shop.store.write(lambda tx: request_callback(tx, line, wish, shop.clock.now))
    assert isinstance(answer, CallbackPromised)
    return answer


def offered(shop: World) -> list[Slot]:
    line = shop.store.read(load_line)
    return shop.store.read(lambda db: offered_slots(db, line, "complaints", shop.clock.now))


def set_up(shop: World, change: Callable[[Line], Line]) -> None:
    """The shop changes its settings."""
    line = change(shop.store.read(load_line))
    shop.store.write(lambda tx: save_line(tx, line, actor="stories", now=shop.clock.now))


def whats(shop: World) -> list[str]:
    return [step.what for step in shop.store.read(lambda db: steps_of(db, shop.only("callback").id))]


def test_a_chosen_slot_is_dialled_inside_it_and_not_before(shop: World) -> None:
    anna, customer = shop.comes_on(ANNA)[0], shop.customer()
    anna.answer_after(2)
    customer.answer_after(2)
    slot = offered(shop)[2]
    answer = promised(shop, slot.start)
    assert (answer.promised_from, answer.promised_until) == (slot.start, slot.end)
    shop.clock.jump_to(slot.start - timedelta(seconds=20))
    shop.clock.advance(15)
    assert shop.carrier.ledger.dials == []
    shop.clock.advance_until(lambda: shop.only("callback").status == "talking", limit_s=60)
    assert shop.only("promise").state == "kept"
    assert whats(shop)[:2] == ["asked", "promised"]
    assert [what for what in whats(shop) if what in {"held", "dialled", "talked"}] == [
        "held",
        "dialled",
        "talked",
    ]


def test_before_a_promise_would_break_another_one_is_made_and_told(shop: World) -> None:
    answer = promised(shop)  # nobody comes
    shop.clock.jump_to(answer.promised_until - timedelta(minutes=12, seconds=10))
    shop.clock.advance(4)
    assert shop.only("promise").state == "open"
    shop.clock.advance(10)
    first, second = shop.rows("promise")
    assert (first.state, second.state) == ("moved", "open")
    assert answer.promised_until - first.settled_at >= timedelta(minutes=10)
    assert second.until_at > first.until_at
    assert shop.only("callback").promised_until == second.until_at
    assert "told" in whats(shop)[whats(shop).index("moved") :]
    anna, customer = shop.comes_on(ANNA)[0], shop.customer()
    anna.answer_after(2)
    customer.answer_after(2)
    shop.clock.advance_until(lambda: shop.only("callback").status == "talking", limit_s=60)
    assert [row.state for row in shop.rows("promise")] == [
        "moved",
        "kept",
    ]  # as soon as possible is what they want


def test_what_broke_while_nothing_ran_is_counted_and_promised_anew(shop: World) -> None:
    answer = promised(shop)
    shop.clock.jump_to(answer.promised_until + timedelta(minutes=5))
    shop.clock.advance(3)
    assert [row.state for row in shop.rows("promise")] == ["broken", "open"]
    assert shop.only("callback").promised_until > shop.clock.now


def test_while_the_shop_dials_nobody_promises_move_further_off_each_time(shop: World) -> None:
    shop.comes_on(ANNA)
    promised(shop)
    limits = replace(shop.desk.lines.line().shop.callbacks, dial=False)
    set_up(shop, lambda line: replace(line, shop=replace(line.shop, callbacks=limits)))
    gaps = []
    for _ in range(3):
        until = shop.only("callback").promised_until
        shop.clock.jump_to(until - timedelta(minutes=11))
        line = shop.desk.lines.line()
        shop.store.write(lambda tx, line=line: keep_promises(tx, line, shop.clock.now))
        gaps.append(shop.only("callback").promised_until - until)
    assert gaps == sorted(gaps)
    assert gaps[-1] >= timedelta(hours=1)
    assert shop.rows("reservation") == []  # and no agent was rung in vain
    line, only = shop.desk.lines.line(), shop.only("callback").id
    assert not shop.store.write(lambda tx: ring_now(tx, line, only, shop.clock.now, actor=ANNA))


def test_a_closure_moves_the_promises_that_fall_into_it_at_once_and_tells_of_it(shop: World) -> None:
    slot = offered(shop)[-1]
    promised(shop, slot.start)
    kept = promised(shop, offered(shop)[0].start, "+48501234568")
    closed = Closure("office", slot.start - timedelta(hours=1), slot.end + timedelta(days=1), {})
    set_up(shop, lambda line: replace(line, closures=(closed,)))
    shop.clock.advance(3)
    moved = next(row for row in shop.rows("callback") if row.customer_number == CUSTOMER)
    assert moved.promised_from >= slot.end + timedelta(days=1)
    assert moved.due_at == moved.promised_from
    assert sorted(row.state for row in shop.rows("promise")) == ["moved", "open", "open"]
    still = next(row for row in shop.rows("callback") if row.id == kept.callback_id)
    assert still.promised_from == kept.promised_from


def test_rung_now_it_is_rung_at_once_and_after_no_answer_not_before_its_slot(shop: World) -> None:
    anna, slot = shop.comes_on(ANNA)[0], offered(shop)[5]
    answer = promised(shop, slot.start)
    anna.answer_after(1)
    shop.customer().behave("busy")
    line = shop.desk.lines.line()
    assert shop.store.write(lambda tx: ring_now(tx, line, answer.callback_id, shop.clock.now, actor=ANNA))
    shop.clock.advance_until(lambda: any(row.cause for row in shop.rows("attempt")), limit_s=60)
    assert shop.only("callback").due_at == slot.start
    assert shop.only("promise").state == "open"


def test_moved_by_the_customer_it_stops_ringing_and_waits_for_the_new_slot(shop: World) -> None:
    anna = shop.comes_on(ANNA)[0]
    answer = promised(shop)
    anna.answer_after(1)
    shop.clock.advance_until(lambda: bool(shop.customer().ringing), limit_s=60)
    line, slot = shop.desk.lines.line(), offered(shop)[4]
    moved = shop.store.write(
        lambda tx: move_callback(tx, line, answer.callback_id, slot.start, shop.clock.now, actor="customer")
    )
    assert moved == CallbackPromised(answer.callback_id, slot.start, slot.end)
    shop.clock.advance(20)
    assert not shop.customer().ringing
    callback = shop.only("callback")
    assert (callback.status, callback.due_at) == ("waiting", slot.start)
    assert [row.state for row in shop.rows("promise")] == ["moved", "open"]


def test_asked_for_at_night_the_first_half_hours_fill_up_and_the_next_follow(store: Store) -> None:
    with world(store, start=datetime(2026, 3, 3, 21, 0, tzinfo=UTC)) as shop:
        windows = [promised(shop, number=f"+4850123450{n}").promised_from for n in range(10)]
    opening = datetime(2026, 3, 4, 7, 30, tzinfo=UTC)
    assert windows[0] == opening
    assert windows == sorted(windows)
    assert windows[-1] > opening


def test_one_that_was_given_up_is_rung_again_when_somebody_of_the_shop_decides_so(shop: World) -> None:
    complaints = shop.desk.lines.line().departments["complaints"]
    once = replace(complaints, callback=replace(complaints.callback, attempts=1))
    set_up(shop, lambda line: replace(line, departments={**line.departments, "complaints": once}))
    anna = shop.comes_on(ANNA)[0]
    anna.answer_after(1)
    shop.customer().behave("busy")
    answer = promised(shop)
    shop.clock.advance_until(lambda: shop.only("callback").status == "gave_up", limit_s=60)
    assert whats(shop)[-2:] == ["gave_up", "told"]
    assert shop.only("promise").state == "broken"
    shop.clock.jump_to(shop.clock.now + timedelta(minutes=5))  # no number is rung twice sooner
    shop.customer().answer_after(1)
    line = shop.desk.lines.line()
    assert shop.store.write(lambda tx: ring_now(tx, line, answer.callback_id, shop.clock.now, actor=ANNA))
    shop.clock.advance_until(lambda: shop.only("callback").status == "talking", limit_s=60)
    assert [row.state for row in shop.rows("promise")] == ["broken", "kept"]


def test_who_was_given_a_callback_by_hand_is_asked_first(shop: World) -> None:
    anna, borys = shop.comes_on(ANNA, BORYS)
    anna.behave("ignore")
    borys.behave("ignore")
    answer = promised(shop)
    shop.clock.advance(3)
    first, other = (anna, borys) if anna.ringing else (borys, anna)
    email = BORYS if first is anna else ANNA
    line, agent = shop.desk.lines.line(), shop.agent(email)
    assert shop.store.write(
        lambda tx: reassign_callback(tx, line, answer.callback_id, agent.id, shop.clock.now, actor="lead")
    )
    shop.clock.advance(3)
    assert other.ringing
    assert not first.ringing
    assert whats(shop)[-2:] == ["reassigned", "held"]
