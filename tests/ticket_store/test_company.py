"""Talks are counted by the shop's day."""

from datetime import date

from sqlalchemy import select

from tests.admin.api.seed import set_up_line
from ticket_store.agents import agent_by_email
from ticket_store.company import count_talk
from ticket_store.engine import Store
from ticket_store.schema import agent

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


def test_each_day_begins_with_no_talks(store: Store) -> None:
    set_up_line(store)
    anna = store.read(lambda db: agent_by_email(db, "anna@shop.example"))
    assert anna is not None
    counted = []
    for day in (MONDAY, MONDAY, TUESDAY):
        store.write(lambda tx, day=day: count_talk(tx, anna.id, day))  # type: ignore[misc]
        row = store.read(
            lambda db: db.execute(select(agent.c.talks, agent.c.talks_on).where(agent.c.id == anna.id)).one()
        )
        counted.append((row.talks, row.talks_on))
    assert counted == [(1, "2026-03-02"), (2, "2026-03-02"), (1, "2026-03-03")]
