"""The telephone door alone: a shop, a clock that stands still, and signed webhooks."""

from base64 import b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha1
from hmac import digest
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from admin.shop_file.commands import read_checked
from call_routing.addresses import Addresses
from call_routing.line_book import LineBook
from ivr import door
from ivr.front_desk import EXTENSION, FrontDesk
from ivr.signature import signed_text
from ticket_store.engine import Store
from ticket_store.line_rows import save_line

SHOP = Path(__file__).parents[1] / "stories" / "shop.yaml"
BASE = "https://hotline.test"
OLD, NEW = "the-token-of-today", "the-token-of-tomorrow"
NOON = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
CALL = {
    "CallSid": "CA" + "1" * 32,
    "From": "+48501234567",
    "To": "+48221234567",
    "Direction": "inbound",
    "CallStatus": "in-progress",
}


def signature(url: str, pairs: list[tuple[str, str]], token: str = OLD) -> str:
    """As the carrier signs; proven right in test_signature.py."""
    return b64encode(digest(token.encode(), (url + signed_text(pairs)).encode(), sha1)).decode()


def verbs_of(answer: TestResponse) -> list[ET.Element]:
    """The verbs of an answer, which must be a well-formed document."""
    assert (answer.status_code, answer.mimetype) == (200, "text/xml")
    root = ET.fromstring(answer.data)  # noqa: S314 - our own answer, not a stranger's
    assert root.tag == "Response"
    return list(root)


@dataclass
class Door:
    """One door; `post` and `get` sign what they send."""

    store: Store
    client: FlaskClient
    kinds: list[str] = field(default_factory=lambda: sorted(door.KINDS))

    def post(self, path: str, params: dict[str, str], token: str = OLD) -> TestResponse:
        signed = signature(f"{BASE}{path}", list(params.items()), token)
        return self.send(path, urlencode(params).encode(), signed)

    def get(self, path: str, token: str = OLD) -> TestResponse:
        return self.client.get(path, headers={"X-Twilio-Signature": signature(f"{BASE}{path}", [], token)})

    def send(self, path: str, body: bytes, signed: str | None) -> TestResponse:
        headers = {} if signed is None else {"X-Twilio-Signature": signed}
        return self.client.post(
            path, data=body, headers=headers, content_type="application/x-www-form-urlencoded"
        )


def open_door(store: Store) -> Door:
    """The door of the stories' shop, on a Tuesday at noon."""
    line, faults = read_checked(SHOP.read_text(encoding="utf-8"))
    assert line is not None, faults
    store.write(lambda tx: save_line(tx, line, actor="tests", now=NOON))
    app = Flask("door")
    app.extensions[EXTENSION] = FrontDesk(
        store, lambda: NOON, LineBook(store, fresh_for_s=0.0), Addresses(BASE), (OLD, NEW)
    )
    app.register_blueprint(door.blueprint)
    return Door(store, app.test_client())


@pytest.fixture
def telephone_door(store: Store) -> Door:
    """A door that nobody has come through yet."""
    return open_door(store)
