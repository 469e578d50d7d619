import pytest
from flask import Flask
from flask.testing import FlaskClient

from admin.api.errors import answer_every_error, shown
from ticket_store.engine import Store


def test_what_nobody_foresaw_is_answered_without_a_trace_of_the_inside(
    caplog: pytest.LogCaptureFixture,
) -> None:
    app = Flask("broken")
    answer_every_error(app)
    app.add_url_rule("/", "broken", lambda: 1 / 0)
    answer = app.test_client().get("/")
    assert answer.status_code == 500
    assert answer.json["error"]["id"] == "internal-error"
    assert "division" not in answer.text
    assert "ZeroDivisionError" in caplog.text


def test_a_store_that_is_away_is_answered_in_the_one_form(
    store: Store, api: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    store.write(lambda tx: tx.db.exec_driver_sql("DROP TABLE api_token"))
    answer = api.get("/api/v1/calls")
    assert (answer.status_code, answer.json["error"]["id"]) == (500, "internal-error")
    assert "api_token" not in answer.text
    assert "api_token" in caplog.text


def test_a_wrong_value_is_shown_short_and_in_plain_ascii() -> None:
    assert shown("żółw\0") == '"\\u017c\\u00f3\\u0142w\\u0000"'
    assert shown("\ud800") == '"\\ud800"'
    assert len(shown("x" * 10**6)) < 70
    assert shown({"a": [1, None]}) == '{"a": [1, null]}'
