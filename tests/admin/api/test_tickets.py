from datetime import timedelta

from flask.testing import FlaskClient

from tests.admin.api.seed import NOON, add_customer, add_promise, add_ticket
from ticket_store.engine import Store


def test_a_ticket_shows_the_promise_that_was_made_last(store: Store, api: FlaskClient) -> None:
    ticket = add_ticket(store, customer_id=add_customer(store, "+48600100200"), people=2)
    add_promise(store, ticket_id=ticket, state="moved")
    last = add_promise(store, ticket_id=ticket, made_at=NOON + timedelta(minutes=5))
    item = api.get(f"/api/v1/tickets/{ticket}").json
    assert item["promise"]["id"] == last
    assert (item["people"], item["owner"], item["status"]) == (2, None, "open")


def test_a_ticket_of_a_withheld_number_has_no_number_and_no_promise(store: Store, api: FlaskClient) -> None:
    item = api.get(f"/api/v1/tickets/{add_ticket(store)}").json
    assert (item["customer_number"], item["promise"]) == (None, None)


def test_tickets_are_found_by_any_number_of_the_customer(store: Store, api: FlaskClient) -> None:
    ticket = add_ticket(store, 1, customer_id=add_customer(store, "+48600100200"))
    add_ticket(store, 2, customer_id=add_customer(store, "+48600100300"))
    [found] = api.get("/api/v1/tickets?customer_number=%2B48600100200").json["items"]
    assert found["id"] == ticket


def test_tickets_are_filtered_by_status_and_department(store: Store, api: FlaskClient) -> None:
    add_ticket(store, 1, status="solved")
    wanted = add_ticket(store, 2, status="solved", department_key="complaints")
    add_ticket(store, 3, department_key="complaints")
    listed = api.get("/api/v1/tickets?status=solved&department=complaints").json["items"]
    assert [item["id"] for item in listed] == [wanted]


def test_an_unknown_ticket_is_not_found(api: FlaskClient) -> None:
    assert api.get("/api/v1/tickets/nothing").json["error"]["id"] == "ticket-not-found"
