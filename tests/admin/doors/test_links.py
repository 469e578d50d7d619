"""Invitations and ways back in: one use, an end, and no word to strangers about who works here."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from admin.back_office import BackOffice
from tests.admin import seed
from tests.admin.conftest import Clock, Person
from tests.admin.one_app import pages_of
from ticket_store.accounts import account_by_email
from ticket_store.doors.door_links import LinkKind, make_link
from ticket_store.engine import Store
from ticket_store.schema import audit, outbox

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
NEW = "kot pies krowa owca"


def link(store: Store, kind: LinkKind = LinkKind.INVITATION) -> str:
    token = store.write(lambda tx: make_link(tx, seed.AGENT, kind, seed.NOW, made_by="lead"))
    return f"/invitation/{token}"


def test_a_link_lets_its_person_choose_a_password_and_come_in(
    stranger: Person, agent: Person, store: Store
) -> None:
    path = link(store)
    assert "agent-one@sowa.example" in stranger.opens(path).text
    assert stranger.posts(path, password=NEW).location == "/start"
    assert stranger.opens("/desk").status_code == 200
    assert agent.opens("/desk").status_code == 302  # wherever they were signed in before, they are no more
    assert stranger.signs_in(seed.AGENT, NEW).status_code == 302


def test_a_link_works_once(stranger: Person, store: Store) -> None:
    path = link(store)
    stranger.posts(path, password=NEW)
    assert stranger.opens(path).status_code == 404
    assert stranger.posts(path, password="another long one").status_code == 404


def test_a_newer_link_makes_the_earlier_one_void(stranger: Person, store: Store) -> None:
    earlier, newer = link(store), link(store)
    assert (stranger.opens(earlier).status_code, stranger.opens(newer).status_code) == (404, 200)


@pytest.mark.parametrize(("kind", "hours"), [(LinkKind.INVITATION, 7 * 24), (LinkKind.RESET, 2)])
def test_a_link_has_an_end(stranger: Person, store: Store, clock: Clock, kind: LinkKind, hours: int) -> None:
    path = link(store, kind)
    clock.now += timedelta(hours=hours, seconds=-1)
    assert stranger.opens(path).status_code == 200
    clock.now += timedelta(seconds=1)
    assert stranger.opens(path).status_code == 404


def test_a_password_that_is_guessed_first_is_refused_and_the_link_stays(
    stranger: Person, store: Store
) -> None:
    path = link(store)
    assert stranger.posts(path, password="Sowa Books 1234").status_code == 422
    assert stranger.opens(path).status_code == 200


def test_the_store_does_not_hold_the_link(store: Store, stranger: Person) -> None:
    path = link(store)
    assert stranger.opens(path).status_code == 200
    rows = store.read(lambda db: db.exec_driver_sql("SELECT * FROM door_link").all())
    assert path.rsplit("/", 1)[1] not in str(rows)


def test_a_link_of_somebody_who_has_left_opens_nothing(stranger: Person, store: Store) -> None:
    path = link(store)
    store.write(lambda tx: tx.db.exec_driver_sql("UPDATE agent SET active = false WHERE id = 'agent-one'"))
    assert stranger.posts(path, password=NEW).status_code == 404


@pytest.fixture
def with_mail(office: BackOffice) -> Person:
    """A stranger at a house with a mail server."""
    here = BackOffice(
        office.store,
        office.clock,
        office.lines,
        office.secret_key,
        office.public_base_url,
        cookie_secure=False,
        mails=True,
    )
    return Person(pages_of(here).test_client())


def test_who_forgot_the_password_gets_a_link_by_mail(with_mail: Person, store: Store) -> None:
    assert with_mail.posts("/sign-in/forgotten", email=" Agent-One@sowa.example").status_code == 200
    body = store.read(lambda db: db.scalars(select(outbox.c.body)).one())
    assert body["to"] == "agent-one@sowa.example"
    assert "{link}" in body["text"]
    assert with_mail.posts(body["path"], password=NEW).location == "/start"


def test_a_stranger_learns_nothing_from_the_answer(with_mail: Person, store: Store) -> None:
    def asked(email: str) -> str:
        return re.sub(r'value="[^"]+"', "", with_mail.posts("/sign-in/forgotten", email=email).text)

    assert asked("agent-one@sowa.example") == asked("nobody@sowa.example")
    assert len(store.read(lambda db: db.execute(select(outbox)).all())) == 1


def test_nobody_s_letter_box_is_filled(with_mail: Person, store: Store) -> None:
    for _ in range(8):
        with_mail.posts("/sign-in/forgotten", email="agent-one@sowa.example")
    assert len(store.read(lambda db: db.execute(select(outbox)).all())) == 5
    assert with_mail.signs_in(seed.AGENT).status_code == 302  # and nobody is kept out


def test_nobody_fills_the_store_with_tries(with_mail: Person, store: Store) -> None:
    for number in range(25):
        with_mail.posts("/sign-in/forgotten", email=f"guess-{number}@sowa.example")
    noted = select(func.count()).where(audit.c.action == "sign-in refused")
    assert store.read(lambda db: db.scalar(noted)) == 20


def test_the_letter_is_written_in_the_language_of_its_person(with_mail: Person, store: Store) -> None:
    store.write(lambda tx: tx.db.exec_driver_sql("UPDATE agent SET interface_language = 'fi'"))
    with_mail.posts("/sign-in/forgotten", email="agent-one@sowa.example")
    body = store.read(lambda db: db.scalars(select(outbox.c.body)).one())
    assert body["subject"] == "Sowa Books: uusi salasana"
    assert store.read(lambda db: account_by_email(db, body["to"])) is not None
