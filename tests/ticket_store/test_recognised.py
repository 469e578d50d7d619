"""A caller is recognised by number and customer; a place is taken over once, whoever is quicker."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert

from ticket_store import schema
from ticket_store.calls import change_call, insert_call
from ticket_store.customers import customer_for
from ticket_store.engine import Store, Transaction
from ticket_store.recognised import recognise, take_place
from ticket_store.rows import Recognised

NOON = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
NUMBER = "+48501234567"


def write_call(store: Store, call_id: str, minutes_ago: int, **row: object) -> None:
    began = NOON - timedelta(minutes=minutes_ago)
    made = {
        "id": call_id, "direction": "inbound", "language": "pl", "status": "ended", "step": 1, "started_at": began,
        "customer_number": NUMBER, "department_key": "complaints", "arrived_at": began, "ended_at": began, **row,
    }  # fmt: skip
    store.write(lambda tx: insert_call(tx, made))


def queued(store: Store, call_id: str, minutes_ago: int, **row: object) -> None:
    at = NOON - timedelta(minutes=minutes_ago)
    write_call(store, call_id, minutes_ago, queued_at=at, ended_at=at, outcome="abandoned", **row)


def known(store: Store) -> Recognised:
    customer = store.write(lambda tx: customer_for(tx, NUMBER, NOON))
    return store.read(lambda db: recognise(db, customer.id, NUMBER, NOON))


def test_the_last_call_that_stood_in_a_queue_counts_whatever_came_after_it_in_a_menu(store: Store) -> None:
    assert known(store) == Recognised()
    queued(store, "old", 30)
    queued(store, "last", 5, walk=None)
    write_call(store, "menu", 3, outcome="left_in_menu")
    found = known(store).left
    assert found is not None
    assert (found.call_id, found.gave_up, found.taken) == ("last", True, False)


def test_who_was_offered_something_or_talked_has_not_given_up(store: Store) -> None:
    queued(store, "offered", 5, walk={"at": "offered", "why": "waited", "tried": 0})
    found = known(store).left
    assert found is not None
    assert not found.gave_up
    queued(store, "asked", 4, walk={"at": "asked_owner", "owner_name": "Anna"})
    found = known(store).left
    assert found is not None
    assert found.gave_up


def test_who_hung_up_waiting_again_after_a_talk_that_broke_off_has_given_up(store: Store) -> None:
    broke, later = NOON - timedelta(minutes=4), NOON - timedelta(minutes=3)
    for call_id, waiting_since, talk_ended_at, kept in (
        ("broken", broke, broke, True),
        ("talked on", broke, later, False),
        ("talked", None, later, False),
    ):
        queued(store, call_id, 5, waiting_since=waiting_since, talk_ended_at=talk_ended_at)
        store.write(lambda tx, one=call_id: change_call(tx, one, outcome="answered"))
        found = known(store).left
        assert found is not None
        assert (found.call_id, found.gave_up) == (call_id, kept)
        store.write(
            lambda tx, one=call_id: tx.db.execute(schema.call.delete().where(schema.call.c.id == one))
        )


def test_the_open_case_with_an_owner_that_was_touched_last_is_found(store: Store) -> None:
    customer = store.write(lambda tx: customer_for(tx, NUMBER, NOON))

    def work(tx: Transaction) -> None:
        tx.db.execute(insert(schema.hours), {"key": "office", "rule": "24/7"})
        for number, key in enumerate(("complaints", "orders", "marketing")):
            department = {"key": key, "name": {}, "hours_key": "office", "position": number}
            tx.db.execute(insert(schema.department), department)
        tx.db.execute(insert(schema.agent), {"id": "anna", "email": "anna@sowa.example", "name": "Anna"})
        for days, key, owner in ((3, "complaints", "anna"), (2, "orders", "anna"), (1, "marketing", None)):
            ticket = {
                "id": key, "number": 1000 + days, "customer_id": customer.id, "department_key": key, "status": "open",
                "owner_id": owner, "opened_at": NOON, "touched_at": NOON - timedelta(days=days),
            }  # fmt: skip
            tx.db.execute(insert(schema.ticket), ticket)

    store.write(work)
    found = known(store).case
    assert found is not None
    assert (found.department_key, found.owner_name, found.owner_on_duty) == ("orders", "Anna", False)


def test_of_two_calls_that_take_a_place_over_in_the_same_moment_one_has_it(store: Store) -> None:
    queued(store, "left", 2)
    for call_id in ("one", "two"):
        write_call(store, call_id, 0, status="menu")

    def take(tx: Transaction, call_id: str) -> bool:
        if take_place(tx, "left") is None:
            return False
        change_call(tx, call_id, redial_of="left")
        return True

    with ThreadPoolExecutor(2) as both:
        taken = list(both.map(lambda call_id: store.write(lambda tx: take(tx, call_id)), ("one", "two")))
    assert sorted(taken) == [False, True]
