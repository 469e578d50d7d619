"""From an HTTP answer to a document."""

from datetime import UTC, datetime

import pytest

from app.phone_simulator.model import WebhookRecord
from app.phone_simulator.twiml import Document, DocumentError, parse, read
from app.phone_simulator.webhook_client import Answer

URL = "http://app.test/ivr/voice?step=1"
RECORD = WebhookRecord(1, datetime(2026, 3, 3, tzinfo=UTC), "voice", "POST", URL, {}, {})


def _read(content_type: str, body: bytes) -> Document:
    return read(Answer(URL, 200, content_type, body, RECORD))


@pytest.mark.parametrize("content_type", ["text/xml", "application/xml", "text/html", "text/plain"])
def test_these_content_types_carry_twiml(content_type: str) -> None:
    assert [verb.tag for verb in _read(content_type, b"<Response><Pause/></Response>").root] == ["Pause"]


def test_audio_is_played_and_the_call_ends() -> None:
    assert [verb.tag for verb in _read("audio/mpeg", b"ID3").root] == ["Play", "Hangup"]


def test_other_text_is_spoken_and_the_call_ends() -> None:
    root = _read("text/plain", "Cześć".encode()).root
    assert [(verb.tag, verb.text) for verb in root] == [("Say", "Cześć"), ("Hangup", None)]


@pytest.mark.parametrize(
    ("content_type", "body", "code"),
    [
        ("application/json", b"{}", 12300),
        ("", b"<Response/>", 12300),
        ("text/xml", b"", 12100),
        ("text/xml", b"<response/>", 12102),
        ("text/xml", b"<Response>" + b" " * 65_536 + b"</Response>", 11750),
    ],
)
def test_what_is_no_document_has_the_carriers_code(content_type: str, body: bytes, code: int) -> None:
    with pytest.raises(DocumentError) as wrong:
        _read(content_type, body)
    assert wrong.value.code == code


def test_relative_urls_refer_to_the_document() -> None:
    document = parse("<Response/>", URL)
    assert document.resolve("menu") == "http://app.test/ivr/menu"
    assert document.resolve("/x") == "http://app.test/x"
    assert document.resolve("") == URL
    assert document.resolve("https://other.test/y") == "https://other.test/y"


def test_twiml_given_by_rest_needs_absolute_urls() -> None:
    with pytest.raises(DocumentError, match="absolute"):
        parse("<Response/>", None).resolve("/x")
