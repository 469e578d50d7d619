"""Eight at once want the last places of a slot: it never holds more than fit, on both databases."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest

from admin.shop_file.commands import read_checked
from call_routing.hours.dial_hours import Span
from callbacks.promising.moving import move_callback
from callbacks.promising.requests import CallbackPromised, CallbackWish, request_callback
from callbacks.promising.slot_book import book_of, offered_slots
from callbacks.promising.slots import Slot
from ticket_store.engine import Store, Transaction
from ticket_store.line import Line
from ticket_store.line_rows import load_line, save_line

SHOP = Path(__file__).parents[1] / "stories" / "shop.yaml"
NOON = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
CONTENDERS = 8


@pytest.fixture
def shop(store: Store) -> Line:
    """Two callbacks fit into a half hour: three agents, 240 s a talk, a tenth of that for callbacks."""
    line, faults = read_checked(SHOP.read_text(encoding="utf-8"))
    assert line is not None, faults
    limits = replace(line.shop.callbacks, slots=replace(line.shop.callbacks.slots, capacity=0.1))
    line = replace(line, shop=replace(line.shop, callbacks=limits))
    store.write(lambda tx: save_line(tx, line, actor="tests", now=NOON))
    return store.read(load_line)


def at_once(store: Store, work: Callable[[Transaction, int], object]) -> list[CallbackPromised]:
    """What each contender was promised; all begin at the same moment."""
    start = Barrier(CONTENDERS)

    def contend(place: int) -> CallbackPromised:
        start.wait()
        answer = store.write(lambda tx: work(tx, place))
        assert isinstance(answer, CallbackPromised)
        return answer

    with ThreadPoolExecutor(CONTENDERS) as crowd:
        return list(crowd.map(contend, range(CONTENDERS)))


def wish(place: int, wanted: Slot | None = None) -> CallbackWish:
    start = wanted.start if wanted else None
    return CallbackWish(f"+48501{place}34567", "complaints", "pl", "api", wanted_from=start)


def thursday(store: Store, shop: Line) -> Slot:
    """The slot at noon, the day after tomorrow."""
    slots = store.read(lambda db: offered_slots(db, shop, "complaints", NOON))
    return next(slot for slot in slots if slot.start == NOON + timedelta(days=2))


def fit_well(store: Store, shop: Line, answers: list[CallbackPromised], wanted: Slot) -> bool:
    """The wanted slot is full to the last place, and none holds more than fit."""
    taken = Counter(Span(answer.promised_from, answer.promised_until) for answer in answers)
    book = store.read(lambda db: book_of(db, shop, "complaints", NOON))
    full = taken[Span(wanted.start, wanted.end)] == wanted.left == 2
    return full and all(count <= book.fit(span) for span, count in taken.items())


def test_eight_who_choose_one_slot_get_its_places_and_those_nearest(store: Store, shop: Line) -> None:
    wanted = thursday(store, shop)
    answers = at_once(store, lambda tx, place: request_callback(tx, shop, wish(place, wanted), NOON))
    assert fit_well(store, shop, answers, wanted)


def test_eight_who_move_to_one_slot_get_its_places_and_those_nearest(store: Store, shop: Line) -> None:
    def ask(tx: Transaction, place: int) -> object:
        return request_callback(tx, shop, wish(place), NOON)

    made = at_once(store, ask)
    wanted = thursday(store, shop)

    def move(tx: Transaction, place: int) -> object:
        return move_callback(tx, shop, made[place].callback_id, wanted.start, NOON, actor="customer")

    assert fit_well(store, shop, at_once(store, move), wanted)
