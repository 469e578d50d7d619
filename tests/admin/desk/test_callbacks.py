"""Promises at the desk: asked for by an agent, looked after when they ended without a talk."""

import pytest
from sqlalchemy import func, select, update

from tests.admin import seed
from tests.admin.conftest import Person
from ticket_store.engine import Store
from ticket_store.schema import callback, refusal, ticket

pytestmark = pytest.mark.parametrize("database", ["sqlite"])
ASK = "/desk/callbacks"
JAN = "+48501234567"


@pytest.fixture
def at_desk(agent: Person) -> Person:
    agent.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return agent


def asked_for(store: Store, number: str) -> dict[str, object]:
    row = select(callback).where(callback.c.customer_number == number)
    return dict(store.read(lambda db: db.execute(row).mappings().one()))


def test_an_agent_promises_one_to_a_number_that_was_typed(at_desk: Person, store: Store) -> None:
    page = at_desk.posts(ASK, number="501 234 567", department="orders", note="Asks about the parcel.")
    assert "Promised: today" in page.text
    made = asked_for(store, JAN)
    assert (made["asked_through"], made["matter"], made["wanted"]) == (
        "desk",
        "Asks about the parcel.",
        "asap",
    )
    again = at_desk.posts(ASK, number="501 234 567", department="orders", note="")
    assert "Promised already" in again.text


def test_the_form_knows_the_call_in_hand_and_its_case(at_desk: Person, store: Store) -> None:
    seed.offer_call(store)
    seed.accept_call(store)
    form = at_desk.opens(f"{ASK}/ask").text
    assert 'value="+48 600 123 456"' in form
    assert '<option value="complaints" selected>' in form
    at_desk.posts(ASK, number="+48 600 123 456", department="complaints", note="")
    made = asked_for(store, "+48600123456")
    assert (made["ticket_id"], made["language"]) == (seed.OPEN_CASE, "pl")


@pytest.mark.parametrize(
    ("number", "said", "kept"),
    [("abc", "Type a whole number", 0), ("+48 701 234 567", "We cannot promise a callback", 1)],
)
def test_a_number_that_is_none_or_may_not_be_rung_is_said_beside_the_field(
    at_desk: Person, store: Store, number: str, said: str, kept: int
) -> None:
    page = at_desk.posts(ASK, number=number, department="orders", note="Parcel")
    assert said in page.text
    assert "Parcel" in page.text
    assert store.read(lambda db: db.scalar(select(func.count()).select_from(refusal))) == kept


def test_a_department_that_is_none_is_refused(at_desk: Person) -> None:
    assert at_desk.posts(ASK, number=JAN, department="sales").status_code == 400


def test_one_of_my_cases_that_ended_without_a_talk_stands_there_until_i_have_looked(
    at_desk: Person, store: Store
) -> None:
    lost = {"status": "gave_up", "reason": "no_answer", "ended_at": seed.NOW}
    store.write(lambda tx: tx.db.execute(update(callback).values(lost)))
    assert "Ended without a talk" in at_desk.opens("/desk").text
    assert "Marked as seen." in at_desk.posts(f"{ASK}/{seed.CALLBACK}/seen").text
    assert "Ended without a talk" not in at_desk.opens("/desk").text
    at_desk.posts(f"{ASK}/{seed.CALLBACK}/unseen")
    store.write(lambda tx: tx.db.execute(update(ticket).values(owner_id=seed.OTHER)))
    assert "Ended without a talk" not in at_desk.opens("/desk").text


def test_what_is_not_of_my_departments_is_not_there(at_desk: Person, store: Store) -> None:
    store.write(lambda tx: tx.db.execute(update(callback).values(department_key="marketing")))
    assert at_desk.posts(f"{ASK}/{seed.CALLBACK}/cancel").status_code == 404


@pytest.mark.parametrize("name", ["move", "reassign"])
def test_what_the_list_alone_offers_is_not_there_at_the_desk(at_desk: Person, name: str) -> None:
    assert at_desk.posts(f"{ASK}/{seed.CALLBACK}/{name}").status_code == 404
