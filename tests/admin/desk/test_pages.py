import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Column, Select, select

from tests.admin import seed
from tests.admin.conftest import Clock, Person
from ticket_store import schema
from ticket_store.agents import change_agent
from ticket_store.engine import Store

ENGLISH = {"Accept-Language": "en"}


def desk(person: Person) -> str:
    return person.opens("/desk", **ENGLISH).text


def test_an_agent_without_a_call_is_told_what_to_do_first(agent: Person) -> None:
    assert "Set yourself available, and the next customer is offered to you here." in desk(agent)


def test_an_offer_shows_the_whole_story_before_the_answer(agent: Person, store: Store) -> None:
    seed.offer_call(store)
    page = desk(agent)
    for told in (
        "Incoming call",
        "Maria Kowalska",
        "+48 600 123 456",
        "Polish",
        "complaints",
        "2 calls in this case",
        "Team Lead",  # the person so far
        "Promised a new one by Friday.",  # the note of the last call
        "Prefers mornings.",
        "Answer your phone and press 1.",
    ):
        assert told in page


def test_an_offer_carries_the_words_for_the_title(agent: Person, store: Store) -> None:
    seed.offer_call(store)
    assert 'data-title="Incoming: +48 600 123 456"' in desk(agent)


def test_a_call_offered_to_somebody_else_is_not_shown(lead: Person, store: Store) -> None:
    seed.offer_call(store)
    assert "Maria" not in desk(lead)


def test_a_case_of_another_department_stays_out_of_the_history(agent: Person, store: Store) -> None:
    seed.offer_call(store)
    assert "1043" not in desk(agent)


def test_the_queue_is_one_line_for_each_of_my_departments(agent: Person, store: Store) -> None:
    seed.offer_call(store)
    page = desk(agent)
    assert "1 waiting" in page
    assert "queue-complaints" in page
    assert "queue-marketing" not in page


def test_promised_callbacks_of_my_departments_are_shown(agent: Person) -> None:
    assert "today 13:12 to 13:42" in desk(agent)


def test_a_promise_that_is_late_says_so(agent: Person, clock: Clock) -> None:
    clock.goes_on(hours=1)
    assert "<strong>Late</strong>" in desk(agent)


def test_a_status_is_taken_on_at_once(agent: Person, store: Store) -> None:
    page = agent.posts("/desk/status", status="away")
    assert 'value="away"' in page.text
    assert chosen(store) == ("away", None)


def test_a_status_chosen_with_a_customer_in_hand_waits_for_the_end(agent: Person, store: Store) -> None:
    seed.offer_call(store)
    seed.accept_call(store)
    agent.posts("/desk/status", status="away")
    assert chosen(store) == ("offline", "away")
    agent.posts("/desk/status", status="offline")
    assert chosen(store) == ("offline", None)


def test_a_status_that_does_not_exist_is_refused(agent: Person) -> None:
    assert agent.posts("/desk/status", status="asleep").status_code == 400


def test_during_the_talk_there_is_one_way_to_end_it(agent: Person, store: Store) -> None:
    seed.offer_call(store)
    seed.accept_call(store)
    assert 'hx-post="/desk/talk/end"' in desk(agent)
    agent.posts("/desk/talk/end", call=seed.CALL)
    kinds = store.read(lambda db: list(db.scalars(select(schema.outbox.c.kind))))
    assert kinds == ["redirect_caller"]


def test_ending_a_talk_that_is_over_does_nothing(agent: Person, store: Store) -> None:
    assert agent.posts("/desk/talk/end", call=seed.CALL).status_code == 200
    assert store.read(lambda db: list(db.scalars(select(schema.outbox.c.kind)))) == []


def test_wrap_up_counts_down_and_can_be_lengthened(agent: Person, store: Store) -> None:
    wrap_up(store)
    assert "Wrap-up" in desk(agent)
    agent.posts("/desk/wrap-up/more")
    until = store.read(lambda db: db.scalar(my(schema.agent.c.wrap_up_until)))
    assert until == seed.NOW + timedelta(seconds=120)


def test_wrap_up_ends_by_itself(agent: Person, store: Store, clock: Clock) -> None:
    wrap_up(store)
    clock.goes_on(seconds=61)
    assert "No call in hand" in desk(agent)


def test_a_note_is_kept_as_it_is_typed_and_stays_one_note(agent: Person, store: Store) -> None:
    seed.offer_call(store)
    for typed in ("She wants", "She wants a refund", "She wants a refund 🦉\x00"):
        saved = agent.posts("/desk/note", ticket=seed.OPEN_CASE, call=seed.CALL, note=typed)
        assert saved.status_code == 200
    mine = store.read(lambda db: list(db.scalars(notes())))
    assert mine == ["She wants a refund 🦉"]
    assert "She wants a refund 🦉</textarea>" in desk(agent)


def test_a_note_on_a_case_that_is_not_mine_to_see_is_not_written(agent: Person, store: Store) -> None:
    answer = agent.posts("/desk/note", ticket=seed.MARKETING_CASE, call="", note="sneaky")
    assert answer.status_code == 404
    assert store.read(lambda db: list(db.scalars(notes()))) == []


def test_a_note_names_a_call_of_its_case_or_none(agent: Person, store: Store) -> None:
    seed.offer_call(store)
    answer = agent.posts("/desk/note", ticket=seed.OTHER_CASE, call=seed.CALL, note="mixed up")
    assert answer.status_code == 400


def test_an_outcome_is_one_of_the_department_s_words(agent: Person, store: Store) -> None:
    seed.offer_call(store)
    agent.posts("/desk/disposition", ticket=seed.OPEN_CASE, disposition="refund")
    assert outcome(store) == "refund"
    refused = agent.posts("/desk/disposition", ticket=seed.OPEN_CASE, disposition="order placed")
    assert refused.status_code == 400
    assert outcome(store) == "refund"


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}"])
def test_what_customers_are_called_is_shown_and_never_run(agent: Person, store: Store, name: str) -> None:
    seed.offer_call(store)
    store.write(
        lambda tx: tx.db.execute(
            schema.customer.update().where(schema.customer.c.id == seed.MARIA).values(name=name)
        )
    )
    page = desk(agent)
    assert "<script>alert" not in page
    assert "<img" not in page
    assert ">49<" not in page


def wrap_up(store: Store) -> None:
    seed.offer_call(store)
    seed.accept_call(store)
    seed.begin_wrap_up(store)


def my(column: Column[Any]) -> Select[Any]:
    return select(column).where(schema.agent.c.id == seed.AGENT)


def chosen(store: Store) -> tuple[str, str | None]:
    both = select(schema.agent.c.chosen_status, schema.agent.c.next_status)
    row = store.read(lambda db: db.execute(both.where(schema.agent.c.id == seed.AGENT)).one())
    return row.chosen_status, row.next_status


def notes() -> Select[Any]:
    return select(schema.note.c.text).where(schema.note.c.agent_id == seed.AGENT)


def outcome(store: Store) -> str | None:
    asked = select(schema.ticket.c.disposition).where(schema.ticket.c.id == seed.OPEN_CASE)
    return store.read(lambda db: db.scalar(asked))


def test_a_case_is_solved_with_one_press_and_unsolved_with_another(agent: Person, store: Store) -> None:
    seed.offer_call(store)
    seed.accept_call(store)
    assert "The case is solved" in desk(agent)
    ticket_id = re.search(r'name="ticket" value="([^"]+)"', desk(agent))[1]  # type: ignore[index]
    page = agent.posts("/desk/solved", ticket=ticket_id).text
    assert "Not solved after all" in page
    page = agent.posts("/desk/solved", ticket=ticket_id, again="1").text
    assert "The case is solved" in page


def test_a_beat_of_the_desk_answers_with_nothing_and_needs_the_token(agent: Person, store: Store) -> None:
    store.write(lambda tx: change_agent(tx, seed.AGENT, rings="browser", reachable=False))
    assert agent.client.post("/desk/beat").status_code == 400
    beaten = agent.posts("/desk/beat")
    assert (beaten.status_code, beaten.data) == (204, b"")
    assert store.read(lambda db: db.scalar(my(schema.agent.c.seen_at))) == seed.NOW
    assert store.read(lambda db: db.scalar(my(schema.agent.c.reachable)))


def test_an_open_desk_alone_keeps_nobody_signed_in(agent: Person, clock: Clock) -> None:
    for _ in range(5):
        clock.goes_on(hours=1)
        told = agent.client.post("/desk/beat", headers={"HX-Request": "true", "X-CSRF-Token": agent.token()})
    assert told.status_code == 401


def test_a_status_chosen_while_it_rings_is_taken_on_at_once(agent: Person, store: Store) -> None:
    seed.offer_call(store)
    agent.posts("/desk/status", status="away")
    assert chosen(store) == ("away", None)
