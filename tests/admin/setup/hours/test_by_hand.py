"""Closing by hand, from the floor or the set-up, and opening again."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, update

from tests.admin import seed
from tests.admin.conftest import Person
from tests.admin.setup.hours.conftest import Room
from ticket_store.engine import Store
from ticket_store.line import ManualClose
from ticket_store.line_rows import load_line
from ticket_store.schema import agent, agent_department

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
PATH = "/admin/hours/by-hand"
MIDNIGHT = datetime(2026, 11, 19, 23, tzinfo=UTC)


def close_of(store: Store, key: str = "orders") -> ManualClose | None:
    return store.read(load_line).departments[key].manual_close


ENDS: tuple[tuple[dict[str, str], datetime | None], ...] = (
    ({"ends_in": "30"}, seed.NOW + timedelta(minutes=30)),
    ({"ends_in": "today"}, MIDNIGHT),
    ({"ends_in": "opened"}, None),
    ({"ends_in": "opened", "ends_at": "2026-11-19T15:00"}, datetime(2026, 11, 19, 14, tzinfo=UTC)),
)
FAULTS = (
    ({"ends_in": "60"}, "Choose a department at least."),
    ({"department": "nothing", "ends_in": "60"}, "Choose a department at least."),
    ({"department": "orders", "ends_in": "60", "ends_at": "2026-11-19T09:00"}, "This time is over."),
    ({"department": "orders", "ends_at": "2029-11-19T09:00"}, "Choose an end within a year"),
    ({"department": "orders", "ends_at": "soon"}, "Write the time as"),
    ({"department": "orders", "ends_in": "30", "text-en": "x" * 201}, "longer than 200 characters"),
    ({"department": "orders", "ends_at": "2027-03-28T02:30"}, "this time never comes"),
    ({"department": "orders", "ends_in": "7"}, "Write the time as"),
)


def test_a_department_is_closed_with_a_reason_until_an_end(lead: Person, store: Store) -> None:
    token = lead.token()
    for form, until in ENDS:
        sent = {"csrf_token": token, "department": "orders", "text-en": "a power cut", **form}
        answer = lead.client.post(PATH, data=sent)
        assert (answer.status_code, answer.location) == (303, PATH)
        assert close_of(store) == ManualClose(seed.NOW, until, {"en": "a power cut"})
        assert close_of(store, "complaints") is None
    said = lead.opens(PATH, **{"Accept-Language": "en"}).text
    assert "Closed by hand until" in said
    assert "a power cut" in said


def test_it_opens_again_at_a_press_and_by_itself(lead: Person, store: Store) -> None:
    lead.posts(PATH, department="orders", ends_in="30")
    assert lead.posts(f"{PATH}/open", department="orders").status_code == 303
    assert close_of(store) is None
    assert lead.posts(f"{PATH}/open", department="orders").status_code == 303


def test_what_was_typed_stays_beside_its_fault(lead: Person, store: Store) -> None:
    token = lead.token()
    for form, fault in FAULTS:
        sent = {"csrf_token": token, "text-en": "a power cut", **form}
        answer = lead.client.post(PATH, data=sent, headers={"Accept-Language": "en"})
        assert answer.status_code == 422
        assert fault in answer.text
        assert f">{sent['text-en']}</textarea>" in answer.text
    assert close_of(store) is None


def test_a_supervisor_has_no_other_part_of_the_hours(lead: Person) -> None:
    page = lead.opens(PATH).text
    assert 'href="/admin/floor"' in page
    assert "/admin/hours/of/" not in page


def test_a_supervisor_of_some_departments_closes_those_alone(lead: Person, store: Store) -> None:
    limits = {"supervises": ["orders"], "roles": ["supervisor"]}
    store.write(lambda tx: tx.db.execute(update(agent).where(agent.c.id == seed.LEAD).values(limits)))
    store.write(
        lambda tx: tx.db.execute(delete(agent_department).where(agent_department.c.agent_id == seed.LEAD))
    )
    assert 'value="complaints"' not in lead.opens(PATH).text
    sent = {"csrf_token": lead.token(), "department": ["orders", "complaints"], "ends_in": "60"}
    lead.client.post(PATH, data=sent)
    assert close_of(store)
    assert close_of(store, "complaints") is None


def test_the_set_up_says_what_is_closed_by_hand(room: Room) -> None:
    room.sends("/by-hand", department="orders", ends_in="60")
    assert "Closed by hand: orders. Open again" in room.words("/closures")
    room.sends("/by-hand/open", department="orders")
    assert "Closed by hand" not in room.words()
