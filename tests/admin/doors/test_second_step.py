"""The second step at the door: codes of an app, recovery codes, and a shop that asks for them."""

import re
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import update

from tests.admin import seed
from tests.admin.conftest import Clock, Person
from ticket_store.doors.sign_ins import sign_ins_of
from ticket_store.engine import Store
from ticket_store.schema import shop

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def sets_up_an_app(person: Person, clock: Clock) -> tuple[pyotp.TOTP, list[str]]:
    """The app on their telephone, and the codes that they wrote down; half a minute later."""
    page = person.opens("/account/app").text
    found = re.search(r'class="secret">([A-Z2-7 ]+)<', page)
    assert found
    app = pyotp.TOTP(found[1].replace(" ", ""))
    shown = person.posts("/account/app", code=app.at(clock.now)).text
    clock.goes_on(seconds=30)
    return app, re.findall(r"<code>([a-z0-9-]+)</code>", shown)


def test_an_app_counts_from_its_first_right_code_on(agent: Person, stranger: Person, clock: Clock) -> None:
    agent.opens("/account/app")
    assert stranger.signs_in(seed.AGENT).location == "/start"  # not in force yet
    assert agent.posts("/account/app", code="000000").status_code == 422
    app, codes = sets_up_an_app(agent, clock)
    assert len(set(codes)) == 10
    assert stranger.signs_in(seed.AGENT).location == "/sign-in/code"
    assert stranger.opens("/desk").status_code == 302
    assert stranger.posts("/sign-in/code", code=app.at(clock.now)).location == "/start"
    assert stranger.opens("/desk").status_code == 200


def test_a_code_opens_the_door_once(agent: Person, stranger: Person, clock: Clock) -> None:
    app, _ = sets_up_an_app(agent, clock)
    for status in (302, 401):
        stranger.signs_in(seed.AGENT)
        assert stranger.posts("/sign-in/code", code=app.at(clock.now)).status_code == status


def test_a_recovery_code_opens_the_door_once_however_it_is_typed(
    agent: Person, stranger: Person, clock: Clock
) -> None:
    _, codes = sets_up_an_app(agent, clock)
    for status in (302, 401):
        stranger.signs_in(seed.AGENT)
        typed = codes[0].upper().replace("-", " ")
        assert stranger.posts("/sign-in/code", code=typed).status_code == status
    assert "9 recovery codes" in agent.opens("/account", **{"Accept-Language": "en"}).text


def test_five_wrong_codes_lock_the_account_for_a_quarter_of_an_hour(
    agent: Person, stranger: Person, clock: Clock
) -> None:
    app, _ = sets_up_an_app(agent, clock)
    stranger.signs_in(seed.AGENT)
    for _ in range(5):
        assert stranger.posts("/sign-in/code", code="123456").status_code == 401
    assert stranger.posts("/sign-in/code", code=app.at(clock.now)).status_code == 401


def test_half_way_in_lasts_ten_minutes(agent: Person, stranger: Person, clock: Clock) -> None:
    app, _ = sets_up_an_app(agent, clock)
    stranger.signs_in(seed.AGENT)
    clock.goes_on(minutes=10, seconds=1)
    answer = stranger.posts("/sign-in/code", code=app.at(clock.now))
    assert answer.location == "/sign-in"
    assert stranger.opens("/sign-in/code").location == "/sign-in"


def test_without_the_key_of_the_house_the_secret_in_the_store_says_nothing(
    agent: Person, store: Store, clock: Clock
) -> None:
    app, codes = sets_up_an_app(agent, clock)
    rows = store.read(lambda db: db.exec_driver_sql("SELECT * FROM agent").all())
    assert app.secret not in str(rows)
    assert codes[0] not in str(store.read(lambda db: db.exec_driver_sql("SELECT * FROM recovery_code").all()))


def test_new_recovery_codes_make_the_earlier_ones_void(agent: Person, stranger: Person, clock: Clock) -> None:
    _, codes = sets_up_an_app(agent, clock)
    agent.posts("/account/app/recovery-codes")
    stranger.signs_in(seed.AGENT)
    assert stranger.posts("/sign-in/code", code=codes[3]).status_code == 401


def test_an_app_that_was_removed_is_asked_for_no_more(agent: Person, stranger: Person, clock: Clock) -> None:
    sets_up_an_app(agent, clock)
    agent.posts("/account/app/remove")
    assert stranger.signs_in(seed.AGENT).location == "/start"


def test_ways_in_are_changed_only_by_who_has_proven_it_lately(agent: Person, clock: Clock) -> None:
    clock.goes_on(minutes=11)
    answer = agent.opens("/account/app")
    assert answer.location == "/account/confirm?wanted=/account/app"
    assert agent.posts("/account/confirm", password="wrong", wanted="/account/app").status_code == 401
    right = agent.posts("/account/confirm", password=seed.PASSWORD, wanted="/account/app")
    assert right.location == "/account/app"
    assert agent.opens("/account/app").status_code == 200


def test_a_shop_that_asks_for_more_than_a_password_leads_supervisors_to_their_account(
    lead: Person, agent: Person, store: Store, clock: Clock
) -> None:
    store.write(lambda tx: tx.db.execute(update(shop).values(second_factor=True)))
    assert lead.opens("/desk").location == "/account"
    assert lead.opens("/desk/now", **{"HX-Request": "true"}).headers["HX-Redirect"] == "/account"
    assert lead.opens("/account").status_code == 200
    assert agent.opens("/desk").status_code == 200  # who only takes calls is not asked
    sets_up_an_app(lead, clock)
    assert lead.opens("/desk").status_code == 200


def test_whoever_has_an_app_is_strong_by_it_wherever_they_sign_in(
    lead: Person, stranger: Person, store: Store, clock: Clock
) -> None:
    store.write(lambda tx: tx.db.execute(update(shop).values(second_factor=True)))
    app, _ = sets_up_an_app(lead, clock)
    stranger.signs_in(seed.LEAD)
    stranger.posts("/sign-in/code", code=app.at(clock.now))
    assert stranger.opens("/desk").status_code == 200
    doors = {one.door for one in store.read(lambda db: sign_ins_of(db, seed.LEAD, clock.now - timedelta(1)))}
    assert doors == {"code"}


def test_a_person_who_left_half_way_does_not_come_in(
    agent: Person, stranger: Person, store: Store, clock: Clock
) -> None:
    app, _ = sets_up_an_app(agent, clock)
    stranger.signs_in(seed.AGENT)
    store.write(lambda tx: tx.db.exec_driver_sql("UPDATE agent SET active = false WHERE id = 'agent-one'"))
    assert stranger.posts("/sign-in/code", code=app.at(clock.now)).location == "/sign-in"
