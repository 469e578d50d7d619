"""`/account`: everybody's own doors."""

import re

import pytest
from sqlalchemy import select

from tests.admin import seed
from tests.admin.conftest import Clock, Person
from ticket_store.engine import Store
from ticket_store.schema import audit

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
NEW, ENGLISH = "kot pies krowa owca", {"Accept-Language": "en"}


def test_a_new_password_counts_here_and_signs_out_everywhere_else(
    agent: Person, stranger: Person, store: Store
) -> None:
    stranger.signs_in(seed.AGENT)
    changed = agent.posts("/account/password", present=seed.PASSWORD, new=NEW)
    assert changed.location == "/account?done=password"
    assert agent.opens("/desk").status_code == 200
    assert stranger.opens("/desk").status_code == 302
    assert stranger.signs_in(seed.AGENT, NEW).status_code == 302
    assert "agent.password" in store.read(lambda db: set(db.scalars(select(audit.c.action))))


@pytest.mark.parametrize(
    ("present", "new", "field"), [("wrong", NEW, "present"), (seed.PASSWORD, "too short", "new")]
)
def test_a_password_is_not_changed_without_the_present_one_or_to_a_bad_one(
    agent: Person, stranger: Person, present: str, new: str, field: str
) -> None:
    page = agent.posts("/account/password", present=present, new=new)
    assert (page.status_code, f'id="{field}-fault"' in page.text) == (422, True)
    assert stranger.signs_in(seed.AGENT).status_code == 302


def test_five_wrong_present_passwords_lock_as_at_the_door(agent: Person) -> None:
    for _ in range(5):
        agent.posts("/account/password", present="wrong", new=NEW)
    assert agent.posts("/account/password", present=seed.PASSWORD, new=NEW).status_code == 422


def test_a_browser_elsewhere_is_signed_out_alone(agent: Person, stranger: Person) -> None:
    stranger.signs_in(seed.AGENT)
    page = agent.opens("/account", **ENGLISH).text
    assert len(re.findall("this one", page)) == 1
    (other,) = re.findall(r"/account/sign-ins/(\w+)/end", page)
    agent.posts(f"/account/sign-ins/{other}/end")
    assert (agent.opens("/desk").status_code, stranger.opens("/desk").status_code) == (200, 302)


def test_nobody_signs_out_somebody_else(agent: Person, lead: Person) -> None:
    assert agent.posts(f"/account/sign-ins/at-{seed.LEAD}/end").status_code == 404
    assert lead.opens("/desk").status_code == 200


def test_signing_out_everywhere_ends_this_one_too(agent: Person, stranger: Person) -> None:
    stranger.signs_in(seed.AGENT)
    agent.posts("/account/sign-ins/end")
    assert (agent.opens("/desk").status_code, stranger.opens("/desk").status_code) == (302, 302)


def test_signing_out_here_leaves_the_others(agent: Person, stranger: Person) -> None:
    stranger.signs_in(seed.AGENT)
    agent.posts("/sign-out")
    assert (agent.opens("/desk").status_code, stranger.opens("/desk").status_code) == (302, 200)


def test_where_somebody_is_signed_in_is_seen_until_it_has_ended_by_itself(
    agent: Person, stranger: Person, clock: Clock
) -> None:
    stranger.signs_in(seed.AGENT)
    clock.goes_on(hours=3)
    agent.opens("/account")
    clock.goes_on(hours=2)
    assert len(re.findall("/account/sign-ins/", agent.opens("/account").text)) == 1  # "everywhere" alone


@pytest.mark.parametrize("path", ["/account/passkeys/new", "/account/passkeys/options"])
def test_where_the_address_is_a_number_no_passkeys_are_made(agent: Person, path: str) -> None:
    assert agent.opens(path).status_code == 404
    assert "Passkeys need a web address" in agent.opens("/account", **ENGLISH).text


def test_a_passkey_of_nobody_s_opens_nothing(stranger: Person) -> None:
    for answer in ("", "[]", "{}", '{"id": "made up"}', "x" * 30_000):
        assert stranger.posts("/sign-in/passkey", answer=answer).status_code == 401
