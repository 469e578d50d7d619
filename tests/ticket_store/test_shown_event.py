"""What a page shows of a stored webhook."""

import json

import pytest

from ticket_store.shown_event import LEFT_OUT, shown


@pytest.mark.parametrize("name", ["RecordingUrl", "CallToken", "StirPassportToken"])
def test_addresses_and_tokens_of_the_carrier_are_left_out(name: str) -> None:
    assert json.loads(shown(json.dumps({name: "https://api.example/x", "Digits": "1"})) or "") == {
        name: LEFT_OUT,
        "Digits": "1",
    }


@pytest.mark.parametrize("body", [None, "", "no JSON", "[1]", '{"Digits": "ż"}'])
def test_all_else_is_shown_as_it_came(body: str | None) -> None:
    assert shown(body) == body
