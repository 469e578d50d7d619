from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from admin.desk.telephone import ASKING_WORD, TEXT_WORDS
from admin.languages import LANGUAGES
from call_routing.people.pins import fits
from ivr.text_line import read_status_text
from tests.admin import seed
from tests.admin.conftest import Person
from ticket_store import schema
from ticket_store.agents import change_agent
from ticket_store.engine import Store
from ticket_store.pins_kept import lock_pin

ENGLISH = {"Accept-Language": "en"}
PAGE = "/desk/telephone"


@pytest.fixture
def database() -> str:
    """What is asked of the database here is plain: one is enough."""
    return "sqlite"


def my_pin(store: Store) -> str | None:
    asked = select(schema.agent.c.pin_hash).where(schema.agent.c.id == seed.AGENT)
    return store.read(lambda db: db.scalar(asked))


def test_a_pin_is_set_and_written_down_without_its_digits(agent: Person, store: Store) -> None:
    page = agent.posts(f"{PAGE}/pin", pin="2580")
    assert (page.status_code, page.location) == (303, f"{PAGE}?kept=1")
    assert fits(my_pin(store) or "", "2580")
    assert "The new PIN holds from now on." in agent.opens(f"{PAGE}?kept=1", **ENGLISH).text
    written = select(schema.audit.c.before, schema.audit.c.after).where(schema.audit.c.action == "agent.pin")
    assert store.read(lambda db: tuple(db.execute(written).one())) == ({"pin": False}, {"pin": True})


def test_a_pin_is_taken_away_on_purpose_only(agent: Person, store: Store) -> None:
    agent.posts(f"{PAGE}/pin", pin="2580")
    assert agent.posts(f"{PAGE}/pin", pin="").status_code == 422
    assert my_pin(store)
    agent.posts(f"{PAGE}/pin", remove="1")
    assert my_pin(store) is None


@pytest.mark.parametrize(
    ("typed", "why"), [("12a4", "4 to 8 digits"), ("123", "4 to 8 digits"), ("1234", "guessed first")]
)
def test_a_bad_pin_is_refused_beside_its_field(agent: Person, store: Store, typed: str, why: str) -> None:
    agent.client.post("/language", data={"csrf_token": agent.token(), "language": "en"})
    page = agent.posts(f"{PAGE}/pin", pin=typed)
    assert page.status_code == 422
    assert why in page.text
    assert typed not in page.text
    assert my_pin(store) is None


def test_a_lock_is_shown_and_a_new_pin_lifts_it(agent: Person, store: Store) -> None:
    agent.posts(f"{PAGE}/pin", pin="80264")
    store.write(lambda tx: lock_pin(tx, seed.AGENT, seed.NOW + timedelta(hours=2), 4))
    assert "yours is locked until today 15:00. A new PIN lifts the lock." in agent.opens(PAGE, **ENGLISH).text
    agent.posts(f"{PAGE}/pin", pin="51739")
    assert "is locked" not in agent.opens(PAGE, **ENGLISH).text


def test_the_page_names_the_number_to_call_and_the_words_to_text(agent: Person, store: Store) -> None:
    did = {"number": "+48221234567", "language": "pl", "department_key": "orders"}
    store.write(lambda tx: tx.db.execute(insert(schema.did), did))
    page = agent.opens(PAGE, **ENGLISH).text
    assert "+48 22 123 45 67" in page
    assert "away 2580" in page


def test_whoever_is_rung_in_the_browser_is_told_what_it_takes(agent: Person, store: Store) -> None:
    store.write(lambda tx: change_agent(tx, seed.AGENT, rings="browser"))
    assert "once an admin has given you its number" in agent.opens(PAGE, **ENGLISH).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_on_the_page_is_understood_in_a_text(language: str) -> None:
    for status, word in TEXT_WORDS[language].items():
        read = read_status_text(f"{word} 2580")
        assert read is not None
        assert read.status == status
    asked = read_status_text(f"{ASKING_WORD[language]} 2580")
    assert asked is not None
    assert asked.status is None
