from datetime import timedelta

from sqlalchemy import select

from tests.admin import seed
from ticket_store.engine import Store
from ticket_store.renaming import rename_agent, take_back_names
from ticket_store.schema import agent

ONE, NEW, NEWER = "agent-one@sowa.example", "ola@sowa.example", "o.lis@sowa.example"


def email(store: Store) -> str | None:
    return store.read(lambda db: db.scalar(select(agent.c.email).where(agent.c.id == seed.AGENT)))


def renamed(store: Store) -> None:
    seed.seed_shop(store)
    store.write(lambda tx: rename_agent(tx, ONE, NEW, actor="boss", now=seed.NOW))
    later = seed.NOW + timedelta(minutes=1)
    store.write(lambda tx: rename_agent(tx, NEW, NEWER, actor="boss", now=later))


def wants(store: Store, *wanted: str) -> None:
    store.write(lambda tx: take_back_names(tx, wanted, actor="shop file", now=seed.NOW))


def test_a_file_that_names_somebody_by_an_earlier_address_means_the_same_person(store: Store) -> None:
    renamed(store)
    wants(store, ONE)
    assert email(store) == ONE


def test_a_file_that_names_the_new_address_too_means_somebody_else_by_the_earlier_one(store: Store) -> None:
    renamed(store)
    wants(store, ONE, NEWER)
    assert email(store) == NEWER


def test_an_address_that_nobody_ever_had_is_nobody_s(store: Store) -> None:
    renamed(store)
    wants(store, "new@sowa.example")
    assert email(store) == NEWER
