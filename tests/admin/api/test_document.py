"""Holds every answer of the API against its own OpenAPI document."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from openapi_core import OpenAPI
from openapi_core.testing import MockRequest, MockResponse
from openapi_spec_validator import validate
from werkzeug.test import TestResponse

from admin.api.document import document
from admin.api.door import OPERATIONS, PREFIX
from admin.back_office import BackOffice
from tests.admin.api.seed import add_call, add_callback, add_customer, add_promise, add_ticket
from ticket_store.engine import Store

DOCUMENT = document(OPERATIONS, PREFIX)
NAMES = ["calls", "tickets", "customers", "callbacks", "promises", "departments", "agents"]
FIELDS = {
    "CallItem": "id customer_number did department agent status outcome started_at answered_at ended_at ticket",
    "TicketItem": "id customer_number department owner status people promise",
    "CallbackItem": "id customer_number department status promised_from promised_until attempts",
    "AgentItem": "id email name status reachable",
    "DepartmentItem": "key name open next_opening waiting staffed",
}


@pytest.fixture(scope="module")
def contract() -> OpenAPI:
    return OpenAPI.from_dict(DOCUMENT)


class Witness:
    """Sends requests, and raises where the request or its answer is not what the document says."""

    def __init__(self, client: FlaskClient, contract: OpenAPI) -> None:
        self.client = client
        self.contract = contract

    def sends(
        self, method: str, path: str, body: object = None, *, right: bool = True, **headers: str
    ) -> TestResponse:
        raw = b"" if body is None else json.dumps(body).encode()
        answer = self.client.open(
            path, method=method, data=raw, content_type="application/json", headers=headers
        )
        asked = answer.request
        request = MockRequest(
            "http://localhost",
            method.lower(),
            asked.path,
            args=dict(asked.args),
            headers=dict(asked.headers),
            data=raw,
            content_type="application/json",
        )
        if right:
            self.contract.validate_request(request)
        response = MockResponse(answer.data, answer.status_code, content_type="application/json")
        self.contract.validate_response(request, response)
        return answer

    def is_refused(self, status: int, method: str, path: str, body: object = None) -> None:
        assert self.sends(method, path, body, right=False).status_code == status


@pytest.fixture
def witness(api: FlaskClient, contract: OpenAPI) -> Witness:
    return Witness(api, contract)


@pytest.fixture
def filled(store: Store, office: BackOffice) -> Store:
    del office  # its fixture sets the line up
    customer = add_customer(store, "+48600100200", name="Łucja 🎧")
    ticket = add_ticket(store, customer_id=customer)
    add_call(store, ticket_id=ticket, department_key="orders", outcome="answered")
    add_call(store, customer_number=None, did_number=None, status="menu")
    callback = add_callback(store, ticket_id=ticket, customer_number="+48600100200")
    add_promise(store, ticket_id=ticket, callback_id=callback)
    return store


def test_the_document_is_open_api_3_1(stranger: FlaskClient) -> None:
    served = stranger.get("/api/v1/openapi.json")
    assert served.json == DOCUMENT
    assert DOCUMENT["openapi"] == "3.1.0"
    validate(DOCUMENT)


@pytest.mark.parametrize(("item", "fields"), FIELDS.items())
def test_items_carry_the_fields_that_outside_parties_depend_on(item: str, fields: str) -> None:
    schema = DOCUMENT["components"]["schemas"][item]
    assert set(fields.split()) <= set(schema["properties"])
    assert set(schema["properties"]) == set(schema["required"])


def test_every_list_and_item_is_as_the_document_says(filled: Store, witness: Witness) -> None:
    del filled
    for name in NAMES:
        [item] = witness.sends("GET", f"/api/v1/{name}?limit=1").json["items"]
        witness.sends("GET", f"/api/v1/{name}/{item.get('key') or item['id']}")


def test_every_write_is_as_the_document_says(witness: Witness) -> None:
    wish = {"customer_number": "+48600100200", "department": "orders"}
    made = witness.sends("POST", "/api/v1/callbacks", wish, idempotency_key="one")
    assert made.status_code == 201
    assert witness.sends("POST", "/api/v1/callbacks", wish).status_code == 200
    witness.sends("POST", "/api/v1/callbacks", {**wish, "department": "complaints", "language": "en"})
    path = f"/api/v1/callbacks/{made.json['id']}"
    slots = witness.sends("GET", "/api/v1/callbacks/slots?department=orders").json["items"]
    witness.sends("POST", f"{path}/move", {"wanted_from": slots[3]["starts_at"]})
    witness.sends("POST", f"{path}/reassign", {"agent": "anna@shop.example"})
    witness.sends("POST", f"{path}/ring-now")
    witness.sends("DELETE", path)
    witness.sends("POST", f"/api/v1/callbacks/{made.json['id']}/cancel")
    witness.sends("PUT", "/api/v1/agents/anna@shop.example/status", {"status": "away"})


def test_every_refusal_is_as_the_document_says(witness: Witness) -> None:
    witness.is_refused(400, "GET", "/api/v1/calls?since=now")
    witness.is_refused(404, "GET", "/api/v1/calls/x")
    witness.is_refused(400, "POST", "/api/v1/callbacks", [])
    witness.is_refused(422, "POST", "/api/v1/callbacks", {})
    witness.is_refused(400, "GET", "/api/v1/callbacks/slots?department=x")
    witness.is_refused(404, "POST", "/api/v1/callbacks/x/move", {"wanted_from": None})
    witness.is_refused(413, "POST", "/api/v1/callbacks", "x" * 70_000)
    witness.is_refused(404, "DELETE", "/api/v1/callbacks/x")
    del witness.client.environ_base["HTTP_AUTHORIZATION"]
    witness.is_refused(401, "GET", "/api/v1/calls")


def test_every_operation_has_a_name_of_its_own_and_every_reference_a_target() -> None:
    names = [one["operationId"] for path in DOCUMENT["paths"].values() for one in path.values()]
    assert len(names) == len(set(names)) == len(OPERATIONS)
    assert references(DOCUMENT) <= {
        f"#/components/schemas/{name}" for name in DOCUMENT["components"]["schemas"]
    }


def references(part: Any) -> set[str]:
    match part:
        case {"$ref": str(target)}:
            return {target}
        case dict():
            return set().union(*(references(one) for one in part.values()))
        case list():
            return set().union(*(references(one) for one in part))
        case _:
            return set()
