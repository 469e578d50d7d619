from datetime import timedelta

from sqlalchemy import update

from tests.admin import seed
from ticket_store.desk_view import due_callbacks, queue_lines
from ticket_store.engine import Store, Transaction
from ticket_store.schema import agent, callback


def seeded(store: Store) -> None:
    seed.seed_shop(store)
    seed.seed_customers(store)


def test_a_queue_counts_who_waits_and_who_could_answer(store: Store) -> None:
    seeded(store)
    seed.offer_call(store)
    available = update(agent).where(agent.c.id.in_([seed.AGENT, seed.LEAD])).values(chosen_status="available")
    store.write(lambda tx: tx.db.execute(available))
    lines = store.read(lambda db: queue_lines(db, ["orders", "complaints"], seed.NOW))
    assert [line.department_key for line in lines] == ["orders", "complaints"]
    complaints = lines[1]
    assert (complaints.waiting, complaints.staffed, complaints.free) == (1, 2, 1)
    assert complaints.longest_since == seed.NOW - timedelta(seconds=75)


def test_callbacks_count_from_the_moment_they_are_due(store: Store) -> None:
    seeded(store)

    def due(after: timedelta) -> int:
        return store.read(lambda db: queue_lines(db, ["orders"], seed.NOW + after))[0].callbacks_due

    assert (due(timedelta()), due(timedelta(minutes=12))) == (0, 1)


def test_my_own_callbacks_come_first_then_what_was_promised_first(store: Store) -> None:
    seeded(store)

    def add(tx: Transaction) -> None:
        for number, minutes, mine in (("+48600000101", 5, False), ("+48600000102", 50, True)):
            at = seed.NOW + timedelta(minutes=minutes)
            seed.put(tx, callback, id=number, customer_number=number, department_key="complaints",
                     language="pl", status="waiting", asked_through="key", attempts=0, arrived_at=at, due_at=at,
                     promised_from=at, promised_until=at, created_at=seed.NOW,
                     agent_id=seed.AGENT if mine else None)  # fmt: skip

    store.write(add)
    shown = store.read(lambda db: due_callbacks(db, seed.AGENT, ["complaints", "orders"]))
    assert [(one.number, one.mine) for one in shown] == [
        ("+48600000102", True),
        ("+48600000101", False),
        ("+420601123456", False),
    ]
