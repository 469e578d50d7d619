"""Each operation asks for one scope; a token that was not made for it is refused, whatever it asks."""

import pytest
from flask import Flask

from admin.api.door import OPERATIONS
from tests.admin.api.seed import NOON
from ticket_store.engine import Store
from ticket_store.scopes import Scope
from ticket_store.tokens import create_token

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def test_every_scope_opens_some_operation(database: str) -> None:
    del database
    assert {one.scope for one in OPERATIONS} == set(Scope) - {Scope.READ_METRICS}


@pytest.mark.parametrize("scope", Scope)
def test_a_token_of_one_scope_gets_in_there_and_nowhere_else(app: Flask, store: Store, scope: Scope) -> None:
    token = store.write(lambda tx: create_token(tx, "one", NOON, scopes=[scope]))
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    answers = {
        (one.method, one.path): client.open(
            f"/api/v1{one.path}".replace("{id}", "nothing"), method=one.method
        )
        for one in OPERATIONS
    }
    let_in = {asked for asked, answer in answers.items() if answer.status_code != 403}
    assert let_in == {(one.method, one.path) for one in OPERATIONS if one.scope == scope}
    refused = {answer.json["error"]["id"] for answer in answers.values() if answer.status_code == 403}
    assert refused == {"token-may-not"}
