from datetime import timedelta

from flask.testing import FlaskClient

from tests.admin.api.conftest import Clock
from tests.admin.api.seed import NOON, add_call
from ticket_store.engine import Store


def test_a_department_tells_hours_queue_and_staff(store: Store, api: FlaskClient) -> None:
    add_call(store, status="waiting", department_key="orders")
    add_call(store, status="ended", department_key="orders")
    api.put("/api/v1/agents/anna@shop.example/status", json={"status": "available"})
    assert api.get("/api/v1/departments/orders").json == {
        "key": "orders",
        "name": "zamówienia",
        "names": {"pl": "zamówienia", "en": "orders"},
        "status": "open",
        "open": True,
        "next_opening": None,
        "waiting": 1,
        "staffed": 1,
    }


def test_a_closed_department_tells_when_it_opens(api: FlaskClient, clock: Clock) -> None:
    item = api.get("/api/v1/departments/complaints").json
    assert (item["open"], item["status"]) == (False, "closed")
    assert item["next_opening"] == "2026-11-24T21:00:00.000000Z"
    clock.now = NOON + timedelta(hours=9)
    assert api.get("/api/v1/departments/complaints").json["open"] is True


def test_departments_come_in_the_order_of_the_shop_file_a_page_at_a_time(api: FlaskClient) -> None:
    first = api.get("/api/v1/departments?limit=1").json
    assert [item["key"] for item in first["items"]] == ["orders"]
    second = api.get("/api/v1/departments", query_string={"limit": 1, "cursor": first["next"]}).json
    assert [item["key"] for item in second["items"]] == ["complaints"]
    assert second["next"] is None


def test_departments_are_filtered_by_open_and_closed(api: FlaskClient) -> None:
    assert [one["key"] for one in api.get("/api/v1/departments?status=closed").json["items"]] == [
        "complaints"
    ]


def test_an_unknown_department_is_not_found(api: FlaskClient) -> None:
    assert api.get("/api/v1/departments/sales").json["error"]["id"] == "department-not-found"
