from datetime import timedelta

import pytest
from flask import Blueprint, Flask, abort
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from app.metrics import register_metrics
from tests.admin.api.seed import NOON, add_call, add_callback, add_promise, add_row, set_up_line
from ticket_store import schema
from ticket_store.engine import Store
from ticket_store.listing.agents import find_agent
from ticket_store.reporting.half_hours import number_of
from ticket_store.tokens import create_token


@pytest.fixture
def client(store: Store) -> FlaskClient:
    set_up_line(store)
    app = Flask("web")
    webhooks = Blueprint("ivr", "ivr", url_prefix="/ivr")
    webhooks.add_url_rule("/<name>", "hear", lambda name: abort(404) if name == "made-up" else name)
    app.register_blueprint(webhooks)
    register_metrics(app, store=store, clock=lambda: NOON)
    return app.test_client()


def samples(client: FlaskClient) -> dict[tuple[str, ...], float]:
    """Each figure by its name and the values of its labels, in the order of the labels' names."""
    answer = client.get("/metrics")
    assert answer.status_code == 200
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_the_line_is_counted_as_it_is(store: Store, client: FlaskClient) -> None:
    waits = {"status": "waiting", "department_key": "orders"}
    add_call(store, **waits, queued_at=NOON - timedelta(seconds=90))
    add_call(store, **waits, queued_at=NOON - timedelta(seconds=30))
    add_call(store, status="menu")
    add_call(store, status="ended", outcome="answered", department_key="orders")
    add_call(store, status="ended", outcome="answered", started_at=NOON - timedelta(days=2))
    add_callback(store, status="waiting")
    add_callback(store, status="done")
    for state in ("kept", "kept", "moved", "broken", "open"):
        add_promise(store, state=state)
    anna = store.read(lambda db: find_agent(db, "anna@shop.example", NOON))
    assert anna is not None
    at_work = schema.agent.update().where(schema.agent.c.id == anna["id"])
    store.write(lambda tx: tx.db.execute(at_work.values(chosen_status="available")))
    add_row(store, schema.outbox, kind="x", body={}, created_at=NOON, due_at=NOON - timedelta(seconds=5))
    add_row(store, schema.outbox, kind="x", body={}, created_at=NOON, due_at=NOON + timedelta(seconds=5))
    found = samples(client)
    assert found["hotline_calls", "orders", "waiting"] == 2
    assert found["hotline_calls", "", "menu"] == 1
    assert found["hotline_calls_last_day", "orders", "answered"] == 1
    assert ("hotline_calls_last_day", "", "answered") not in found
    assert found["hotline_waiting", "orders"] == 2
    assert found["hotline_longest_wait_seconds",] == 90
    assert found["hotline_agents_staffed", "orders"] == 1
    assert found["hotline_agents_routable", "orders"] == 1
    assert found["hotline_callbacks_open", "orders", "waiting"] == 1
    assert [found["hotline_promises", state] for state in ("kept", "moved", "broken", "open")] == [2, 1, 1, 1]
    assert (found["hotline_outbox_due",], found["hotline_outbox_due_age_seconds",]) == (1, 5)


def test_unattended_minutes_and_the_error_of_estimates_are_told_by_department(
    store: Store, client: FlaskClient
) -> None:
    minute = timedelta(minutes=1)
    for key, began, ended in (("orders", 90, 80), ("orders", 7, None), ("marketing", 1500, 1435)):
        ended_at = None if ended is None else NOON - ended * minute
        add_row(
            store, schema.unattended, department_key=key, began_at=NOON - began * minute, ended_at=ended_at
        )
    errors = [
        {"department_key": "orders", "half_hour_at": NOON - 30 * halves * minute, "calls": 4,
         "median_s": median, "mean_s": -median / 2}
        for halves, median in ((2, 40.0), (1, 25.0))
    ]  # fmt: skip
    store.write(lambda tx: tx.db.execute(schema.estimate_error.insert(), errors))
    found = samples(client)
    assert found["hotline_unattended_seconds", "orders"] == 420
    assert ("hotline_unattended_seconds", "marketing") not in found
    assert found["hotline_unattended_minutes_last_day", "orders"] == 17
    assert found["hotline_unattended_minutes_last_day", "marketing"] == 5
    assert found["hotline_estimate_error_median_seconds", "orders"] == 25
    assert found["hotline_estimate_error_mean_seconds", "orders"] == -12.5


def test_an_empty_store_has_figures_too(client: FlaskClient) -> None:
    assert samples(client)["hotline_outbox_due",] == 0


def test_webhooks_are_timed_by_kind_and_made_up_ones_share_one_name(client: FlaskClient) -> None:
    before = samples(client)
    for name in ("voice", "voice", "made-up"):
        client.get(f"/ivr/{name}")
    after = samples(client)

    def more(kind: str) -> float:
        name = ("hotline_webhook_seconds_count", kind)
        return after.get(name, 0) - before.get(name, 0)

    assert [more(kind) for kind in ("voice", "refused", "made-up")] == [2, 1, 0]


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1"])
def test_this_machine_needs_no_token(client: FlaskClient, address: str) -> None:
    assert client.get("/metrics", environ_base={"REMOTE_ADDR": address}).status_code == 200


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("192.0.2.1", {}),
        ("", {}),
        ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}),
        ("127.0.0.1", {"Forwarded": "for=192.0.2.1"}),
        ("192.0.2.1", {"Authorization": "Bearer hl_wrong"}),
    ],
)
def test_strangers_also_behind_a_proxy_on_this_machine_are_refused(
    client: FlaskClient, address: str, headers: dict[str, str]
) -> None:
    answer = client.get("/metrics", environ_base={"REMOTE_ADDR": address}, headers=headers)
    assert answer.status_code == 403
    assert "hotline_calls" not in answer.text


def test_a_token_opens_the_figures_from_anywhere(store: Store, client: FlaskClient) -> None:
    token = store.write(lambda tx: create_token(tx, "prometheus", NOON))
    headers = {"Authorization": f"Bearer {token}"}
    answer = client.get("/metrics", environ_base={"REMOTE_ADDR": "192.0.2.1"}, headers=headers)
    assert answer.status_code == 200


def test_a_token_for_other_things_does_not_open_the_figures(store: Store, client: FlaskClient) -> None:
    for scope, status in (("read:calls", 403), ("read:metrics", 200)):
        token = store.write(lambda tx, scope=scope: create_token(tx, "t", NOON, scopes=[scope]))  # type: ignore[misc]
        headers = {"Authorization": f"Bearer {token}"}
        answer = client.get("/metrics", environ_base={"REMOTE_ADDR": "192.0.2.1"}, headers=headers)
        assert answer.status_code == status


def test_the_headlines_of_the_reports_and_the_webhooks_are_told(store: Store, client: FlaskClient) -> None:
    counts = dict.fromkeys((one.name for one in schema.call_figure.columns), 0)
    told = {"half_hour": number_of(NOON) - 2, "department_key": "orders", "calls": 10, "offered": 10}
    answered = {"answered": 8, "in_time": 6, "abandoned": 2, "waited_ms": 80_000}
    store.write(lambda tx: tx.db.execute(schema.call_figure.insert(), {**counts, **told, **answered}))
    endpoint = {"url": "https://shop.example", "salt": "s", "created_at": NOON, "created_by": "ada"}
    made = add_row(store, schema.hook_endpoint, **endpoint)
    waits = {"endpoint_id": made, "event": "test", "at": NOON, "due_at": NOON}
    add_row(store, schema.hook_delivery, **waits)
    found = samples(client)
    assert found["hotline_service_level_last_day", "orders", "of_answered"] == 0.75
    assert found["hotline_service_level_last_day", "orders", "of_offered"] == 0.6
    assert found["hotline_speed_of_answer_seconds_last_day", "orders"] == 10
    assert found["hotline_abandoned_share_last_day", "orders"] == 0.2
    assert (found["hotline_hooks", "new"], found["hotline_hooks", "failing"]) == (1, 0)
    assert found["hotline_hook_messages_waiting",] == 1
