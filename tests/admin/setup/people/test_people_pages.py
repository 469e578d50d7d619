"""`/admin/people`: come, change, go, come back; and the ways in of others."""

import re

import pytest
from sqlalchemy import select

from admin.back_office import BackOffice
from tests.admin import seed
from tests.admin.conftest import Clock, Person
from tests.admin.setup.conftest import BOSS
from ticket_store.accounts import account_by_email
from ticket_store.engine import Store
from ticket_store.line import AgentSetup
from ticket_store.line_rows import load_line
from ticket_store.people_view import somebody, somebody_with
from ticket_store.schema import audit

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
ONE, ENGLISH = f"/admin/people/{seed.AGENT}", {"Accept-Language": "en"}
EWA = {
    "name": "Ewa Wilk",
    "email": "Ewa@sowa.example",
    "roles": "agent",
    "skill-orders": "4",
    "languages": "pl",
    "device": "phone",
    "number": "601 220 111",
}
AGENT_ONE = {"name": "Agent One", "email": "agent-one@sowa.example", "roles": "agent", "device": "browser"}


def setup(office: BackOffice, email: str) -> AgentSetup | None:
    line = office.store.read(load_line)
    return next((one for one in line.agents if one.email == email), None)


def test_whoever_is_added_gets_a_link_and_chooses_a_password(
    boss: Person, stranger: Person, office: BackOffice
) -> None:
    page = boss.posts("/admin/people", **EWA)
    assert setup(office, "ewa@sowa.example") == AgentSetup(
        "ewa@sowa.example", "Ewa Wilk", ("agent",), {"orders": 4}, ("pl",), "+48601220111"
    )
    link = re.search(r'value="http://127\.0\.0\.1(/invitation/[^"]+)"', page.text)
    assert link
    assert stranger.posts(link[1], password="kot pies krowa owca").location == "/start"
    assert stranger.opens("/desk").status_code == 200


def test_faults_stand_beside_their_fields_and_nothing_typed_is_lost(boss: Person, office: BackOffice) -> None:
    page = boss.posts("/admin/people", **EWA | {"number": "12", "email": "ewa"})
    assert page.status_code == 422
    assert re.search(r'id="rings-fault"', page.text)
    assert re.search(r'id="email-fault"', page.text)
    assert 'value="Ewa Wilk"' in page.text
    assert setup(office, "ewa") is None


def test_an_address_that_somebody_has_is_not_given_again(boss: Person) -> None:
    page = boss.posts("/admin/people", **EWA | {"email": "agent-one@sowa.example"})
    assert (page.status_code, "Agent One" in page.text) == (422, True)


def test_what_somebody_is_can_be_changed_and_taken_back(boss: Person, office: BackOffice) -> None:
    more = {"skill-complaints": "5", "roles": "supervisor", "supervises": "orders", "deputy": ""}
    saved = boss.posts(ONE, **AGENT_ONE | more)
    assert saved.status_code == 303
    assert setup(office, "agent-one@sowa.example") == AgentSetup(
        "agent-one@sowa.example", "Agent One", ("supervisor",), {"complaints": 5}, supervises=("orders",)
    )
    page = boss.opens(saved.location, **ENGLISH).text
    undo = dict(re.findall(r'name="(version|back)" value="([^"]*)"', page))
    boss.posts("/admin/settings/undo", **undo)
    was = setup(office, "agent-one@sowa.example")
    assert was is not None
    assert was.departments == {"complaints": 3, "orders": 1}


def test_a_new_address_is_the_same_person_with_the_same_password(
    boss: Person, stranger: Person, store: Store, clock: Clock
) -> None:
    boss.posts(ONE, **AGENT_ONE | {"email": "ola@sowa.example", "skill-orders": "2"})
    renamed = store.read(lambda db: somebody_with(db, "ola@sowa.example", clock.now))
    assert renamed is not None
    assert (renamed.id, renamed.active) == (seed.AGENT, True)
    assert stranger.posts("/sign-in", email="ola@sowa.example", password=seed.PASSWORD).status_code == 302


def test_taking_a_new_address_back_leaves_the_same_person(boss: Person, store: Store, clock: Clock) -> None:
    saved = boss.posts(ONE, **AGENT_ONE | {"email": "ola@sowa.example", "skill-orders": "2"})
    page = boss.opens(saved.location).text
    boss.posts("/admin/settings/undo", **dict(re.findall(r'name="(version|back)" value="([^"]*)"', page)))
    person = store.read(lambda db: somebody(db, seed.AGENT, clock.now))
    assert person is not None
    assert (person.email, person.active) == ("agent-one@sowa.example", True)


def test_an_old_page_overwrites_nothing_and_keeps_what_was_typed(boss: Person, office: BackOffice) -> None:
    seen = str(office.store.read(load_line).version)
    boss.posts(ONE, **AGENT_ONE | {"name": "Somebody Else", "seen": seen})
    late = boss.posts(ONE, **AGENT_ONE | {"name": "Typed Late", "seen": seen})
    assert (late.status_code, 'value="Typed Late"' in late.text) == (409, True)
    now = setup(office, "agent-one@sowa.example")
    assert now is not None
    assert now.name == "Somebody Else"


def test_whoever_leaves_is_out_at_once_and_comes_back_as_they_were(
    boss: Person, agent: Person, office: BackOffice, store: Store, clock: Clock
) -> None:
    boss.posts(
        f"/admin/people/{seed.OTHER}", **AGENT_ONE | {"email": "agent-two@sowa.example", "name": "Two"}
    )
    boss.posts(f"{ONE}/leave")
    assert agent.opens("/desk").status_code == 302
    assert setup(office, "agent-one@sowa.example") is None
    gone = store.read(lambda db: somebody(db, seed.AGENT, clock.now))
    assert gone is not None
    assert not gone.active
    boss.posts(f"{ONE}/return")
    back = setup(office, "agent-one@sowa.example")
    assert back is not None
    assert (back.departments, back.rings) == ({"complaints": 3, "orders": 1}, "+48600000002")
    assert agent.opens("/desk").status_code == 302  # and signs in anew


def test_the_last_admin_stays(boss: Person, office: BackOffice) -> None:
    me = {"name": "The Boss", "email": f"{BOSS}@sowa.example", "roles": "agent", "device": "browser"}
    assert boss.posts(f"/admin/people/{BOSS}", **me).status_code == 422
    assert boss.posts(f"/admin/people/{BOSS}/leave").status_code == 422
    assert setup(office, f"{BOSS}@sowa.example") is not None


def test_an_admin_helps_whoever_has_lost_a_telephone(
    boss: Person, agent: Person, stranger: Person, store: Store, clock: Clock
) -> None:
    store.write(
        lambda tx: tx.db.exec_driver_sql("UPDATE agent SET totp_sealed = 'x', totp_on_at = '2026-01-01'")
    )
    assert stranger.signs_in(seed.AGENT).location == "/sign-in/code"
    boss.posts(f"{ONE}/second-step/remove")
    assert agent.opens("/desk").status_code == 302
    assert stranger.signs_in(seed.AGENT).location == "/start"
    person = store.read(lambda db: somebody(db, seed.AGENT, clock.now))
    assert person is not None
    assert not person.has_app


def test_whoever_left_a_browser_open_is_signed_out_everywhere(boss: Person, agent: Person) -> None:
    boss.posts(f"{ONE}/sign-out")
    assert agent.opens("/desk").status_code == 302


def test_a_way_in_of_somebody_else_is_made_only_after_a_fresh_proof(boss: Person, clock: Clock) -> None:
    clock.goes_on(minutes=11)
    assert boss.posts(f"{ONE}/link").location.startswith("/account/confirm")
    assert boss.opens("/admin/people/new").location.startswith("/account/confirm")
    boss.posts("/account/confirm", password=seed.PASSWORD)
    assert "/invitation/" in boss.posts(f"{ONE}/link").text


def test_a_stolen_open_browser_makes_nobody_mightier(boss: Person, office: BackOffice, clock: Clock) -> None:
    clock.goes_on(minutes=11)
    refused = [
        boss.posts("/admin/people", **EWA),
        boss.posts(ONE, **AGENT_ONE | {"roles": "admin", "skill-orders": "1"}),
        boss.posts(ONE, **AGENT_ONE | {"email": "thief@sowa.example", "skill-orders": "1"}),
    ]
    assert [page.status_code for page in refused] == [422] * 3
    assert all("/account/confirm" in page.text for page in refused)
    assert 'value="Ewa Wilk"' in refused[0].text
    assert setup(office, "ewa@sowa.example") is None
    assert boss.posts(ONE, **AGENT_ONE | {"name": "Agent Uno", "skill-orders": "1"}).status_code == 303


def test_a_link_to_an_address_that_was_wrong_opens_nothing_once_it_is_put_right(
    boss: Person, stranger: Person
) -> None:
    link = re.search(r"/invitation/[\w-]+", boss.posts(f"{ONE}/link").text)
    assert link
    boss.posts(ONE, **AGENT_ONE | {"email": "ola@sowa.example", "skill-orders": "2"})
    assert stranger.opens(link[0]).status_code == 404


def test_a_link_can_be_made_void(boss: Person, stranger: Person) -> None:
    link = re.search(r"/invitation/[\w-]+", boss.posts(f"{ONE}/link").text)
    assert link
    boss.posts(f"{ONE}/link/end")
    assert stranger.opens(link[0]).status_code == 404


def test_people_are_found_by_name_address_number_and_department(boss: Person) -> None:
    assert "Agent Two" in boss.opens("/admin/people?department=marketing").text
    assert "Agent One" not in boss.opens("/admin/people?department=marketing").text
    assert "Team Lead" not in boss.opens("/admin/people?q=agent-").text
    assert "Nobody here fits." in boss.opens("/admin/people?q=nobody+at+all", **ENGLISH).text


def test_every_change_stands_in_the_audit_with_who_made_it(boss: Person, store: Store) -> None:
    boss.posts(ONE, **AGENT_ONE | {"name": "Agent Uno"})
    boss.posts(f"{ONE}/link")
    boss.posts(f"{ONE}/sign-out")
    rows = store.read(lambda db: db.execute(select(audit.c.actor, audit.c.action)).all())
    assert {actor for actor, _ in rows} == {f"{BOSS}@sowa.example"}
    assert {"line.changed", "agent.reset", "agent.signed_out"} <= {action for _, action in rows}
    assert store.read(lambda db: account_by_email(db, "agent-one@sowa.example")) is not None
