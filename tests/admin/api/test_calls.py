from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.admin.api.seed import NOON, add_call, add_customer, add_ticket
from ticket_store.engine import Store
from ticket_store.listing.agents import list_agents
from ticket_store.listing.paging import Wanted


def ids(client: FlaskClient, query: str) -> list[str]:
    return [item["id"] for item in client.get(f"/api/v1/calls{query}").json["items"]]


def test_a_call_names_its_agent_department_and_ticket(store: Store, api: FlaskClient) -> None:
    anna = store.read(lambda db: list_agents(db, Wanted(), NOON)).rows[0]["id"]
    ticket = add_ticket(store, customer_id=add_customer(store, "+48600100200"))
    call_id = add_call(
        store,
        department_key="orders",
        ticket_id=ticket,
        agent_id=anna,
        outcome="answered",
        answered_at=NOON + timedelta(seconds=20),
        ended_at=NOON + timedelta(minutes=3),
    )
    assert api.get(f"/api/v1/calls/{call_id}").json == {
        "id": call_id,
        "direction": "inbound",
        "customer_number": "+48600100200",
        "did": "+48221234567",
        "department": "orders",
        "agent": "anna@shop.example",
        "language": "pl",
        "status": "ended",
        "outcome": "answered",
        "started_at": "2026-11-24T12:00:00.000000Z",
        "queued_at": None,
        "answered_at": "2026-11-24T12:00:20.000000Z",
        "talk_ended_at": None,
        "ended_at": "2026-11-24T12:03:00.000000Z",
        "ticket": ticket,
        "callback": None,
    }


@pytest.mark.parametrize("status", ["menu", "dialing", "waiting", "talking", "message", "ended"])
def test_a_call_is_shown_and_found_wherever_it_is(store: Store, api: FlaskClient, status: str) -> None:
    call_id = add_call(store, status=status)
    add_call(store, status="ended" if status != "ended" else "menu")
    assert ids(api, f"?status={status}") == [call_id]
    assert api.get(f"/api/v1/calls/{call_id}").json["status"] == status


def test_the_newest_call_comes_first(store: Store, api: FlaskClient) -> None:
    older = add_call(store, started_at=NOON - timedelta(hours=1))
    newer = add_call(store, started_at=NOON)
    assert ids(api, "") == [newer, older]


def test_a_list_is_filtered_by_number_department_status_and_time(store: Store, api: FlaskClient) -> None:
    wanted = add_call(store, department_key="orders", status="waiting")
    add_call(store, department_key="complaints", status="waiting")
    add_call(store, department_key="orders", status="ended")
    add_call(store, department_key="orders", status="waiting", customer_number="+420777100200")
    add_call(store, department_key="orders", status="waiting", started_at=NOON + timedelta(hours=1))
    query = "?customer_number=%2B48600100200&department=orders&status=waiting"
    assert ids(api, f"{query}&since=2026-11-24T13:00:00%2B01:00&until=2026-11-24T12:30:00Z") == [wanted]


def test_since_is_inside_and_until_is_outside(store: Store, api: FlaskClient) -> None:
    call_id = add_call(store, started_at=NOON)
    assert ids(api, "?since=2026-11-24T12:00:00Z") == [call_id]
    assert ids(api, "?until=2026-11-24T12:00:00Z") == []


def test_a_plus_that_the_address_turned_into_a_space_is_a_plus(store: Store, api: FlaskClient) -> None:
    call_id = add_call(store)
    assert ids(api, "?customer_number=+48600100200") == [call_id]
    assert ids(api, "?since=2026-11-24T13:00:00+01:00") == [call_id]


def test_an_unknown_call_is_not_found(api: FlaskClient) -> None:
    answer = api.get("/api/v1/calls/nothing")
    assert answer.status_code == 404
    assert answer.json["error"]["id"] == "call-not-found"
    assert answer.json["error"]["message"] == 'There is no call "nothing".'
