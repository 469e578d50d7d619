"""The simulator's table of verbs against the published TwiML schema: elements, attributes, nesting, places."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.phone_simulator.twiml_rules import RULES
from app.phone_simulator.verdicts import ALLOWED_IN

pytestmark = pytest.mark.reference


@pytest.fixture(scope="module")
def schema(reference_dir: Path) -> dict[str, Any]:
    return json.loads((reference_dir / "twiml-schema.json").read_text())


@pytest.mark.parametrize("verb", sorted(RULES))
def test_attributes_agree_with_the_schema(verb: str, schema: dict[str, Any]) -> None:
    assert set(RULES[verb].attributes) == set(schema["elements"][verb]["attributes"])


@pytest.mark.parametrize("verb", sorted(RULES))
def test_children_agree_with_the_schema(verb: str, schema: dict[str, Any]) -> None:
    published = set(schema["elements"][verb]["children"])
    assert set(RULES[verb].children) <= published
    assert verb == "Response" or published <= set(RULES[verb].children)


@pytest.mark.parametrize("verb", sorted(RULES))
def test_values_agree_with_the_schema(verb: str, schema: dict[str, Any]) -> None:
    for name, kind in RULES[verb].attributes.items():
        published = schema["elements"][verb]["attributes"][name]
        if published.get("enum") and not kind.startswith("<"):
            assert set(kind.removeprefix("*").split("|")) == set(published["enum"]), name
            assert kind.startswith("*") is bool(published.get("list")), name


def test_places_allow_what_the_schema_allows(schema: dict[str, Any]) -> None:
    for place, allowed in ALLOWED_IN.items():
        published = schema["rules"]["contexts"].get(place.value)
        if published is not None and place.value != "participant_announce_url":
            assert set(allowed) == set(published["allowed"]), place
