import io
import json
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from admin.api.door import OPERATIONS

HOSTILE = ["\0", "a\0b", "\ud800", "🎧", "\u202e", "' OR 1=1 --", "%", "\x7f", "x" * 30_000]
LISTS = [one.path for one in OPERATIONS if one.query is not None]
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def error_of(client: FlaskClient, query: str) -> dict[str, str]:
    answer = client.get(f"/api/v1/calls?{query}")
    assert answer.status_code == 400, query
    return answer.json["error"]


def test_a_time_without_a_zone_is_refused_with_a_sentence(api: FlaskClient) -> None:
    for text in ("2026-11-24T12:00:00", "2026-11-24", "yesterday", "1700000000", "2026-11-24T25:00:00Z"):
        error = error_of(api, f"since={text}")
        assert error["id"] == "time-not-exact"
        assert error["message"] == f'since: "{text}" is not a time with a date and a zone.'
        assert "2026-11-21T14:00:00Z" in error["what_to_do"]


def test_a_number_that_is_not_e164_is_refused_with_a_sentence(api: FlaskClient) -> None:
    for text in ("600100200", "0048600100200", "%2B48 600 100 200", "anonymous", "%2B0123456789", ""):
        assert error_of(api, f"customer_number={text}")["id"] == "number-not-e164"


def test_a_parameter_that_does_not_exist_is_refused_with_those_that_do(api: FlaskClient) -> None:
    error = error_of(api, "agnet=x")
    assert error["id"] == "parameter-unknown"
    assert "customer_number, department, status" in error["what_to_do"]
    assert api.get("/api/v1/calls/x?since=2026-11-24T12:00:00Z").status_code == 400


def test_a_limit_lies_between_1_and_200(api: FlaskClient) -> None:
    for limit in ("0", "201", "-1", "many", "1.5", "9" * 5000):
        assert "limit" in error_of(api, f"limit={limit}")["message"]
    for limit in (1, 200):
        assert api.get(f"/api/v1/calls?limit={limit}").status_code == 200


def test_a_status_that_does_not_exist_is_refused(api: FlaskClient) -> None:
    assert "'talking'" in error_of(api, "status=asleep")["message"]


def test_a_parameter_given_twice_is_refused(api: FlaskClient) -> None:
    assert error_of(api, "limit=1&limit=2")["id"] == "parameter-twice"


@pytest.mark.parametrize(
    ("body", "content_type", "status", "error_id"),
    [
        (b"", "application/json", 400, "body-not-json"),
        (b"{", "application/json", 400, "body-not-json"),
        (b"\xff\xfe{}", "application/json", 400, "body-not-json"),
        (b"[" * 60_000, "application/json", 400, "body-not-json"),
        (b'{"customer_number": ' + b"9" * 5000 + b"}", "application/json", 400, "body-not-json"),
        (b"[]", "application/json", 400, "body-not-object"),
        (b'"{}"', "application/json", 400, "body-not-object"),
        (b"{}", "application/json", 422, "field-missing"),
        (b"{}", "text/plain", 415, "body-not-json"),
        (b"customer_number=1", "application/x-www-form-urlencoded", 415, "body-not-json"),
        (b" " * 65_537, "application/json", 413, "body-too-large"),
        (b" " * 1_000_000, "application/json", 413, "body-too-large"),
    ],
)
def test_a_body_that_is_no_small_json_object_is_refused(
    api: FlaskClient, body: bytes, content_type: str, status: int, error_id: str
) -> None:
    answer = api.post("/api/v1/callbacks", data=body, content_type=content_type)
    assert (answer.status_code, answer.json["error"]["id"]) == (status, error_id)


def test_a_body_in_chunks_is_read_to_the_limit_and_no_further(api: FlaskClient) -> None:
    def send(body: bytes) -> int:
        chunked = {"wsgi.input_terminated": True}
        headers = {"Transfer-Encoding": "chunked", "Content-Type": "application/json"}
        stream = io.BytesIO(body)
        return api.post(
            "/api/v1/callbacks", input_stream=stream, headers=headers, environ_base=chunked
        ).status_code

    assert send(b'{"customer_number": "+48600100200", "department": "orders"}') == 201
    assert send(b" " * 1_000_000) == 413


def test_a_field_that_does_not_exist_is_refused_with_those_that_do(api: FlaskClient) -> None:
    body = {"customer_number": "+48600100200", "department": "orders", "role": "admin"}
    error = api.post("/api/v1/callbacks", json=body).json["error"]
    assert error["id"] == "field-unknown"
    assert (
        error["what_to_do"]
        == "Known here: customer_number, department, language, wanted_from, name, email, matter."
    )


def test_hostile_text_in_a_body_is_refused_and_never_breaks(api: FlaskClient) -> None:
    for text in HOSTILE:
        for field in ("customer_number", "department", "language"):
            body = {"customer_number": "+48600100200", "department": "orders", "language": "pl", field: text}
            answer = api.post("/api/v1/callbacks", data=json.dumps(body), content_type="application/json")
            assert answer.status_code == 422, (field, text)
            assert len(answer.data) < 1000


def test_hostile_text_in_an_address_never_breaks(api: FlaskClient) -> None:
    for text in HOSTILE[:-1]:
        escaped = quote(text, safe="", errors="surrogatepass")
        for path in LISTS:
            assert api.get(f"/api/v1{path}/{escaped}").status_code == 404
            assert api.get(f"/api/v1{path}?department={escaped}").status_code in {200, 400}
            assert api.get(f"/api/v1{path}?cursor={escaped}").status_code == 400
    assert api.get("/api/v1/agents/" + "a" * 300 + "@x.example").status_code == 404


def test_an_address_or_method_that_does_not_exist_is_an_error_in_json(api: FlaskClient) -> None:
    for path in ("/api", "/api/", "/api/v1", "/api/v2/calls", "/api/v1/calls/x/y", "/api/v1/..%2f.."):
        answer = api.get(path)
        assert (answer.status_code, answer.json["error"]["id"]) == (404, "address-not-found")
    answer = api.delete("/api/v1/calls")
    assert (answer.status_code, answer.json["error"]["id"]) == (405, "method-not-allowed")
    assert "GET" in answer.headers["Allow"]
    assert api.open("/api/v1/calls", method="FROBNICATE").json["error"]["id"] == "method-not-allowed"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside),
    max_leaves=8,
)


@quick
@given(
    body=st.fixed_dictionaries(
        {}, optional={"customer_number": json_values, "department": json_values, "extra": json_values}
    )
)
def test_whatever_json_comes_the_answer_is_an_error_in_the_one_form(
    api: FlaskClient, body: dict[str, object]
) -> None:
    answer = api.post("/api/v1/callbacks", data=json.dumps(body), content_type="application/json")
    assert answer.status_code == 422
    assert set(answer.json["error"]) == {"id", "message", "what_to_do"}


@quick
@given(path=st.sampled_from(LISTS), name=st.sampled_from(["status", "since", "cursor", "x"]), text=st.text())
def test_whatever_a_filter_holds_the_answer_is_no_breakdown(
    api: FlaskClient, path: str, name: str, text: str
) -> None:
    answer = api.get(f"/api/v1{path}?{name}={quote(text, safe='')}")
    assert answer.status_code in {200, 400}
