"""The company's own sign-in, against a provider on loopback that answers as real ones do, and as forged ones would."""

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from joserfc.jwk import RSAKey

from admin.back_office import BackOffice
from admin.company_door import CompanyDoor
from admin.door import register_pages
from tests.admin import seed
from tests.admin.conftest import Clock, Person
from tests.admin.doors.identity_provider import CLIENT, CLIENT_SECRET, Provider, identity_provider
from tests.admin.one_app import pages_of
from ticket_store.engine import Store

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture(scope="module")
def provider_key() -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": "one"})


@pytest.fixture
def provider(provider_key: RSAKey) -> Iterator[Provider]:
    with identity_provider(time.time()) as made:  # the package checks the token by the real clock
        made.key = provider_key
        yield made


@pytest.fixture
def person(office: BackOffice, provider: Provider) -> Person:
    """Nobody yet, at a house with the company's sign-in."""
    company = CompanyDoor(provider.issuer, CLIENT, CLIENT_SECRET)
    return Person(pages_of(replace(office, company=company)).test_client())


def goes_and_comes_back(person: Person, provider: Provider, path: str = "/sign-in/company") -> Any:
    sent = person.opens(path)
    assert sent.location.startswith(f"{provider.issuer}/authorize?")
    return person.opens(provider.browser_is_sent(sent.location))


def test_somebody_with_a_verified_address_of_an_active_person_comes_in(
    person: Person, provider: Provider
) -> None:
    assert "127.0.0.1" in person.opens("/sign-in").text
    back = goes_and_comes_back(person, provider, "/sign-in/company?wanted=/desk/telephone")
    assert back.location == "/desk/telephone"
    assert person.opens("/desk").status_code == 200
    asked = provider.asked
    assert (asked["code_challenge_method"], asked["response_type"]) == ("S256", "code")
    assert asked["redirect_uri"] == "http://127.0.0.1/sign-in/company/back"


def test_a_shop_that_asks_for_more_than_a_password_takes_the_company_s_word(
    person: Person, provider: Provider, store: Store
) -> None:
    store.write(lambda tx: tx.db.exec_driver_sql("UPDATE shop SET second_factor = true"))
    provider.claims = {"email": "team-lead@sowa.example"}
    goes_and_comes_back(person, provider)
    assert person.opens("/admin/floor").status_code == 200


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": None},
        {"email": "nobody@sowa.example"},
        {"nonce": "another"},
        {"aud": "another client"},
        {"iss": "https://another.example"},
        {"exp": 1},
    ],
    ids=" ".join,
)
def test_a_token_that_is_not_right_in_every_point_opens_nothing(
    person: Person, provider: Provider, claims: dict[str, Any]
) -> None:
    provider.claims = claims
    assert goes_and_comes_back(person, provider).status_code == 401
    assert person.opens("/desk").status_code == 302


@pytest.mark.parametrize("claim", ["nonce", "email", "email_verified", "sub", "exp"])
def test_a_token_that_lacks_a_claim_opens_nothing(person: Person, provider: Provider, claim: str) -> None:
    provider.forget = {claim}
    assert goes_and_comes_back(person, provider).status_code == 401


def test_a_token_that_somebody_else_signed_opens_nothing(person: Person, provider: Provider) -> None:
    provider.signs_with = RSAKey.generate_key(2048, {"kid": "one"})
    assert goes_and_comes_back(person, provider).status_code == 401


def test_an_answer_that_nobody_asked_for_opens_nothing(person: Person, provider: Provider) -> None:
    person.opens("/sign-in/company")
    assert person.opens("/sign-in/company/back?code=a-code&state=forged").status_code == 401
    stranger = Person(person.client.application.test_client())
    back = provider.browser_is_sent(person.opens("/sign-in/company").location)
    assert stranger.opens(back).status_code == 401


def test_a_foreign_page_that_has_browsers_open_our_door_keeps_nobody_out(person: Person) -> None:
    for _ in range(21):
        person.opens("/sign-in/company/back?code=x&state=y")
    assert person.signs_in(seed.AGENT).status_code == 302


def test_an_answer_opens_the_door_once_even_with_a_copy_of_the_cookie(
    person: Person, provider: Provider
) -> None:
    sent = person.opens("/sign-in/company")
    cookie = person.client.get_cookie("hotline")
    assert cookie is not None
    back = provider.browser_is_sent(sent.location)
    assert person.opens(back).location == "/start"
    person.client.set_cookie("hotline", cookie.value)
    assert person.opens(back).status_code == 401


def test_an_answer_that_comes_after_ten_minutes_opens_nothing(
    person: Person, provider: Provider, clock: Clock
) -> None:
    sent = person.opens("/sign-in/company")
    clock.goes_on(minutes=11)
    assert person.opens(provider.browser_is_sent(sent.location)).status_code == 401


def test_an_address_that_only_the_userinfo_tells_counts_when_it_is_of_the_same_person(
    person: Person, provider: Provider
) -> None:
    provider.forget = {"email", "email_verified"}
    provider.userinfo = {"sub": "person-1", "email": "Agent-One@sowa.example", "email_verified": True}
    assert goes_and_comes_back(person, provider).location == "/start"
    person.posts("/sign-out")
    provider.userinfo["sub"] = "person-2"
    assert goes_and_comes_back(person, provider).status_code == 401


def test_where_the_company_says_no_the_page_tells_so(person: Person, provider: Provider) -> None:
    sent = person.opens("/sign-in/company")
    state = provider.browser_is_sent(sent.location).partition("state=")[2]
    answer = person.opens(
        f"/sign-in/company/back?error=access_denied&state={state}", **{"Accept-Language": "en"}
    )
    assert answer.status_code == 401
    assert "names nobody who works here" in answer.text


def test_a_company_that_is_away_leaves_the_password(person: Person, office: BackOffice) -> None:
    app = Flask("pages", static_folder=None)
    register_pages(app, replace(office, company=CompanyDoor("http://127.0.0.1:9", CLIENT, CLIENT_SECRET)))
    alone = Person(app.test_client())
    answer = alone.opens("/sign-in/company", **{"Accept-Language": "en"})
    assert (answer.status_code, "does not answer" in answer.text) == (503, True)
    assert alone.signs_in(seed.AGENT).status_code == 302
    assert person.opens("/sign-in").status_code == 200


def test_to_change_a_way_in_the_company_asks_anew(person: Person, provider: Provider, clock: Clock) -> None:
    clock.now = clock.now.fromtimestamp(provider.now, clock.now.tzinfo)
    goes_and_comes_back(person, provider)
    clock.goes_on(minutes=11)
    assert person.opens("/account/app").status_code == 302
    provider.claims = {"auth_time": int(clock.now.timestamp()) - 600}
    again = "/sign-in/company?again=yes&wanted=/account/app"
    assert goes_and_comes_back(person, provider, again).status_code == 401
    provider.claims = {"auth_time": int(clock.now.timestamp())}
    assert goes_and_comes_back(person, provider, again).location == "/account/app"
    assert provider.asked["prompt"] == "login"
    assert person.opens("/account/app").status_code == 200


def test_a_house_without_the_setting_has_no_such_door(stranger: Person) -> None:
    assert stranger.opens("/sign-in/company").status_code == 404
    assert stranger.opens("/sign-in/company/back?code=x&state=y").status_code == 404


def test_a_proof_of_somebody_else_changes_nobody_s_ways_in(person: Person, provider: Provider) -> None:
    goes_and_comes_back(person, provider)
    provider.claims = {"email": "team-lead@sowa.example"}
    again = "/sign-in/company?again=yes&wanted=/account/app"
    assert goes_and_comes_back(person, provider, again).status_code == 401
    assert "agent-one@sowa.example" in person.opens("/account").text
