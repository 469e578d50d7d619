"""Who is erased stands nowhere any more; what happened stays as figures; nobody else loses a word."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.admin import seed
from tests.ticket_store.person_seed import (
    JAN,
    JANS,
    NOW,
    NUMBER,
    OLD_CALL,
    SECOND,
    WORDS,
    everything_written,
    seed_everything,
)
from ticket_store import schema
from ticket_store.callbacks import open_callback
from ticket_store.customers import customer_by_number
from ticket_store.engine import Store
from ticket_store.no_dial import forbidden, is_forbidden, lift
from ticket_store.privacy.erasure import OnTheLineError, erase
from ticket_store.privacy.person_rows import person_of, rows_of
from ticket_store.privacy.privacy_book import ActKind, acts, acts_with

ADA = "ada@sowa.example"
ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("asked_for", [NUMBER, SECOND])
def test_whoever_is_erased_by_any_of_their_numbers_stands_nowhere_any_more(
    store: Store, asked_for: str
) -> None:
    seed_everything(store)
    before = everything_written(store)
    assert all(word in before for word in WORDS)
    erase(store, asked_for, NOW, actor=ADA)
    after = everything_written(store)
    assert [word for word in WORDS if word in after] == []


def test_nobody_else_loses_a_word(store: Store) -> None:
    seed_everything(store)
    erase(store, NUMBER, NOW, actor=ADA)
    jan = store.read(lambda db: customer_by_number(db, JANS))
    assert jan is not None
    assert (jan.id, jan.language) == (JAN, "cs")
    assert store.read(lambda db: open_callback(db, JANS, "orders")) is not None
    assert store.read(lambda db: db.scalar(select(schema.hook_delivery.c.body).where(
        schema.hook_delivery.c.customer_number == JANS))) is not None  # fmt: skip
    agents = select(schema.leg.c.address).where(schema.leg.c.id == "leg-agent")
    assert store.read(lambda db: db.scalar(agents)) == "+48600000002"


def test_what_happened_stays_as_figures(store: Store) -> None:
    seed_everything(store)
    told = erase(store, NUMBER, NOW, actor=ADA)
    call = store.read(lambda db: db.execute(schema.call.select().where(schema.call.c.id == OLD_CALL)).one())
    assert (call.outcome, call.department_key, call.customer_number) == ("answered", "complaints", None)
    assert call.answered_at is not None
    assert told.stays == {"calls": 1, "cases": 2, "callbacks": 1, "no_dial": 1}
    assert told.went["notes"] == told.went["texts"] == told.went["recordings"] == told.went["customer"] == 1
    assert told.went["reports"] == 2  # one of the call, one of the text


def test_nothing_is_left_to_do_for_them(store: Store) -> None:
    seed_everything(store)
    erase(store, NUMBER, NOW, actor=ADA)
    undone = select(schema.outbox.c.kind).where(schema.outbox.c.done_at.is_(None))
    assert "send_text" not in store.read(lambda db: db.scalars(undone).all())
    open_ones = select(schema.callback.c.id).where(schema.callback.c.status == "waiting")
    assert store.read(lambda db: db.scalars(open_ones).all()) == [seed.CALLBACK]
    states = select(schema.promise.c.state).where(schema.promise.c.id == "promise-maria")
    assert store.read(lambda db: db.scalar(states)) == "withdrawn"


def test_who_wished_never_to_be_rung_is_still_not_rung_until_somebody_lifts_it(store: Store) -> None:
    seed_everything(store)
    erase(store, NUMBER, NOW, actor=ADA)
    assert store.read(lambda db: is_forbidden(db, NUMBER, NOW))
    assert not store.read(lambda db: is_forbidden(db, SECOND, NOW))
    (kept,) = store.read(lambda db: forbidden(db, NOW))
    assert store.write(lambda tx: lift(tx, kept.number, actor=ADA, now=NOW))
    assert not store.read(lambda db: is_forbidden(db, NUMBER, NOW))


def test_the_book_tells_what_was_done_to_whoever_knows_the_number(store: Store) -> None:
    seed_everything(store)
    told = erase(store, NUMBER, NOW, actor=ADA)
    (act,) = store.read(lambda db: acts_with(db, NUMBER))
    assert (act.id, act.kind, act.actor, act.ending) == (told.act_id, "erase", ADA, "456")
    assert act.facts["went"] == dict(told.went)
    assert store.read(lambda db: acts_with(db, JANS)) == []
    assert store.read(lambda db: acts(db, ActKind.ERASE)) == [act]


def test_done_twice_it_changes_nothing_more(store: Store) -> None:
    seed_everything(store)
    erase(store, NUMBER, NOW, actor=ADA)
    again = erase(store, NUMBER, NOW, actor=ADA)
    assert (again.went, again.stays) == ({}, {})


def test_nobody_is_erased_in_a_talk_or_while_they_wait(store: Store) -> None:
    seed_everything(store)
    seed.offer_call(store)
    with pytest.raises(OnTheLineError):
        erase(store, NUMBER, NOW, actor=ADA)
    assert store.read(lambda db: customer_by_number(db, NUMBER)) is not None


def test_a_number_that_nobody_knows_leaves_a_line_in_the_book_alone(store: Store) -> None:
    seed.seed_shop(store)
    told = erase(store, "+48600999888", NOW, actor=ADA)
    assert (told.went, told.stays) == ({}, {})
    assert store.read(lambda db: rows_of(db, person_of(db, "+48600999888"))).is_empty


def test_a_caller_who_was_erased_is_a_stranger_when_they_ring_again(store: Store) -> None:
    seed_everything(store)
    erase(store, NUMBER, NOW, actor=ADA)
    assert store.read(lambda db: customer_by_number(db, NUMBER)) is None
    count = select(func.count()).select_from(schema.customer_number)
    assert store.read(lambda db: db.scalar(count)) == 1


def test_every_table_has_its_place_in_the_page_about_privacy() -> None:
    page = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
    missing = [name for name in schema.metadata.tables if f"`{name}`" not in page]
    assert missing == [], "Say in docs/privacy.md what becomes of these tables when a person is erased."
