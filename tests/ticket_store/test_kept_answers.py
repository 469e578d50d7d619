from datetime import UTC, datetime, timedelta

import pytest

from ticket_store.engine import Store
from ticket_store.kept_answers import KEPT_FOR, KeptAnswer, KeyUsedOtherwiseError, answer_once

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


class Work:
    """Counts how often it was done."""

    def __init__(self) -> None:
        self.done = 0

    def __call__(self) -> KeptAnswer:
        self.done += 1
        return KeptAnswer(201, {"turn": self.done, "name": "Łucja 🎧 \0"})


def ask(store: Store, work: Work, *, key: str = "k", digest: str = "d", now: datetime = NOW) -> KeptAnswer:
    return store.write(lambda tx: answer_once(tx, key, digest, now, work))


def test_work_is_done_once_for_a_key_and_its_answer_kept(store: Store) -> None:
    work = Work()
    first, again = ask(store, work), ask(store, work)
    assert work.done == 1
    assert (first.repeated, again.repeated) == (False, True)
    assert (again.status, again.body) == (first.status, first.body)


def test_another_key_is_another_request(store: Store) -> None:
    work = Work()
    ask(store, work, key="a")
    ask(store, work, key="b")
    assert work.done == 2


def test_another_request_under_the_same_key_is_refused_and_changes_nothing(store: Store) -> None:
    work = Work()
    ask(store, work)
    with pytest.raises(KeyUsedOtherwiseError):
        ask(store, work, digest="other")
    assert work.done == 1
    assert ask(store, work).repeated


def test_work_that_fails_keeps_nothing(store: Store) -> None:
    def fail() -> KeptAnswer:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.write(lambda tx: answer_once(tx, "k", "d", NOW, fail))
    assert not ask(store, Work()).repeated


def test_an_answer_is_forgotten_after_a_day(store: Store) -> None:
    work = Work()
    ask(store, work)
    assert ask(store, work, now=NOW + KEPT_FOR - timedelta(seconds=1)).repeated
    assert not ask(store, work, now=NOW + KEPT_FOR).repeated
