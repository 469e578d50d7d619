import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from tests.admin.api.seed import add_callback
from ticket_store import schema
from ticket_store.engine import Store

WISH = {"customer_number": "+48600100200", "department": "orders"}


def ask(api: FlaskClient, **wish: object) -> TestResponse:
    return api.post("/api/v1/callbacks", json={**WISH, **wish})


def test_asking_for_a_callback_promises_one(api: FlaskClient) -> None:
    answer = ask(api)
    assert answer.status_code == 201
    item = answer.json
    assert answer.headers["Location"] == f"/api/v1/callbacks/{item['id']}"
    assert item["status"] == "waiting"
    assert item["attempts"] == 0
    assert item["asked_through"] == "api"
    assert item["language"] == "pl"
    assert item["promised_from"] < item["promised_until"]
    assert api.get(answer.headers["Location"]).json == item
    [promise] = api.get("/api/v1/promises").json["items"]
    assert (promise["callback"], promise["status"], promise["department"]) == (item["id"], "open", "orders")
    assert promise["promised_until"] == item["promised_until"]


def test_the_callback_belongs_to_a_case_that_shows_the_promise(api: FlaskClient) -> None:
    callback = ask(api).json
    ticket = api.get(f"/api/v1/tickets/{callback['ticket']}").json
    assert ticket["customer_number"] == "+48600100200"
    assert ticket["promise"]["promised_until"] == callback["promised_until"]
    assert ticket["promise"]["status"] == "open"


def test_asking_again_answers_with_the_callback_that_was_promised_before(api: FlaskClient) -> None:
    first = ask(api)
    again = ask(api)
    assert again.status_code == 200
    assert again.json == first.json


def test_the_language_may_be_chosen(api: FlaskClient) -> None:
    assert ask(api, language="en").json["language"] == "en"
    answer = ask(api, language="xx")
    assert answer.status_code == 422
    assert answer.json["error"]["message"] == 'The shop does not speak "xx".'
    assert answer.json["error"]["what_to_do"] == "Name one of these: pl, en."


def test_a_number_that_may_not_be_rung_is_refused_without_the_rule(store: Store, api: FlaskClient) -> None:
    premium = ask(api, customer_number="+48701123456")
    foreign = ask(api, customer_number="+8816123456789")
    assert premium.status_code == foreign.status_code == 422
    assert premium.json == foreign.json
    assert premium.json["error"]["id"] == "callback-refused"
    rules = store.read(lambda db: db.execute(select(schema.refusal.c.rule)).scalars().all())
    assert len(rules) == 2


def test_a_department_that_does_not_exist_is_named(api: FlaskClient) -> None:
    error = ask(api, department="sales").json["error"]
    assert error["message"] == 'There is no department "sales".'
    assert error["what_to_do"] == "Name one of these: orders, complaints."


def test_a_callback_is_cancelled_once_and_stays_so(api: FlaskClient) -> None:
    path = f"/api/v1/callbacks/{ask(api).json['id']}"
    assert api.delete(path).json["status"] == "cancelled"
    again = api.delete(path)
    assert (again.status_code, again.json["status"]) == (200, "cancelled")
    assert api.post(f"{path}/cancel").json["status"] == "cancelled"
    assert api.get("/api/v1/promises").json["items"][0]["status"] == "withdrawn"


def test_a_callback_that_was_carried_out_cannot_be_cancelled(store: Store, api: FlaskClient) -> None:
    for status in ("done", "talking"):
        callback_id = add_callback(store, status=status, customer_number=f"+4860010020{len(status)}")
        answer = api.delete(f"/api/v1/callbacks/{callback_id}")
        assert answer.status_code == 409
        assert f"is {status}" in answer.json["error"]["message"]


def test_cancelling_what_does_not_exist_is_not_found(api: FlaskClient) -> None:
    assert api.delete("/api/v1/callbacks/nothing").json["error"]["id"] == "callback-not-found"


def test_callbacks_are_filtered_by_status(store: Store, api: FlaskClient) -> None:
    done = add_callback(store, status="done")
    waiting = add_callback(store, status="waiting")
    listed = api.get("/api/v1/callbacks?status=waiting").json["items"]
    assert [item["id"] for item in listed] == [waiting]
    assert api.get(f"/api/v1/callbacks/{done}").json["status"] == "done"


def test_a_refused_request_leaves_no_callback(store: Store, api: FlaskClient) -> None:
    ask(api, customer_number="+48701123456")
    assert store.read(lambda db: db.scalar(select(func.count()).select_from(schema.callback))) == 0


def slots(api: FlaskClient) -> list[dict[str, str]]:
    found: list[dict[str, str]] = api.get("/api/v1/callbacks/slots?department=orders").json["items"]
    return found


def test_a_slot_is_promised_with_what_the_customer_said(api: FlaskClient) -> None:
    start = slots(api)[2]["starts_at"]
    said = {"name": "Maria", "email": "maria@mail.example", "matter": "Torn cover.\nPlease exchange."}
    item = ask(api, wanted_from=start, **said).json
    assert (item["promised_from"], item["wanted"], item["risk"]) == (start, "slot", "fine")
    assert {field: item[field] for field in said} == said
    assert "token" not in item


@pytest.mark.parametrize(
    "field",
    [
        {"email": "a@b.example, c@d.example"},
        {"wanted_from": "soon"},
        {"wanted_from": "9999-12-31T23:59:00Z"},
        {"matter": "\x00"},
    ],
)
def test_a_field_that_cannot_be_kept_is_refused(api: FlaskClient, field: dict[str, str]) -> None:
    answer = ask(api, **field)
    assert answer.status_code == 422
    assert next(iter(field)) in answer.json["error"]["message"]


def test_a_callback_is_moved_to_a_slot_and_to_as_soon_as_possible(api: FlaskClient) -> None:
    path = f"/api/v1/callbacks/{ask(api).json['id']}/move"
    start = slots(api)[-1]["starts_at"]
    moved = api.post(path, json={"wanted_from": start}).json
    assert (moved["promised_from"], moved["wanted"]) == (start, "slot")
    assert api.post(path, json={"wanted_from": None}).json["wanted"] == "asap"
    states = [one["status"] for one in api.get("/api/v1/promises").json["items"]]
    assert sorted(states) == ["moved", "moved", "open"]


def test_a_callback_is_given_to_an_agent_by_address_and_back(api: FlaskClient) -> None:
    path = f"/api/v1/callbacks/{ask(api).json['id']}/reassign"
    assert api.post(path, json={"agent": "Anna@shop.example"}).status_code == 200
    assert api.post(path, json={"agent": None}).status_code == 200
    assert api.post(path, json={"agent": "nobody@shop.example"}).json["error"]["id"] == "agent-unknown"


def test_one_is_rung_now_unless_it_is_over(store: Store, api: FlaskClient) -> None:
    later = ask(api, wanted_from=slots(api)[-1]["starts_at"]).json
    due = api.post(f"/api/v1/callbacks/{later['id']}/ring-now").json["due_at"]
    assert due < later["due_at"]
    over = add_callback(store, status="done")
    for change, body in (("ring-now", None), ("move", {"wanted_from": None}), ("reassign", {"agent": None})):
        assert api.post(f"/api/v1/callbacks/{over}/{change}", json=body).status_code == 409
