from flask.testing import FlaskClient

from tests.admin.api.seed import add_callback, add_customer, add_promise, add_ticket
from ticket_store.engine import Store


def test_a_promise_belongs_to_the_department_of_its_callback_or_case(store: Store, api: FlaskClient) -> None:
    callback = add_callback(store, department_key="complaints")
    ticket = add_ticket(store, customer_id=add_customer(store, "+48600100300"))
    of_callback = add_promise(store, callback_id=callback)
    of_case = add_promise(store, ticket_id=ticket, kind="message", state="kept")
    assert api.get(f"/api/v1/promises/{of_callback}").json["department"] == "complaints"
    [found] = api.get("/api/v1/promises?department=orders").json["items"]
    assert (found["id"], found["status"], found["kind"]) == (of_case, "kept", "message")


def test_promises_are_filtered_by_status_number_and_case(store: Store, api: FlaskClient) -> None:
    ticket = add_ticket(store)
    wanted = add_promise(store, state="broken", ticket_id=ticket)
    add_promise(store, state="kept", customer_number="+48600100300")
    for query in ("status=broken", "customer_number=%2B48600100200", f"ticket={ticket}"):
        assert [one["id"] for one in api.get(f"/api/v1/promises?{query}").json["items"]] == [wanted]


def test_an_unknown_promise_is_not_found(api: FlaskClient) -> None:
    assert api.get("/api/v1/promises/nothing").json["error"]["id"] == "promise-not-found"
