"""Every published signature is judged as published, the one that the carrier's own library gets wrong too."""

import json
from pathlib import Path
from typing import Any

import pytest

from ivr.signature import is_genuine

pytestmark = pytest.mark.reference


@pytest.fixture(scope="module")
def vectors(reference_dir: Path) -> list[dict[str, Any]]:
    return json.loads((reference_dir / "webhooks.json").read_text())["signatures"]


def judged(vector: dict[str, Any], token: str) -> bool:
    body = (vector["json_body"] or "").encode()
    pairs = list((vector.get("params") or {}).items())
    return is_genuine(vector["request_url"], pairs, vector["signature"], [token], body)


def test_every_vector_is_judged_as_published(vectors: list[dict[str, Any]]) -> None:
    known = [vector for vector in vectors if vector["valid"] is not None]
    assert len(known) >= 12
    for vector in known:
        assert judged(vector, vector["auth_token"]) is vector["valid"], vector["id"]


def test_no_vector_passes_with_another_token(vectors: list[dict[str, Any]]) -> None:
    for vector in vectors:
        assert not judged(vector, "another"), vector["id"]
