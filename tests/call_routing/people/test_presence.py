from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from call_routing.people.agent_status import AgentStatus, choose_status
from call_routing.people.presence import beat, lose_silent
from tests.admin import seed
from ticket_store import schema
from ticket_store.agents import change_agent
from ticket_store.engine import Store

EMAIL = f"{seed.AGENT}@sowa.example"


@pytest.fixture
def browser_store(store: Store) -> Store:
    """Agent One is rung in the browser; the others have telephones."""
    seed.seed_shop(store)
    seed.seed_customers(store)
    store.write(lambda tx: change_agent(tx, seed.AGENT, rings="browser"))
    return store


@pytest.fixture
def database() -> str:
    """What is asked of the database here is plain: one is enough."""
    return "sqlite"


def me(store: Store) -> Any:
    return store.read(
        lambda db: db.execute(select(schema.agent).where(schema.agent.c.id == seed.AGENT)).one()
    )


def choose(store: Store, status: str, after_s: int = 0, *, at_desk: bool = True) -> None:
    now = seed.NOW + timedelta(seconds=after_s)
    store.write(
        lambda tx: choose_status(tx, seed.AGENT, AgentStatus(status), now, actor=EMAIL, at_desk=at_desk)
    )


def sweep(store: Store, after_s: int) -> int:
    return store.write(lambda tx: lose_silent(tx, seed.NOW + timedelta(seconds=after_s)))


def beats(store: Store, after_s: int) -> None:
    store.write(lambda tx: beat(tx, seed.AGENT, seed.NOW + timedelta(seconds=after_s)))


def test_a_closed_browser_is_unreachable_within_30_seconds_and_two_lost_beats_are_forgiven(
    browser_store: Store,
) -> None:
    choose(browser_store, "available")
    assert sweep(browser_store, 22) == 0
    assert me(browser_store).reachable
    assert sweep(browser_store, 28) == 1
    assert not me(browser_store).reachable


def test_coming_back_restores_what_was_chosen(browser_store: Store) -> None:
    choose(browser_store, "available")
    chosen_at = me(browser_store).chosen_at
    sweep(browser_store, 40)
    beats(browser_store, 300)
    row = me(browser_store)
    assert (row.chosen_status, row.chosen_at, row.reachable) == ("available", chosen_at, True)


def test_whoever_comes_back_is_offered_the_caller_who_waits(browser_store: Store) -> None:
    choose(browser_store, "available")
    sweep(browser_store, 40)
    wait = schema.call.update().where(schema.call.c.id == seed.CALL)
    seed.offer_call(browser_store)
    gone = schema.reservation.delete()
    browser_store.write(lambda tx: (tx.db.execute(gone), tx.db.execute(wait.values(ranks_at=seed.NOW))))
    beats(browser_store, 60)
    rung = browser_store.read(lambda db: list(db.scalars(select(schema.reservation.c.agent_id))))
    assert rung == [seed.AGENT]


def test_a_status_from_elsewhere_counts_as_reachable_until_the_desk_has_been_seen(
    browser_store: Store,
) -> None:
    choose(browser_store, "available", at_desk=False)
    assert sweep(browser_store, 3600) == 0
    assert me(browser_store).reachable
    beats(browser_store, 3600)
    assert sweep(browser_store, 3640) == 1


def test_choosing_available_elsewhere_lets_a_silent_browser_be_rung(browser_store: Store) -> None:
    choose(browser_store, "available")
    sweep(browser_store, 40)
    choose(browser_store, "available", 50, at_desk=False)
    assert (me(browser_store).reachable, me(browser_store).seen_at) == (True, None)


def test_a_telephone_needs_no_desk(store: Store) -> None:
    seed.seed_shop(store)
    choose(store, "available")
    beats(store, 5)
    assert sweep(store, 3600) == 0
    assert me(store).reachable


def test_an_agent_who_was_lost_and_is_given_a_telephone_is_let_in_again(browser_store: Store) -> None:
    choose(browser_store, "available")
    sweep(browser_store, 40)
    browser_store.write(lambda tx: change_agent(tx, seed.AGENT, rings="+48600000002"))
    sweep(browser_store, 42)
    assert me(browser_store).reachable


def test_a_beat_tells_no_page_unless_something_changed(browser_store: Store) -> None:
    choose(browser_store, "available")
    told: list[frozenset[str]] = []

    class Bell:
        def ring(self, outbox: tuple[str, ...], topics: frozenset[str]) -> None:
            assert outbox == ()
            told.append(topics)

    browser_store.bell = Bell()
    beats(browser_store, 10)
    assert told == []
    sweep(browser_store, 60)
    beats(browser_store, 61)
    assert all(f"agent:{seed.AGENT}" in topics and "department:complaints" in topics for topics in told)
