from functools import partial

import pytest
from sqlalchemy import update

from admin.back_office import BackOffice
from admin.doors.paths import safe_path
from admin.passwords import hash_password
from tests.admin import seed
from tests.admin.conftest import Clock, Person
from ticket_store.accounts import set_password
from ticket_store.engine import Store
from ticket_store.schema import agent as agents


def test_the_right_password_leads_to_the_desk(stranger: Person) -> None:
    answer = stranger.signs_in(seed.AGENT)
    assert (answer.status_code, answer.location) == (302, "/start")
    assert stranger.opens("/start").location == "/desk"


def test_the_address_may_be_typed_in_any_case(stranger: Person) -> None:
    answer = stranger.posts("/sign-in", email=" Agent-One@SOWA.example", password=seed.PASSWORD)
    assert answer.status_code == 302


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(stranger: Person) -> None:
    wrong = stranger.posts("/sign-in", email="agent-one@sowa.example", password="wrong")
    unknown = stranger.posts("/sign-in", email="nobody-here@sowa.example", password="wrong")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.text.replace("agent-one", "nobody-here") == unknown.text


def test_after_five_failures_even_the_right_password_waits_a_quarter_of_an_hour(
    stranger: Person, clock: Clock
) -> None:
    for _ in range(5):
        stranger.signs_in(seed.AGENT, "wrong")
    assert stranger.signs_in(seed.AGENT).status_code == 401
    clock.goes_on(minutes=16)
    assert stranger.signs_in(seed.AGENT).status_code == 302


def test_after_twenty_failures_an_address_waits_whatever_account_it_tries(
    stranger: Person, store: Store
) -> None:
    guesses = [f"guess-{number}" for number in range(20)]
    for guess in guesses[1:]:  # the first is of nobody, which takes as long as our own hashes
        store.write(partial(seed.seed_agent, key=guess, name=guess, roles=["agent"], departments={}))
    for guess in guesses:
        stranger.signs_in(guess, "wrong")
    assert stranger.signs_in(seed.AGENT).status_code == 401


def test_what_was_typed_in_vain_is_not_kept_in_words(stranger: Person, store: Store) -> None:
    stranger.posts("/sign-in", email="my password by mistake", password="wrong")
    row = store.read(lambda db: db.exec_driver_sql("SELECT * FROM audit").one())
    assert "mistake" not in str(tuple(row))
    assert "127.0.0.1" not in str(tuple(row))


def test_a_new_session_begins_with_the_sign_in(stranger: Person) -> None:
    before = stranger.token()
    stranger.signs_in(seed.AGENT)
    assert stranger.token() != before


def test_signing_out_ends_every_copy_of_the_cookie(agent: Person, stranger: Person) -> None:
    copied = agent.client.get_cookie("hotline")
    assert copied is not None
    agent.posts("/sign-out")
    stranger.client.set_cookie("hotline", copied.value)
    assert stranger.opens("/desk").status_code == 302


def test_a_new_password_signs_out_everywhere(agent: Person, office: BackOffice) -> None:
    office.store.write(lambda tx: set_password(tx, seed.AGENT, hash_password("another long one"), seed.NOW))
    assert agent.opens("/desk").status_code == 302


def test_four_idle_hours_end_the_session(agent: Person, clock: Clock) -> None:
    clock.goes_on(hours=3, minutes=59)
    assert agent.opens("/desk").status_code == 200
    clock.goes_on(hours=4, minutes=1)
    assert agent.opens("/desk").status_code == 302


def test_a_desk_that_refreshes_itself_is_no_sign_of_life(agent: Person, clock: Clock) -> None:
    for _ in range(5):
        clock.goes_on(minutes=50)
        last = agent.opens("/desk/now", **{"HX-Request": "true"})
    assert last.status_code == 401
    assert last.headers["HX-Redirect"] == "/sign-in"


def test_a_working_day_ends_after_fourteen_hours(agent: Person, clock: Clock) -> None:
    for _ in range(14):
        clock.goes_on(hours=1)
        assert agent.opens("/desk").status_code == 200
    clock.goes_on(minutes=1)
    assert agent.opens("/desk").status_code == 302


def test_somebody_who_is_no_longer_active_is_out_at_once(agent: Person, store: Store) -> None:
    store.write(lambda tx: tx.db.exec_driver_sql("UPDATE agent SET active = false WHERE id = 'agent-one'"))
    assert agent.opens("/desk").status_code == 302


def test_the_page_that_was_wanted_opens_after_the_sign_in(stranger: Person) -> None:
    sent = stranger.opens("/admin/tickets?status=open")
    assert sent.location == "/sign-in?wanted=/admin/tickets?status%3Dopen"
    answer = stranger.posts(
        "/sign-in",
        email="team-lead@sowa.example",
        password=seed.PASSWORD,
        wanted="/admin/tickets?status=open",
    )
    assert answer.location == "/admin/tickets?status=open"


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "\\\\evil", ""],
)
def test_nobody_is_sent_to_somebody_else_s_address(wanted: str, stranger: Person) -> None:
    with stranger.client.application.test_request_context():
        assert safe_path(wanted) == "/start"


def test_the_language_chosen_at_the_door_stays(stranger: Person) -> None:
    stranger.opens("/sign-in")
    stranger.posts("/language", language="fi")
    stranger.signs_in(seed.AGENT)
    assert '<html lang="fi">' in stranger.opens("/desk").text


def test_an_account_without_a_stamp_gets_in_at_the_first_try(stranger: Person, store: Store) -> None:
    store.write(
        lambda tx: tx.db.execute(update(agents).where(agents.c.id == seed.AGENT).values(sign_in_stamp=None))
    )
    stranger.signs_in(seed.AGENT)
    assert stranger.opens("/desk").status_code == 200
