from datetime import timedelta

from tests.admin import seed
from ticket_store.engine import Store, Transaction
from ticket_store.schema import reservation
from ticket_store.work_in_hand import Stage, Work, current_work


def seeded(store: Store) -> None:
    seed.seed_shop(store)
    seed.seed_customers(store)


def work(store: Store, after_s: int = 0) -> Work:
    return store.read(lambda db: current_work(db, seed.AGENT, seed.NOW + timedelta(seconds=after_s)))


def test_without_a_reservation_there_is_no_work(store: Store) -> None:
    seeded(store)
    assert work(store) == Work(Stage.IDLE)


def test_an_offer_a_talk_and_a_wrap_up_follow_each_other(store: Store) -> None:
    seeded(store)
    seed.offer_call(store)
    offer = work(store)
    assert (offer.stage, offer.call_id, offer.until) == (
        Stage.OFFER,
        seed.CALL,
        seed.NOW + timedelta(seconds=25),
    )
    seed.accept_call(store)
    assert work(store).stage is Stage.TALK
    seed.begin_wrap_up(store)
    assert (work(store).stage, work(store).ticket_id) == (Stage.WRAP_UP, seed.OPEN_CASE)
    assert work(store, after_s=60).stage is Stage.IDLE


def test_a_callback_is_shown_before_it_has_a_call(store: Store) -> None:
    seeded(store)

    def reserve(tx: Transaction) -> None:
        seed.put(tx, reservation, id="r", agent_id=seed.AGENT, callback_id=seed.CALLBACK, token="t",
                 state="ringing", created_at=seed.NOW, expires_at=seed.NOW + timedelta(seconds=25))  # fmt: skip

    store.write(reserve)
    shown = work(store)
    assert (shown.direction, shown.number, shown.call_id) == ("callback", "+420601123456", None)
    assert (shown.ticket_id, shown.language) == (seed.OTHER_CASE, "cs")


def test_an_offer_tells_the_place_of_the_caller(store: Store) -> None:
    seeded(store)
    seed.offer_call(store)
    assert work(store).place == 1


def test_whoever_is_asked_for_help_sees_who_asks(store: Store) -> None:
    seeded(store)
    seed.offer_call(store)
    seed.accept_call(store)

    def ask(tx: Transaction) -> None:
        seed.put(tx, reservation, id="r", agent_id=seed.OTHER, call_id=seed.CALL, token="t", purpose="consult",
                 state="ringing", created_at=seed.NOW, expires_at=seed.NOW + timedelta(seconds=25))  # fmt: skip

    store.write(ask)
    asked = store.read(lambda db: current_work(db, seed.OTHER, seed.NOW))
    assert (asked.stage, asked.purpose, asked.asked_by) == (Stage.OFFER, "consult", "Agent One")
    assert (asked.ticket_id, asked.place) == (seed.OPEN_CASE, None)
    assert work(store).purpose == "answer"
