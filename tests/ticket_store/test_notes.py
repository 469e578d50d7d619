from datetime import timedelta

from sqlalchemy import func, select

from tests.admin import seed
from ticket_store.engine import Store, Transaction
from ticket_store.notes import note_text, set_disposition, write_note
from ticket_store.schema import audit, note, ticket


def typed(store: Store, text: str, *, call_id: str | None = seed.OLD_CALL, later_s: int = 0) -> str:
    now = seed.NOW + timedelta(seconds=later_s)

    def work(tx: Transaction) -> str:
        return write_note(
            tx, ticket_id=seed.OPEN_CASE, agent_id=seed.AGENT, call_id=call_id, text=text, now=now
        )

    return store.write(work)


def seeded(store: Store) -> None:
    seed.seed_shop(store)
    seed.seed_customers(store)


def test_typing_on_changes_the_same_note(store: Store) -> None:
    seeded(store)
    assert typed(store, "a") == typed(store, "ab", later_s=2)
    mine = store.read(lambda db: db.execute(select(note).where(note.c.agent_id == seed.AGENT)).one())
    assert (mine.text, mine.created_at, mine.changed_at) == (
        "ab",
        seed.NOW,
        seed.NOW + timedelta(seconds=2),
    )


def test_another_call_begins_another_note(store: Store) -> None:
    seeded(store)
    typed(store, "with a call")
    typed(store, "without one", call_id=None)
    count = select(func.count()).where(note.c.agent_id == seed.AGENT)
    assert store.read(lambda db: db.scalar(count)) == 2
    text = store.read(lambda db: note_text(db, ticket_id=seed.OPEN_CASE, agent_id=seed.AGENT, call_id=None))
    assert text == "without one"


def test_the_colleague_s_note_stays_theirs(store: Store) -> None:
    seeded(store)
    typed(store, "mine")
    theirs = store.read(
        lambda db: note_text(db, ticket_id=seed.OPEN_CASE, agent_id=seed.LEAD, call_id=seed.OLD_CALL)
    )
    assert theirs.startswith("The book came")


def test_a_note_touches_its_case(store: Store) -> None:
    seeded(store)
    typed(store, "a", later_s=5)
    asked = select(ticket.c.touched_at).where(ticket.c.id == seed.OPEN_CASE)
    assert store.read(lambda db: db.scalar(asked)) == seed.NOW + timedelta(seconds=5)


def test_an_outcome_is_stored_with_who_chose_it_and_a_repeat_changes_nothing(store: Store) -> None:
    seeded(store)
    for _ in range(2):
        store.write(lambda tx: set_disposition(tx, seed.OPEN_CASE, "refund", seed.NOW, actor="me@shop"))
    rows = store.read(lambda db: db.execute(select(audit.c.actor, audit.c.before, audit.c.after)).all())
    assert [tuple(row) for row in rows] == [("me@shop", None, "refund")]
