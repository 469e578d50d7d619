from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from admin.api.door import OPERATIONS
from admin.api.errors import ApiError
from admin.api.guard import keep_pace
from admin.api.pace import Pace
from tests.admin.api.conftest import Clock
from ticket_store.engine import Store
from ticket_store.schema import api_token
from ticket_store.tokens import Token, create_token, revoke_token, token_of

EVERY_ADDRESS = [(one.method, f"/api/v1{one.path}".replace("{id}", "x")) for one in OPERATIONS]


@pytest.mark.parametrize(
    "authorization",
    ["", "Bearer", "Bearer ", "Bearer hl_wrong", "Basic aGw6aGw=", "Bearer żółw", "Bearer " + "x" * 5000],
)
def test_every_operation_refuses_whoever_shows_no_good_token(
    stranger: FlaskClient, authorization: str
) -> None:
    for method, path in EVERY_ADDRESS:
        headers = {"Authorization": authorization} if authorization else {}
        answer = stranger.open(path, method=method, headers=headers)
        assert answer.status_code == 401, (method, path)
        assert answer.json["error"]["id"] in {"token-missing", "token-unknown"}
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_stranger_does_not_learn_which_addresses_exist(stranger: FlaskClient) -> None:
    assert stranger.get("/api/v1/nothing").status_code == 401
    assert stranger.get("/api").status_code == 401


def test_a_revoked_token_is_refused(store: Store, api: FlaskClient, token: str, clock: Clock) -> None:
    assert api.get("/api/v1/calls").status_code == 200
    known = store.read(lambda db: token_of(db, token))
    assert known is not None
    assert store.write(lambda tx: revoke_token(tx, known.id, clock.now))
    assert api.get("/api/v1/calls").json["error"]["id"] == "token-unknown"


def test_the_use_of_a_token_is_noted_at_most_once_a_minute(
    store: Store, api: FlaskClient, clock: Clock
) -> None:
    first = clock.now
    for seconds, noted_after in [(0, 0), (30, 0), (59, 0), (60, 60), (90, 60)]:
        clock.now = first + timedelta(seconds=seconds)
        api.get("/api/v1/calls")
        used_at = store.read(lambda db: db.scalar(select(api_token.c.used_at)))
        assert used_at == first + timedelta(seconds=noted_after)


def test_a_token_is_kept_as_a_digest_only(store: Store, clock: Clock) -> None:
    token = store.write(lambda tx: create_token(tx, "shop system", clock.now))
    assert token.startswith("hl_")
    assert len(token) == 3 + 43
    row = store.read(lambda db: db.execute(select(api_token)).one())
    assert token not in str(row)


def test_a_token_that_asks_too_often_is_told_when_to_come_back() -> None:
    pace = Pace(lambda: 0.0, a_second=0.5, at_once=1)
    token = Token("id", "shop system", None)
    keep_pace(pace, token)
    with pytest.raises(ApiError) as refusal:
        keep_pace(pace, token)
    assert refusal.value.status == 429
    assert refusal.value.headers == {"Retry-After": "2"}


def test_the_pages_beside_the_api_need_no_token_of_it(stranger: FlaskClient) -> None:
    assert stranger.get("/").text == "the pages"
    assert stranger.get("/apiary").status_code == 404
    assert not stranger.get("/apiary").is_json
