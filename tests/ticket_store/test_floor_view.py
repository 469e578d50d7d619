from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.admin import floor_seed, seed
from tests.admin.floor_seed import ASKED, MINUTE, QUEUED, TALK
from tests.admin.seed import AGENT, LEAD, NOW, OTHER
from ticket_store.engine import Store, Transaction
from ticket_store.floor_view import Doing, PersonOnFloor, calls_on_floor, people_on_floor
from ticket_store.schema import agent, call
from ticket_store.talk_view import ConsultState, Watcher


@pytest.fixture
def floor(store: Store) -> Store:
    seed.seed_shop(store)
    seed.seed_customers(store)
    floor_seed.busy_floor(store)
    return store


def people(store: Store) -> dict[str, PersonOnFloor]:
    return {one.id: one for one in store.read(lambda db: people_on_floor(db, NOW))}


def test_people_stand_by_status_and_then_by_name(floor: Store) -> None:
    assert list(people(floor)) == [AGENT, ASKED, LEAD, OTHER]


def test_each_says_what_they_do_and_since_when(floor: Store) -> None:
    found = people(floor)
    assert {key: (one.doing, one.since) for key, one in found.items()} == {
        AGENT: (Doing.TALKING, NOW - 3 * MINUTE),
        ASKED: (Doing.RINGING, NOW),
        LEAD: (Doing.IDLE, NOW - 4 * MINUTE),
        OTHER: (Doing.IDLE, None),
    }
    away = found[OTHER]
    assert (away.chosen, away.reason, away.reachable) == ("away", "missed_twice", False)
    assert found[AGENT].departments == ("complaints", "orders")
    assert found[AGENT].next_status == "away"


def test_a_wrap_up_lasts_from_the_end_of_the_talk_to_its_end(floor: Store) -> None:
    ended = NOW - timedelta(seconds=20)

    def hang_up(tx: Transaction) -> None:
        tx.db.execute(update(call).where(call.c.id == TALK).values(status="ended", talk_ended_at=ended))
        wrap_up = {"wrap_up_until": NOW + MINUTE, "wrap_up_call_id": TALK}
        tx.db.execute(update(agent).where(agent.c.id == LEAD).values(**wrap_up))

    floor.write(hang_up)
    lead = people(floor)[LEAD]
    assert (lead.doing, lead.since) == (Doing.WRAP_UP, ended)
    over = floor.read(lambda db: people_on_floor(db, NOW + MINUTE))
    assert {one.id: one.doing for one in over}[LEAD] is Doing.IDLE


def test_calls_under_way_say_who_since_when_and_what_is_going_on_in_them(floor: Store) -> None:
    waiting, talk = sorted(floor.read(calls_on_floor), key=lambda one: one.status != "waiting")
    assert (waiting.id, waiting.agent_name, waiting.since) == (QUEUED, None, NOW - 5 * MINUTE)
    assert (talk.id, talk.agent_name, talk.customer_name) == (TALK, "Agent One", "Maria Kowalska")
    assert (talk.since, talk.held_since) == (NOW - 3 * MINUTE, NOW - MINUTE)
    assert talk.consult == ConsultState(ASKED, "Agent Three", "ringing")
    assert talk.watchers == ()


def test_whoever_listens_is_shown_at_the_talk_and_as_busy(floor: Store) -> None:
    floor.write(lambda tx: floor_seed.lease(tx, LEAD, "listen", "accepted", NOW, mode="whisper"))
    talk = next(one for one in floor.read(calls_on_floor) if one.id == TALK)
    assert talk.watchers == (Watcher(LEAD, "Team Lead", "whisper", is_in=True),)
    assert people(floor)[LEAD].doing is Doing.LISTENING
