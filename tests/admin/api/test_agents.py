from flask.testing import FlaskClient
from sqlalchemy import insert, select

from tests.admin.api.seed import NOON, add_call, add_row
from ticket_store import schema
from ticket_store.engine import Store


def test_agents_are_listed_by_address_with_what_they_chose_and_can_do(api: FlaskClient) -> None:
    anna, jan = api.get("/api/v1/agents").json["items"]
    assert (anna["email"], jan["email"]) == ("anna@shop.example", "jan@shop.example")
    assert (anna["status"], anna["reachable"], anna["doing"]) == ("offline", True, "idle")
    assert anna["departments"] == {"orders": 3}


def test_an_agent_is_found_by_id_and_by_address_in_any_case(api: FlaskClient) -> None:
    anna = api.get("/api/v1/agents/anna@shop.example").json
    assert api.get(f"/api/v1/agents/{anna['id']}").json == anna
    assert api.get("/api/v1/agents/Anna%40SHOP.example").json == anna
    assert api.get("/api/v1/agents/eva@shop.example").status_code == 404


def test_a_status_is_set_by_address_or_id(api: FlaskClient) -> None:
    for who in ("anna@shop.example", api.get("/api/v1/agents/anna@shop.example").json["id"]):
        for status in ("available", "away", "offline"):
            answer = api.put(f"/api/v1/agents/{who}/status", json={"status": status})
            assert (answer.status_code, answer.json["status"]) == (200, status)
            assert api.get(f"/api/v1/agents/{who}").json["status"] == status


def test_the_books_name_the_token_that_set_a_status(store: Store, api: FlaskClient) -> None:
    api.put("/api/v1/agents/anna@shop.example/status", json={"status": "away"})
    written = select(schema.audit.c.actor).where(schema.audit.c.action == "agent.status")
    assert store.read(lambda db: db.scalar(written)) == "api: test"


def test_an_unknown_status_is_refused_with_the_known_ones(api: FlaskClient) -> None:
    for body in ({"status": "lunch"}, {"status": None}, {"status": 1}, {}, {"status": "away", "until": 5}):
        answer = api.put("/api/v1/agents/anna@shop.example/status", json=body)
        assert answer.status_code == 422
    answer = api.put("/api/v1/agents/anna@shop.example/status", json={"status": "lunch"})
    assert "'available', 'away' or 'offline'" in answer.json["error"]["message"]


def test_agents_are_filtered_by_department_and_status(api: FlaskClient) -> None:
    api.put("/api/v1/agents/jan@shop.example/status", json={"status": "available"})

    def emails(query: str) -> list[str]:
        return [item["email"] for item in api.get(f"/api/v1/agents{query}").json["items"]]

    assert emails("?department=orders") == ["anna@shop.example"]
    assert emails("?status=available") == ["jan@shop.example"]
    assert emails("?status=available&department=orders") == []


def test_what_an_agent_does_is_derived_from_what_they_hold(store: Store, api: FlaskClient) -> None:
    anna = api.get("/api/v1/agents/anna@shop.example").json["id"]
    reservation = add_row(
        store,
        schema.reservation,
        agent_id=anna,
        call_id=add_call(store, status="waiting"),
        token="t",
        state="ringing",
        created_at=NOON,
        expires_at=NOON,
    )
    held = schema.reservation.update().where(schema.reservation.c.id == reservation)
    for state, doing in [("ringing", "ringing"), ("accepted", "talking"), ("released", "idle")]:
        store.write(lambda tx, state=state: tx.db.execute(held.values(state=state)))
        assert api.get(f"/api/v1/agents/{anna}").json["doing"] == doing


def test_an_agent_who_left_the_shop_is_not_shown(store: Store, api: FlaskClient) -> None:
    gone = {"id": "gone", "email": "gone@shop.example", "name": "Gone", "active": False}
    store.write(lambda tx: tx.db.execute(insert(schema.agent), gone))
    assert len(api.get("/api/v1/agents").json["items"]) == 2
    assert api.get("/api/v1/agents/gone@shop.example").status_code == 404
    assert api.put("/api/v1/agents/gone/status", json={"status": "away"}).status_code == 404
