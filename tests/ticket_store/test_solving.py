"""A case ends, and comes back when it had not."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from tests.admin import seed
from ticket_store import schema
from ticket_store.engine import Store
from ticket_store.solving import open_again, solve
from ticket_store.tickets import ticket_by_id, ticket_for

NOW = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)


def case(store: Store) -> str:
    seed.seed_shop(store)
    seed.seed_customers(store)
    return store.read(
        lambda db: db.execute(
            select(schema.ticket.c.id).where(
                schema.ticket.c.status == "open", schema.ticket.c.customer_id.is_not(None)
            )
        ).scalars().first()
    ) or ""  # fmt: skip


def test_a_solved_case_is_taken_up_again_by_a_call_within_seven_days(store: Store) -> None:
    ticket_id = case(store)
    assert store.write(lambda tx: solve(tx, ticket_id, NOW, actor="anna@sowa.example"))
    assert not store.write(lambda tx: solve(tx, ticket_id, NOW, actor="anna@sowa.example"))
    found = store.read(lambda db: ticket_by_id(db, ticket_id))
    assert found is not None
    assert found.status == "solved"
    later = NOW + timedelta(days=6)
    again = store.write(lambda tx: ticket_for(tx, found.customer_id, found.department_key, later))
    assert again.id == ticket_id


def test_after_seven_days_a_new_case_is_opened(store: Store) -> None:
    ticket_id = case(store)
    store.write(lambda tx: solve(tx, ticket_id, NOW, actor="anna@sowa.example"))
    found = store.read(lambda db: ticket_by_id(db, ticket_id))
    assert found is not None
    later = NOW + timedelta(days=8)
    fresh = store.write(lambda tx: ticket_for(tx, found.customer_id, found.department_key, later))
    assert fresh.id != ticket_id
    # and the old one cannot be opened beside it
    assert not store.write(lambda tx: open_again(tx, ticket_id, later, actor="anna@sowa.example"))


def test_solved_by_mistake_is_undone_and_both_are_in_the_audit(store: Store) -> None:
    ticket_id = case(store)
    store.write(lambda tx: solve(tx, ticket_id, NOW, actor="anna@sowa.example"))
    assert store.write(lambda tx: open_again(tx, ticket_id, NOW, actor="anna@sowa.example"))
    actions = store.read(
        lambda db: [row.action for row in db.execute(select(schema.audit).order_by(schema.audit.c.id))]
    )
    assert sorted(actions)[-2:] == ["ticket open", "ticket solved"]
