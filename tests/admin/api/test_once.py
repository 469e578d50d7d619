import threading
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from tests.admin.api.conftest import Clock
from ticket_store import schema
from ticket_store.engine import Store
from ticket_store.tokens import create_token

WISH = {"customer_number": "+48600100200", "department": "orders"}


def ask(client: FlaskClient, key: str, **wish: object) -> TestResponse:
    return client.post("/api/v1/callbacks", json={**WISH, **wish}, headers={"Idempotency-Key": key})


def test_the_same_request_sent_again_gets_the_same_answer(api: FlaskClient) -> None:
    first = ask(api, "one")
    again = ask(api, "one")
    assert (again.status_code, again.json) == (201, first.json)
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"


def test_the_spacing_of_the_json_does_not_matter(api: FlaskClient) -> None:
    first = ask(api, "one")
    other = b'{ "department":"orders",\n"customer_number": "+48600100200" }'
    headers = {"Idempotency-Key": "one", "Content-Type": "application/json"}
    assert api.post("/api/v1/callbacks", data=other, headers=headers).json == first.json


def test_the_same_key_with_another_request_is_a_conflict(api: FlaskClient) -> None:
    first = ask(api, "one")
    assert ask(api, "one", department="complaints").json["error"]["id"] == "idempotency-key-used"
    path = f"/api/v1/callbacks/{first.json['id']}/cancel"
    assert api.post(path, headers={"Idempotency-Key": "one"}).status_code == 409
    assert api.get(f"/api/v1/callbacks/{first.json['id']}").json["status"] == "waiting"


def test_a_refusal_is_kept_too(store: Store, api: FlaskClient) -> None:
    first = ask(api, "one", customer_number="+48701123456")
    again = ask(api, "one", customer_number="+48701123456")
    assert (first.status_code, again.status_code) == (422, 422)
    assert first.json == again.json
    assert store.read(lambda db: db.scalar(select(func.count()).select_from(schema.refusal))) == 1


def test_a_faulty_request_keeps_nothing_and_may_be_corrected(api: FlaskClient) -> None:
    assert ask(api, "one", department="sales").status_code == 422
    assert ask(api, "one").status_code == 201


def test_an_answer_is_kept_for_a_day(api: FlaskClient, clock: Clock) -> None:
    ask(api, "one")
    clock.now += timedelta(hours=23, minutes=59)
    assert ask(api, "one").headers.get("Idempotent-Replayed") == "true"
    clock.now += timedelta(minutes=1)
    assert "Idempotent-Replayed" not in ask(api, "one").headers


def test_two_programs_may_choose_the_same_key(
    app: Flask, store: Store, api: FlaskClient, clock: Clock
) -> None:
    ask(api, "one")
    other_token = store.write(lambda tx: create_token(tx, "other", clock.now))
    other = app.test_client()
    other.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {other_token}"
    assert ask(other, "one", customer_number="+48600100299").status_code == 201


def test_a_key_that_cannot_be_kept_is_refused(api: FlaskClient) -> None:
    for key in ("", "x" * 201, "klucz-żółty"):
        assert ask(api, key).json["error"]["id"] == "idempotency-key-unusable"


def test_of_equal_requests_at_once_one_is_carried_out(app: Flask, token: str) -> None:
    answers: list[TestResponse] = []
    ready = threading.Barrier(6)

    def send() -> None:
        client = app.test_client()
        client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
        ready.wait()
        answers.append(ask(client, "one"))

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json["id"] for answer in answers}) == 1
    assert sum("Idempotent-Replayed" not in answer.headers for answer in answers) == 1
