"""A number that rings us proves itself: held wishes become promises, unproven ones proven."""

from datetime import timedelta

import pytest

from callbacks.limits.dial_gate import GateRule
from callbacks.promising.proving import HELD_FOR, number_called, take_up_held
from callbacks.promising.web_asking import KEPT_FOR, FormAnswer, ask_by_form, forget_forms, work_wanted
from tests.callbacks.gate_shop import NOON, VICTIM, has_rung, opened, post, rows, stranger, wish
from ticket_store.callback_steps import steps_of
from ticket_store.engine import Store
from ticket_store.line import Line
from ticket_store.refusals import count_by_rule

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
HOUR = timedelta(hours=1)


def flood(store: Store, line: Line, many: int, *, since: int = 0) -> list[FormAnswer]:
    """So many strangers' numbers are posted, each from an address of its own."""
    return [
        store.write(
            lambda tx, n=place: ask_by_form(
                tx, line, post(stranger(n), f"flood{n}", f"198.51.100.{n}"), wish(stranger(n)), NOON
            )
        )
        for place in range(since, since + many)
    ]


def ask(store: Store, line: Line, number: str, nonce: str = "mine") -> FormAnswer:
    asked = wish(number, matter="my order", customer_name="Ewa")
    return store.write(lambda tx: ask_by_form(tx, line, post(number, nonce), asked, NOON))


def test_a_wish_held_in_a_flood_is_promised_once_its_number_rings_us(store: Store) -> None:
    line = opened(store)
    flood(store, line, 10)
    assert ask(store, line, VICTIM) is FormAnswer.HELD
    assert ask(store, line, VICTIM, "again") is FormAnswer.HELD
    later = NOON + HOUR
    has_rung(store, VICTIM, later)
    store.write(lambda tx: number_called(tx, line, VICTIM, later))
    (made,) = [row for row in rows(store, "callback") if row.customer_number == VICTIM]
    assert (made.verified, made.arrived_at, made.matter, made.customer_name) == (True, NOON, None, None)
    (proof,) = [step for step in store.read(lambda db: steps_of(db, made.id)) if step.what == "verified"]
    assert proof.facts == {"by": "call", "form_name": "Ewa", "form_matter": "my order"}
    assert [held.number for held in rows(store, "held_wish")] == []


def test_known_customers_are_promised_whatever_strangers_numbers_are_posted(store: Store) -> None:
    line = opened(store)
    has_rung(store, VICTIM)
    assert set(flood(store, line, 80)) == {FormAnswer.PROMISED, FormAnswer.HELD}
    assert ask(store, line, VICTIM) is FormAnswer.PROMISED


def test_an_unproven_promise_is_proven_by_a_call(store: Store) -> None:
    line = opened(store)
    assert ask(store, line, VICTIM) is FormAnswer.PROMISED
    (made,) = rows(store, "callback")
    assert made.verified is False
    assert "send_text" not in [row.kind for row in rows(store, "outbox")], "a stranger's phone is not texted"
    store.write(lambda tx: number_called(tx, line, VICTIM, NOON))
    (made,) = rows(store, "callback")
    assert made.verified is True
    assert "verified" in [step.what for step in store.read(lambda db: steps_of(db, made.id))]


def test_held_wishes_are_taken_up_as_there_is_room_and_forgotten_after_a_day(store: Store) -> None:
    line = opened(store)
    assert flood(store, line, 13).count(FormAnswer.HELD) == 3
    assert store.write(lambda tx: take_up_held(tx, line, NOON)) == 0
    assert store.read(lambda db: count_by_rule(db, NOON, NOON + HOUR)) == {GateRule.UNVERIFIED_SHARE: 3}
    for row in rows(store, "callback")[:2]:
        number = row.customer_number
        store.write(lambda tx, n=number: number_called(tx, line, n, NOON))
    assert store.write(lambda tx: take_up_held(tx, line, NOON + HOUR)) == 2
    assert len(rows(store, "held_wish")) == 1
    store.write(lambda tx: take_up_held(tx, line, NOON + HELD_FOR + HOUR))
    assert rows(store, "held_wish") == []


def test_a_form_that_lay_open_is_shown_anew_and_a_machines_form_is_refused(store: Store) -> None:
    line = opened(store)

    def send(nonce: str, **faults: object) -> FormAnswer:
        sent = post(VICTIM, nonce, **faults)
        return store.write(lambda tx: ask_by_form(tx, line, sent, wish(VICTIM), NOON))

    assert send("a", filled_for=timedelta(hours=3)) is FormAnswer.STALE
    assert send("b", honeypot="x") is FormAnswer.REFUSED
    assert send("c", proven=False, address="192.0.2.8") is FormAnswer.REFUSED
    assert rows(store, "callback") == []
    assert {row.nonce: row.answer for row in rows(store, "web_ask")} == {
        "a": "stale",
        "b": "refused",
        "c": "refused",
    }


def test_work_grows_with_the_posts_of_the_last_minutes(store: Store) -> None:
    line = opened(store)
    calm = store.read(lambda db: work_wanted(db, NOON))
    flood(store, line, 80)
    assert store.read(lambda db: work_wanted(db, NOON)) == calm + 3
    assert store.read(lambda db: work_wanted(db, NOON + HOUR)) == calm


def test_addresses_are_forgotten_after_thirty_days(store: Store) -> None:
    line = opened(store)
    flood(store, line, 11)
    assert store.write(lambda tx: forget_forms(tx, line, NOON + KEPT_FOR)) == 0
    assert store.write(lambda tx: forget_forms(tx, line, NOON + KEPT_FOR + HOUR)) == 11
    assert [row.address for row in rows(store, "refusal")] == [None]
