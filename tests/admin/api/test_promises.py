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


def test_figures_count_what_became_of_the_callbacks_of_a_span(store: Store, api: FlaskClient) -> None:
    done = add_callback(store, customer_number="+48600100201", status="done", attempts=3)
    add_callback(store, customer_number="+48600100202", status="gave_up", attempts=3)
    add_callback(store, customer_number="+48600100203")
    for state in ("moved", "moved", "kept"):
        add_promise(store, callback_id=done, state=state)
    found = api.get("/api/v1/promises/figures?since=2000-01-01T00:00:00Z&until=2100-01-01T00:00:00Z").json
    counted = ("asked", "done", "gave_up", "cancelled", "still_open", "kept", "moved", "broken", "withdrawn")
    assert [found[name] for name in counted] == [3, 1, 1, 0, 1, 1, 2, 0, 0]
    assert found["attempts_per_talk"] == 6
    empty = api.get("/api/v1/promises/figures?until=2000-01-01T00:00:00Z").json
    assert (empty["since"], empty["asked"], empty["attempts_per_talk"]) == (
        "1999-12-02T00:00:00.000000Z",
        0,
        None,
    )


def test_figures_take_a_span_and_nothing_else(api: FlaskClient) -> None:
    assert api.get("/api/v1/promises/figures?status=kept").status_code == 400
    assert api.get("/api/v1/promises/figures?until=0001-01-02T00:00:00Z").status_code == 400
