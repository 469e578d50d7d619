"""Eight at once want to pass the gate together: no limit is ever passed, on both databases."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from callbacks.limits.gate import Cleared
from callbacks.promising.requests import request_callback
from callbacks.promising.web_asking import FormAnswer, ask_by_form
from callbacks.wishes import CallbackPromised
from tests.callbacks.gate_shop import NOON, VICTIM, dial, opened, post, rows, stranger, wish
from ticket_store.engine import Store, Transaction

CONTENDERS = 8


@pytest.fixture
def crowd() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(CONTENDERS) as threads:
        yield threads


def at_once(
    crowd: ThreadPoolExecutor, store: Store, work: Callable[[Transaction, int], object]
) -> list[object]:
    """What each contender got; all begin at the same moment."""
    start = Barrier(CONTENDERS)

    def contend(place: int) -> object:
        start.wait()
        return store.write(lambda tx: work(tx, place))

    return list(crowd.map(contend, range(CONTENDERS)))


def test_requests_of_one_number_never_pass_its_limit(store: Store, crowd: ThreadPoolExecutor) -> None:
    line = opened(store, per_number_per_day=2)
    keys = sorted(line.departments)
    for turn in range(5):
        number = stranger(turn)
        answers = at_once(
            crowd,
            store,
            lambda tx, place, n=number: request_callback(tx, line, wish(n, keys[place % 3]), NOON),
        )
        assert sum(isinstance(answer, CallbackPromised) for answer in answers) == 2


def test_money_and_dials_never_pass_their_caps(store: Store, crowd: ThreadPoolExecutor) -> None:
    line = opened(store, spend_per_day="7.60 EUR")  # five talks of 30 minutes at 5 cents, and a little
    ids = []
    for place in range(CONTENDERS):
        made = store.write(lambda tx, n=place: request_callback(tx, line, wish(stranger(n)), NOON))
        assert isinstance(made, CallbackPromised)
        ids.append(made.callback_id)
    said = at_once(crowd, store, lambda tx, place: dial(tx, line, ids[place], NOON))
    assert sum(isinstance(one, Cleared) for one in said) == 5
    assert sum(row.cost_cents for row in rows(store, "attempt")) == 750


def test_one_phone_is_dialled_once_whatever_departments_want_it(
    store: Store, crowd: ThreadPoolExecutor
) -> None:
    line = opened(store, per_number_per_day=9)
    ids = []
    for key in sorted(line.departments):
        made = store.write(lambda tx, key=key: request_callback(tx, line, wish(VICTIM, key), NOON))
        assert isinstance(made, CallbackPromised)
        ids.append(made.callback_id)
    said = at_once(crowd, store, lambda tx, place: dial(tx, line, ids[place % len(ids)], NOON))
    assert sum(isinstance(one, Cleared) for one in said) == 1


def test_a_form_is_taken_once_and_an_address_keeps_to_its_hour(
    store: Store, crowd: ThreadPoolExecutor
) -> None:
    line = opened(store)
    said = at_once(
        crowd, store, lambda tx, _: ask_by_form(tx, line, post(VICTIM, "same"), wish(VICTIM), NOON)
    )
    assert said.count(FormAnswer.PROMISED) == 1
    assert said.count(FormAnswer.REFUSED) == CONTENDERS - 1
    said = at_once(
        crowd,
        store,
        lambda tx, place: ask_by_form(
            tx, line, post(stranger(place), f"n{place}", "2001:db8::1"), wish(stranger(place)), NOON
        ),
    )
    assert said.count(FormAnswer.PROMISED) == 3
    assert said.count(FormAnswer.HELD) == CONTENDERS - 3
