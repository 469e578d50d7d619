"""The gate at work: what it looks up, what it writes down, and what it holds for money."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from callbacks.limits.dial_gate import GateRule
from callbacks.limits.gate import Cleared, NotDialled
from callbacks.promising.requests import request_callback
from callbacks.wishes import CallbackAlreadyPromised, CallbackPromised, CallbackRefused
from tests.callbacks.gate_shop import NOON, VICTIM, dial, has_rung, opened, rows, stranger, wish
from ticket_store.carrier_pace import hold
from ticket_store.customers import customer_for
from ticket_store.engine import Store
from ticket_store.line import Line
from ticket_store.no_dial import forbid
from ticket_store.refusals import count_by_rule, list_refusals
from ticket_store.schema import attempt, callback, customer

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
AGENT, OWN, ALARM = "+48600000001", "+48221234567", "+48600000099"


def promised(store: Store, line: Line, number: str, now: datetime = NOON, **more: Any) -> str:
    answer = store.write(lambda tx: request_callback(tx, line, wish(number, **more), now))
    assert isinstance(answer, CallbackPromised)
    return answer.callback_id


def last_rule(store: Store) -> str:
    return store.read(lambda db: list_refusals(db, NOON - DAY, NOON + 2 * DAY))[0].rule


@pytest.mark.parametrize(
    ("number", "rule"),
    [
        (AGENT, GateRule.AGENTS_NUMBER),
        (OWN, GateRule.OWN_NUMBER),
        (ALARM, GateRule.OWN_NUMBER),
        ("+48701234567", GateRule.NUMBER_TYPE),
        ("nonsense", GateRule.NOT_A_NUMBER),
        ("+48500000001", GateRule.BLOCKED),
        ("+48500000002", GateRule.NO_DIAL),
    ],
)
def test_a_refused_wish_leaves_a_refusal_with_all_that_is_known_and_no_customer(
    store: Store, number: str, rule: GateRule
) -> None:
    line = opened(store)
    line = replace(line, shop=replace(line.shop, alarm_number=ALARM))

    def prepare(tx: Any) -> None:
        customer_for(tx, "+48500000001", NOON)
        tx.db.execute(customer.update().values(blocked_at=NOON))
        forbid(tx, "+48500000002", "key_9", NOON, actor="customer")

    store.write(prepare)
    before = len(rows(store, "customer"))
    asked = wish(number, through="web", address="192.0.2.7")
    assert store.write(lambda tx: request_callback(tx, line, asked, NOON)) == CallbackRefused()
    (refusal,) = store.read(lambda db: list_refusals(db, NOON, NOON + MINUTE))
    assert (refusal.rule, refusal.number, refusal.asked_through) == (rule, number, "web")
    assert (refusal.department_key, refusal.address) == ("orders", "192.0.2.7")
    assert refusal.facts["requests"] == 0
    assert rows(store, "callback") == []
    assert len(rows(store, "customer")) == before
    assert store.read(lambda db: count_by_rule(db, NOON, NOON + MINUTE)) == {rule: 1}


def test_forms_of_others_do_not_shut_out_who_is_on_the_phone(store: Store) -> None:
    line = opened(store, per_number_per_day=1)
    has_rung(store, VICTIM)
    promised(store, line, VICTIM, through="web")
    store.write(lambda tx: tx.db.execute(callback.update().values(status="done")))
    again = store.write(lambda tx: request_callback(tx, line, wish(through="web"), NOON))
    assert again == CallbackRefused()
    assert last_rule(store) == GateRule.REQUESTS_PER_DAY
    promised(store, line, VICTIM, through="key")


def test_a_form_never_moves_what_was_promised_on_the_phone(store: Store) -> None:
    line = opened(store)
    promised(store, line, VICTIM)
    (before,) = rows(store, "callback")
    later = wish(through="web", wanted_from=NOON + timedelta(days=1))
    answer = store.write(lambda tx: request_callback(tx, line, later, NOON))
    assert isinstance(answer, CallbackAlreadyPromised)
    (after,) = rows(store, "callback")
    assert (after.promised_from, after.promised_until) == (before.promised_from, before.promised_until)


def test_unseen_numbers_are_promised_no_more_than_may_be_dialled(store: Store) -> None:
    line = opened(store)
    answers = [
        store.write(lambda tx, n=place: request_callback(tx, line, wish(stranger(n), through="web"), NOON))
        for place in range(12)
    ]
    assert [type(answer) for answer in answers] == [CallbackPromised] * 10 + [CallbackRefused] * 2
    assert answers[-1] == CallbackRefused(is_held=True)
    assert [held.rule for held in rows(store, "held_wish")] == [GateRule.UNVERIFIED_SHARE] * 2
    has_rung(store, "+48531112233")
    promised(store, line, "+48531112233", through="web")


def test_neighbours_of_one_block_are_held_after_ten_an_hour(store: Store) -> None:
    line = opened(store, unverified_share=1.0)
    for place in range(11):
        asked = wish(f"+48501777{place:03}", through="web")
        answer = store.write(lambda tx, asked=asked: request_callback(tx, line, asked, NOON))
    assert answer == CallbackRefused(is_held=True)
    assert last_rule(store) == GateRule.PREFIX_PER_HOUR


def test_the_longest_talk_is_held_until_the_end_and_the_cap_is_never_passed(store: Store) -> None:
    line = opened(store, spend_per_day="4 EUR")  # 2.5 talks of 30 minutes at 5 cents
    ids = [promised(store, line, stranger(place)) for place in range(4)]
    said = [store.write(lambda tx, one=one: dial(tx, line, one, NOON)) for one in ids]
    assert said[:2] == [Cleared(150, 5)] * 2
    assert said[2] == NotDialled(GateRule.SPEND, NOON + timedelta(minutes=30))
    first = next(row for row in rows(store, "attempt") if row.customer_number == stranger(0))
    assert (first.cost_cents, first.cents_a_minute, first.verified) == (150, 5, True)


def test_four_fifths_of_the_cap_are_told_once_a_day(store: Store) -> None:
    line = opened(store, spend_per_day="4 EUR")
    line = replace(line, shop=replace(line.shop, alarm_number=ALARM))
    for place in range(3):
        one = promised(store, line, stranger(place))
        store.write(lambda tx, one=one: dial(tx, line, one, NOON, talk_cents=100))
    told = [row for row in rows(store, "outbox") if row.kind == "send_text" and row.body["to"] == ALARM]
    assert len(told) == 1
    assert "4.00 EUR" in told[0].body["text"]
    assert [row.subject for row in rows(store, "audit") if row.action == "spend.alarm"] == ["callbacks"]


def test_nobody_is_rung_twice_within_minutes_nor_in_two_departments_at_once(store: Store) -> None:
    line = opened(store)
    orders, complaints = promised(store, line, VICTIM), promised(store, line, VICTIM, department="complaints")
    assert store.write(lambda tx: dial(tx, line, orders, NOON)) == Cleared(150, 5)
    second = store.write(lambda tx: dial(tx, line, complaints, NOON + 10 * MINUTE))
    assert second == NotDialled(GateRule.ANOTHER_DIAL, NOON + 15 * MINUTE)
    store.write(lambda tx: tx.db.execute(attempt.update().values(state="ended", cause="busy")))
    third = store.write(lambda tx: dial(tx, line, complaints, NOON + 4 * MINUTE))
    assert third == NotDialled(GateRule.ATTEMPTS_APART, NOON + 5 * MINUTE)
    assert store.write(lambda tx: dial(tx, line, complaints, NOON + 5 * MINUTE)) == Cleared(150, 5)


def test_a_restored_copy_and_a_switch_hold_every_dial_and_lasting_rules_end_it(store: Store) -> None:
    line = opened(store)
    one = promised(store, line, VICTIM)
    off = replace(line, shop=replace(line.shop, callbacks=replace(line.shop.callbacks, dial=False)))
    assert store.write(lambda tx: dial(tx, off, one, NOON)) == NotDialled(
        GateRule.DIAL_OFF, NOON + 5 * MINUTE
    )
    store.write(lambda tx: hold(tx, NOON, "restored"))
    assert store.write(lambda tx: dial(tx, line, one, NOON)) == NotDialled(
        GateRule.DIAL_HELD, NOON + 5 * MINUTE
    )
    store.write(lambda tx: forbid(tx, VICTIM, "key_9", NOON, actor="customer"))
    assert store.write(lambda tx: dial(tx, line, one, NOON)) == NotDialled(GateRule.NO_DIAL, None)
    refusal = store.read(lambda db: list_refusals(db, NOON, NOON + MINUTE, GateRule.NO_DIAL))[0]
    assert (refusal.callback_id, refusal.asked_through) == (one, "dial")


def test_yesterdays_dials_count_no_more(store: Store) -> None:
    line = opened(store, dials_per_day=1)
    one, two = promised(store, line, stranger(1)), promised(store, line, stranger(2))
    assert isinstance(store.write(lambda tx: dial(tx, line, one, NOON, talk_cents=5)), Cleared)
    assert store.write(lambda tx: dial(tx, line, two, NOON + HOUR)) == NotDialled(
        GateRule.DIALS_PER_DAY, NOON + DAY
    )
    assert isinstance(store.write(lambda tx: dial(tx, line, two, NOON + DAY + MINUTE)), Cleared)
