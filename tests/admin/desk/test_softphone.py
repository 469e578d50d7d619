"""The pass of a browser phone, and what the desk may reach once it is one."""

from dataclasses import replace

import pytest
from flask import Flask
from freezegun import freeze_time
from twilio.jwt.access_token import AccessToken

from admin.back_office import EXTENSION, BackOffice
from admin.softphone_token import SoftphoneKeys
from tests.admin import seed
from tests.admin.conftest import Clock, Person
from ticket_store.agents import change_agent
from ticket_store.engine import Store

ENGLISH = {"Accept-Language": "en"}
TOKEN = "/desk/softphone/token"
SECRET = "a secret of the carrier, 32 long"
KEYS = SoftphoneKeys("AC" + "1" * 32, "SK" + "2" * 32, SECRET, "AP" + "3" * 32)
NOT_SET_UP = "No browser phone is set up here"


@pytest.fixture
def database() -> str:
    """What is asked of the database here is plain: one is enough."""
    return "sqlite"


@pytest.fixture
def with_keys(app: Flask, office: BackOffice, agent: Person) -> Person:
    """An agent of a shop that has keys, whose calls ring in the browser."""
    app.extensions[EXTENSION] = replace(office, softphone=KEYS)
    office.store.write(lambda tx: change_agent(tx, seed.AGENT, rings="browser"))
    return agent


def test_an_agent_who_rings_in_the_browser_gets_a_token_of_their_own(with_keys: Person) -> None:
    answer = with_keys.posts(TOKEN)
    with freeze_time(seed.NOW):
        payload = AccessToken.from_jwt(answer.json["token"] if answer.json else "", SECRET).payload
    assert payload["grants"]["identity"] == "agent_one_sowa_example"
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_agent_with_a_telephone_gets_none(with_keys: Person, store: Store) -> None:
    store.write(lambda tx: change_agent(tx, seed.AGENT, rings="+48600000002"))
    assert with_keys.posts(TOKEN).status_code == 404
    assert 'id="softphone"' not in with_keys.opens("/desk").text


def test_without_keys_there_is_no_token_and_the_desk_says_what_to_set(agent: Person, store: Store) -> None:
    assert NOT_SET_UP not in agent.opens("/desk", **ENGLISH).text
    store.write(lambda tx: change_agent(tx, seed.AGENT, rings="browser"))
    assert agent.posts(TOKEN).status_code == 404
    page = agent.opens("/desk", **ENGLISH).text
    assert NOT_SET_UP in page
    assert "TWILIO_API_KEY_SID and TWILIO_API_KEY_SECRET" in page
    assert 'id="softphone"' not in page


def test_where_the_simulator_plays_the_phones_nothing_is_missing(
    app: Flask, office: BackOffice, agent: Person
) -> None:
    app.extensions[EXTENSION] = replace(office, simulated=True)
    office.store.write(lambda tx: change_agent(tx, seed.AGENT, rings="browser"))
    assert NOT_SET_UP not in agent.opens("/desk", **ENGLISH).text


def test_the_desk_that_is_a_telephone_may_reach_the_carrier_and_hear(with_keys: Person) -> None:
    headers = with_keys.opens("/desk").headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["script-src"] == "'self'"
    assert policy["connect-src"] == (
        "'self' https://eventgw.twilio.com wss://voice-js.roaming.twilio.com "
        "https://media.twiliocdn.com https://sdk.twilio.com"
    )
    assert policy["media-src"] == "'self' mediastream: https://sdk.twilio.com"
    assert "microphone=(self)" in headers["Permissions-Policy"]


@pytest.mark.parametrize("path", ["/desk/telephone", "/desk/now"])
def test_no_other_page_reaches_the_carrier_or_hears(with_keys: Person, path: str) -> None:
    headers = with_keys.opens(path).headers
    assert "twilio" not in headers["Content-Security-Policy"]
    assert "microphone=()" in headers["Permissions-Policy"]


def test_a_token_that_the_page_renews_by_itself_is_no_sign_of_life_of_a_person(
    with_keys: Person, clock: Clock
) -> None:
    """An open desk must not keep somebody signed in who has long gone home."""

    def seen() -> str:
        with with_keys.client.session_transaction() as session:
            return str(session["seen_at"])

    before = seen()
    clock.goes_on(minutes=15)
    with_keys.client.post(TOKEN, headers={"X-CSRF-Token": with_keys.token(), "HX-Request": "true"})
    assert seen() == before
