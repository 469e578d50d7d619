from flask.testing import FlaskClient
from sqlalchemy import insert

from tests.admin.api.seed import NOON, add_customer, add_ticket
from ticket_store import schema
from ticket_store.engine import Store


def test_a_customer_shows_all_numbers(store: Store, api: FlaskClient) -> None:
    customer = add_customer(store, "+48600100300", name="Żaneta 🎧", language="pl", blocked_at=NOON)
    second = {"number": "+48600100200", "customer_id": customer}
    store.write(lambda tx: tx.db.execute(insert(schema.customer_number), second))
    assert api.get(f"/api/v1/customers/{customer}").json == {
        "id": customer,
        "customer_number": "+48600100200",
        "numbers": ["+48600100200", "+48600100300"],
        "name": "Żaneta 🎧",
        "language": "pl",
        "blocked": True,
        "created_at": "2026-11-24T12:00:00.000000Z",
    }


def test_customers_are_filtered_by_number_and_by_department_of_a_case(store: Store, api: FlaskClient) -> None:
    one = add_customer(store, "+48600100200")
    add_customer(store, "+48600100300")
    add_ticket(store, customer_id=one)
    for query in ("customer_number=%2B48600100200", "department=orders"):
        assert [item["id"] for item in api.get(f"/api/v1/customers?{query}").json["items"]] == [one]
    assert api.get("/api/v1/customers?department=complaints").json["items"] == []


def test_an_unknown_customer_is_not_found(api: FlaskClient) -> None:
    assert api.get("/api/v1/customers/nothing").json["error"]["id"] == "customer-not-found"
