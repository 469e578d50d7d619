"""The tasks: what stands first, what can be done, who may, and that each act is written down and can be taken back."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.admin import seed
from tests.admin.conftest import Person
from ticket_store.callback_steps import steps_of, write_step
from ticket_store.engine import Store, Transaction
from ticket_store.schema import attempt, audit, callback, carrier_pace, hours, shop

pytestmark = pytest.mark.parametrize("database", ["sqlite"])
PAGE = f"/admin/callbacks/{seed.CALLBACK}"
ENGLISH = {"Accept-Language": "en"}


def change(store: Store, **values: object) -> None:
    which = update(callback).where(callback.c.id == seed.CALLBACK)
    store.write(lambda tx: tx.db.execute(which.values(**values)))


def new_version(tx: Transaction, **values: object) -> None:
    """The shop is set anew: every process reads it again."""
    tx.db.execute(update(shop).values(version=2, **values))


def column(store: Store, name: str) -> object:
    asked = select(callback.c[name]).where(callback.c.id == seed.CALLBACK)
    return store.read(lambda db: db.scalar(asked))


def does(person: Person, name: str, **fields: str) -> str:
    """What stands above the list after the act, and the list."""
    return person.posts(f"{PAGE}/{name}?on=list", **fields).text


@pytest.fixture
def in_english(lead: Person) -> Person:
    lead.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return lead


def test_what_is_late_stands_before_what_is_in_time(in_english: Person, store: Store) -> None:
    start = seed.NOW + timedelta(hours=5)

    def another(tx: Transaction) -> None:
        seed.put(tx, callback, id="fine", customer_number="+48600123456", department_key="complaints",
            language="pl", status="waiting", asked_through="web", arrived_at=seed.NOW, due_at=start,
            promised_from=start, promised_until=start + timedelta(minutes=30), created_at=seed.NOW)  # fmt: skip

    store.write(another)
    change(store, promised_until=seed.NOW - timedelta(minutes=1))
    page = in_english.opens("/admin/callbacks").text
    assert re.findall(r'id="row-([^"]+)"', page) == [seed.CALLBACK, "fine"]
    assert "1 late or at risk" in page
    assert 'id="row-fine"' not in in_english.opens("/admin/callbacks?status=at_risk").text


def test_a_cancelled_one_is_told_logged_and_taken_back(in_english: Person, store: Store) -> None:
    page = does(in_english, "cancel")
    assert "Cancelled. The customer is told." in page
    assert f'hx-post="{PAGE}/reopen?' in page.replace("&amp;", "&")
    assert (column(store, "status"), column(store, "seen_at") is not None) == ("cancelled", True)
    actions = store.read(
        lambda db: [*db.scalars(select(audit.c.action).where(audit.c.subject == seed.CALLBACK))]
    )
    assert "callback.cancel" in actions
    assert "Promised anew" in does(in_english, "reopen")
    assert column(store, "status") == "waiting"
    whats = [(step.what, step.actor) for step in store.read(lambda db: steps_of(db, seed.CALLBACK))]
    assert ("cancelled", f"{seed.LEAD}@sowa.example") in whats
    assert ("moved", f"{seed.LEAD}@sowa.example") in whats


def test_it_is_moved_to_a_slot_and_back(in_english: Person, store: Store) -> None:
    slot = re.search(r'<option value="(2026-11-20T[^"]+)">', in_english.opens(PAGE).text)
    assert slot
    assert "Promised anew: tomorrow" in does(in_english, "move", wanted_from=slot[1])
    assert column(store, "wanted") == "slot"
    does(in_english, "move", wanted_from="")
    assert column(store, "wanted") == "asap"


def test_a_time_from_the_ends_of_the_calendar_moves_nothing(in_english: Person, store: Store) -> None:
    before = column(store, "promised_from")
    for typed in ("0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"):
        assert "That came too late" in does(in_english, "move", wanted_from=typed)
    assert column(store, "promised_from") == before


def test_it_is_given_to_an_agent_and_back_to_the_team(in_english: Person, store: Store) -> None:
    assert "Given to Agent One, who is asked first." in does(in_english, "reassign", agent=seed.AGENT)
    assert column(store, "prefers_agent_id") == seed.AGENT
    assert "Given back to the team." in does(in_english, "reassign", agent="")
    assert column(store, "prefers_agent_id") is None


def test_ring_now_makes_it_due_inside_hours_and_says_why_not_outside(
    in_english: Person, store: Store
) -> None:
    assert "An agent is looked for now" in does(in_english, "ring-now")
    assert column(store, "due_at") == seed.NOW
    store.write(lambda tx: (tx.db.execute(update(hours).values(rule="Mo-Fr 15:00-17:00")), new_version(tx)))
    assert "Nobody can be rung for it now" in does(in_english, "ring-now")


def test_one_that_ended_without_a_talk_stays_until_somebody_has_looked_after_it(
    in_english: Person, store: Store
) -> None:
    change(store, status="gave_up", reason="no_answer", ended_at=seed.NOW)
    assert "Ended without a talk" in in_english.opens("/admin/callbacks").text
    assert "Marked as seen." in does(in_english, "seen")
    assert 'id="row-' not in in_english.opens("/admin/callbacks").text
    does(in_english, "unseen")
    assert 'id="row-' in in_english.opens("/admin/callbacks").text


def test_one_that_was_served_by_a_call_is_no_task(in_english: Person, store: Store) -> None:
    change(store, status="cancelled", reason="customer called and talked", ended_at=seed.NOW)
    assert 'id="row-' not in in_english.opens("/admin/callbacks").text


def test_an_act_that_comes_too_late_says_so(in_english: Person, store: Store) -> None:
    change(store, status="talking")
    for name in ("cancel", "move", "reassign", "seen", "reopen"):
        assert "That came too late" in does(in_english, name), name


def test_an_agent_acts_on_own_departments_alone(agent: Person, store: Store) -> None:
    assert agent.opens(PAGE).status_code == 200
    assert agent.posts(f"{PAGE}/reassign", agent=seed.AGENT).status_code == 200
    change(store, department_key="marketing")
    assert agent.opens(PAGE).status_code == 404
    assert agent.posts(f"{PAGE}/cancel").status_code == 404
    assert column(store, "status") == "waiting"


def test_what_nobody_knows_is_not_there(lead: Person) -> None:
    assert lead.posts(f"{PAGE}/burn").status_code == 404
    assert lead.opens("/admin/callbacks/nothing").status_code == 404


def test_the_switches_and_a_held_line_are_shown(in_english: Person, store: Store) -> None:
    def switch(tx: Transaction) -> None:
        new_version(tx, callbacks={"dial": False, "accept": False})
        seed.put(tx, carrier_pace, id=1, failures=0, held_since=seed.NOW, held_why="a backup of Monday")

    store.write(switch)
    page = in_english.opens("/admin/callbacks").text
    for said in ("Dialling is switched off", "a backup of Monday", "New promises are switched off"):
        assert said in page


def test_the_story_tells_steps_and_what_went_out(in_english: Person) -> None:
    does(in_english, "move", wanted_from="")
    page = in_english.opens(PAGE).text
    for said in ("promised anew", f"{seed.LEAD}@sowa.example", "could not be told in writing"):
        assert said in page


def test_the_story_tells_which_rule_put_it_off(in_english: Person, store: Store) -> None:
    refused = {"actor": "dial gate", "rule": "spend_per_day"}
    store.write(lambda tx: write_step(tx, seed.CALLBACK, "put_off", seed.NOW, **refused))
    assert "put off · the day&#39;s money is used up" in in_english.opens(PAGE).text


def test_the_figures_of_today_stand_above(in_english: Person, store: Store) -> None:
    store.write(lambda tx: tx.db.execute(update(attempt).values(cause="talked")))
    assert "asked for today" in in_english.opens("/admin/callbacks").text
