from datetime import timedelta

import pytest
from sqlalchemy import select

from call_routing.people.agent_status import AgentStatus, choose_status
from tests.admin import seed
from tests.admin.conftest import Person
from ticket_store import schema
from ticket_store.engine import Store, Transaction
from ticket_store.talk_view import talk_of

ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def database() -> str:
    """What is asked of the database here is plain: one is enough."""
    return "sqlite"


@pytest.fixture
def talking(agent: Person, store: Store) -> Person:
    """Agent One talks with Maria; the team lead is on duty, and so is Agent Two of marketing."""
    seed.offer_call(store)
    seed.accept_call(store)
    for one in (seed.LEAD, seed.OTHER):
        store.write(lambda tx, one=one: choose_status(tx, one, AgentStatus.AVAILABLE, seed.NOW, actor="test"))
    agent.client.post("/language", data={"csrf_token": agent.token(), "language": "en"})
    return agent


def consult_state(store: Store) -> str | None:
    asked = store.read(lambda db: talk_of(db, seed.CALL)).consult
    return asked.state if asked else None


def is_held(store: Store) -> bool:
    return store.read(lambda db: talk_of(db, seed.CALL)).held_since is not None


def test_before_customer_and_agent_meet_there_is_nothing_to_hold(agent: Person, store: Store) -> None:
    seed.offer_call(store)
    agent.client.post("/language", data={"csrf_token": agent.token(), "language": "en"})
    assert "too late" in agent.posts("/desk/talk/hold", call=seed.CALL).text
    assert not is_held(store)


@pytest.mark.parametrize("step", ["hold", "back", "ask", "cancel", "three", "hand-over", "pass-on", "end"])
def test_a_click_meant_for_the_call_before_does_nothing_to_this_one(
    talking: Person, store: Store, step: str
) -> None:
    for earlier in ({"call": seed.OLD_CALL}, {}):
        chosen = {"agent": seed.LEAD} if step in {"ask", "pass-on"} else {}
        page = talking.posts(f"/desk/talk/{step}", **earlier, **chosen).text
        assert "That came too late: the call has changed meanwhile." in page
        assert "End the talk" in page
    assert store.read(lambda db: list(db.scalars(select(schema.outbox.c.kind)))) == []


def test_before_the_two_meet_ending_it_lets_the_agent_go(agent: Person, store: Store) -> None:
    seed.offer_call(store)
    accepted = schema.reservation.update().values(state="accepted", accepted_at=seed.NOW)
    store.write(lambda tx: tx.db.execute(accepted))
    agent.posts("/desk/talk/end", call=seed.CALL)
    held = store.read(lambda db: db.execute(select(schema.reservation)).one())
    assert (held.state, held.cause) == ("released", "declined")


def test_every_button_of_the_talk_names_its_call(talking: Person) -> None:
    assert f"""hx-vals:inherited='{{"call": "{seed.CALL}"}}'""" in talking.opens("/desk").text


def test_hold_says_what_the_customer_hears_and_offers_the_way_back(talking: Person, store: Store) -> None:
    page = talking.posts("/desk/talk/hold", call=seed.CALL).text
    assert is_held(store)
    assert "On hold: the customer hears music." in page
    assert "Back to the customer" in page
    page = talking.posts("/desk/talk/back", call=seed.CALL).text
    assert not is_held(store)
    assert "hears music" not in page


def test_whom_one_can_ask_is_listed_with_their_state(talking: Person) -> None:
    page = talking.opens("/desk").text
    assert "Team Lead" in page
    assert "pages.desk.talk.ask-team-lead" in page
    assert "pages.desk.talk.pass_on-marketing" in page
    assert "pages.desk.talk.pass_on-complaints" not in page  # where the customer is already


def test_a_colleague_is_asked_and_let_go_again(talking: Person, store: Store) -> None:
    page = talking.posts("/desk/talk/ask", call=seed.CALL, agent=seed.LEAD).text
    assert "Team Lead is being rung. The customer hears music." in page
    assert consult_state(store) == "ringing"
    talking.posts("/desk/talk/cancel", call=seed.CALL)
    assert (consult_state(store), is_held(store)) == (None, False)


def test_a_department_is_asked_for_somebody_free(talking: Person, store: Store) -> None:
    talking.posts("/desk/talk/ask", call=seed.CALL, department="marketing")
    asked = store.read(lambda db: talk_of(db, seed.CALL)).consult
    assert asked is not None
    assert asked.name == "Agent Two"


def test_asking_somebody_who_is_busy_says_so_until_the_next_step(talking: Person, store: Store) -> None:
    busy = schema.agent.update().where(schema.agent.c.id == seed.LEAD).values(chosen_status="away")
    store.write(lambda tx: tx.db.execute(busy))
    page = talking.posts("/desk/talk/ask", call=seed.CALL, agent=seed.LEAD).text
    assert "Nobody there is free now." in page
    assert "Nobody there is free now." not in talking.posts("/desk/talk/hold", call=seed.CALL).text


def test_all_three_talk_and_the_call_is_handed_over(talking: Person, store: Store) -> None:
    seed.ask_lead(store, "talking")
    assert "You and Team Lead hear each other. The customer hears music." in talking.opens("/desk").text
    page = talking.posts("/desk/talk/three", call=seed.CALL).text
    assert "All three hear each other: the customer, Team Lead and you." in page
    page = talking.posts("/desk/talk/hand-over", call=seed.CALL).text
    assert "Wrap-up" in page
    holder = select(schema.reservation.c.agent_id).where(
        schema.reservation.c.purpose == "answer", schema.reservation.c.state == "accepted"
    )
    assert store.read(lambda db: list(db.scalars(holder))) == [seed.LEAD]


def test_the_customer_is_passed_on_to_a_department(talking: Person, store: Store) -> None:
    page = talking.posts("/desk/talk/pass-on", call=seed.CALL, department="marketing").text
    assert "Wrap-up" in page
    row = store.read(lambda db: db.execute(select(schema.call).where(schema.call.c.id == seed.CALL)).one())
    assert (row.status, row.department_key) == ("waiting", "marketing")


def test_nobody_is_asked_when_nobody_was_chosen(talking: Person) -> None:
    assert talking.posts("/desk/talk/ask", call=seed.CALL).status_code == 400
    assert talking.posts("/desk/talk/pass-on", call=seed.CALL, agent="a", department="b").status_code == 400


@pytest.mark.usefixtures("talking")
def test_whoever_is_asked_sees_the_case_and_who_asks(lead: Person, store: Store) -> None:
    seed.ask_lead(store, "ringing")
    page = lead.opens("/desk", **ENGLISH).text
    assert "Agent One asks for your help with this call" in page
    assert "Promised a new one by Friday." in page


def test_whoever_was_asked_leaves_and_the_talk_goes_on(talking: Person, lead: Person, store: Store) -> None:
    seed.ask_lead(store, "joined")
    assert "Leave the talk" in lead.opens("/desk", **ENGLISH).text
    assert "too late" in lead.posts("/desk/talk/hold", call=seed.CALL, **ENGLISH).text or not is_held(store)
    lead.posts("/desk/talk/end", call=seed.CALL)  # not theirs to end
    lead.posts("/desk/talk/leave", call=seed.CALL)
    assert consult_state(store) is None
    assert "End the talk" in talking.opens("/desk").text


def test_a_supervisor_who_listens_is_shown_and_can_stop(talking: Person, lead: Person, store: Store) -> None:
    def listen(tx: object) -> None:
        seed.put(tx, schema.reservation, id="r-listen", agent_id=seed.LEAD, call_id=seed.CALL, token="t-l",  # type: ignore[arg-type]
                 purpose="listen", mode="listen", state="accepted", created_at=seed.NOW, accepted_at=seed.NOW,
                 expires_at=seed.NOW)  # fmt: skip

    store.write(listen)
    assert "Team Lead listens. Nobody hears them." in talking.opens("/desk").text
    assert "You listen to Agent One" in lead.opens("/desk", **ENGLISH).text
    lead.posts("/desk/talk/leave", call=seed.CALL)
    assert "Nobody hears them" not in talking.opens("/desk").text


@pytest.mark.usefixtures("talking")
def test_whoever_only_helps_takes_a_status_on_at_once(lead: Person, store: Store) -> None:
    seed.ask_lead(store, "talking")
    lead.posts("/desk/status", status="away")
    mine = select(schema.agent.c.chosen_status, schema.agent.c.next_status).where(
        schema.agent.c.id == seed.LEAD
    )
    assert tuple(store.read(lambda db: db.execute(mine).one())) == ("away", None)


def test_where_the_customer_would_wait_in_vain_is_marked_and_refused(talking: Person, store: Store) -> None:
    departments = schema.department
    until = seed.NOW + timedelta(hours=2)

    def narrow(tx: Transaction) -> None:
        closed = departments.update().where(departments.c.key == "orders")
        tx.db.execute(closed.values(closed_since_at=seed.NOW, closed_until_at=until))
        tx.db.execute(departments.update().where(departments.c.key == "marketing").values(max_callers=0))

    store.write(narrow)
    page = talking.opens("/desk").text
    assert "closed now, opens today 15:00" in page
    assert "queue full" in page
    said = talking.posts("/desk/talk/pass-on", call=seed.CALL, department="orders").text
    assert "It is closed there now and opens today 15:00. The customer is still with you." in said
    said = talking.posts("/desk/talk/ask", call=seed.CALL, department="marketing").text
    assert "The queue there is full. The customer is still with you." in said
    assert "End the talk" in said


def test_a_department_without_anybody_on_duty_and_a_person_off_duty_are_refused(
    talking: Person, store: Store
) -> None:
    for one in (seed.LEAD, seed.OTHER):
        store.write(lambda tx, one=one: choose_status(tx, one, AgentStatus.AWAY, seed.NOW, actor="test"))
    assert "nobody on duty" in talking.opens("/desk").text
    said = talking.posts("/desk/talk/pass-on", call=seed.CALL, department="marketing").text
    assert "Nobody is on duty there now. The customer is still with you." in said
    said = talking.posts("/desk/talk/pass-on", call=seed.CALL, agent=seed.LEAD).text
    assert "They take no calls now. The customer is still with you." in said
