"""The simulator signs as the carrier does: every published vector (case sig-01)."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.phone_simulator.signature import sign, signed_url

pytestmark = pytest.mark.reference


@pytest.fixture(scope="module")
def vectors(reference_dir: Path) -> list[dict[str, Any]]:
    return json.loads((reference_dir / "webhooks.json").read_text())["signatures"]


def test_every_valid_vector_is_signed_as_published(vectors: list[dict[str, Any]]) -> None:
    valid = [vector for vector in vectors if vector["valid"]]
    assert len(valid) >= 11
    for vector in valid:
        made = sign(vector["signed_url"], vector["params"] or {}, vector["auth_token"])
        assert made == vector["signature"], vector["id"]


def test_the_wrong_vector_is_not_what_we_sign(vectors: list[dict[str, Any]]) -> None:
    wrong = next(vector for vector in vectors if vector["valid"] is False)
    assert sign(wrong["signed_url"], wrong["params"], wrong["auth_token"]) != wrong["signature"]


def test_https_drops_the_port_and_http_keeps_it(vectors: list[dict[str, Any]]) -> None:
    by_id = {vector["id"]: vector for vector in vectors}
    for name in ("https-port-in-request-url-not-signed", "http-port-signed"):
        assert signed_url(by_id[name]["request_url"]) == by_id[name]["signed_url"], name
