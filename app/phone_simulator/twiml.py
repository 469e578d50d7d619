"""From an HTTP answer to a document that can be run."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

from .webhook_client import Answer

MAX_BODY_BYTES = 65_536
TWIML_TYPES = frozenset({"text/xml", "application/xml", "text/html"})


class DocumentError(Exception):
    """No document to run: the carrier's code, and a sentence that says what was wrong with which URL."""

    def __init__(self, code: int, message: str, url: str = "", webhook_id: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.url = url
        self.webhook_id = webhook_id


@dataclass(frozen=True)
class Document:
    """A parsed document; relative URLs refer to `url`, which is None for TwiML given by REST."""

    root: ET.Element
    url: str | None
    webhook_id: int | None = None

    def resolve(self, given: str | None) -> str:
        """The absolute form of an action or URL in this document; None and empty mean the document's own URL.

        Raises: DocumentError 11100 for a relative URL in TwiML that came by REST.
        """
        if given and urlsplit(given).scheme in {"http", "https"}:
            return given
        if self.url is None:
            message = f'"{given or ""}" is not an absolute URL: TwiML given by REST needs absolute ones.'
            raise DocumentError(11100, message)
        return urljoin(self.url, given.strip()) if given else self.url


def parse(text: str | bytes, url: str | None, webhook_id: int | None = None) -> Document:
    """Parse TwiML. Raises: DocumentError 12100 (not XML) or 12102 (root is not Response)."""
    try:
        root = ET.fromstring(text)  # noqa: S314 - the application under test is ours; expat caps entity expansion
    except ET.ParseError as error:
        raise DocumentError(12100, f"The document is not XML: {error}.", url or "", webhook_id) from error
    if root.tag != "Response":
        message = f"The root element is <{root.tag}>. It must be <Response>."
        raise DocumentError(12102, message, url or "", webhook_id)
    return Document(root, url, webhook_id)


def read(answer: Answer) -> Document:
    """The document of an answer, by its content type.

    Audio is played and the call ends; plain text is TwiML when it parses and is spoken otherwise.
    Raises: DocumentError with the code of what is wrong.
    Source: docs:voice/twiml, table of MIME types.
    """
    number = answer.record.id
    if answer.error_code is not None:
        raise DocumentError(answer.error_code, answer.error, answer.url, number)
    if len(answer.body) > MAX_BODY_BYTES:
        message = f"{answer.url} answered {len(answer.body)} bytes. The most is {MAX_BODY_BYTES}."
        raise DocumentError(11750, message, answer.url, number)
    if answer.content_type in TWIML_TYPES:
        return parse(answer.body, answer.url, number)
    if answer.content_type.startswith("audio/"):
        return _spoken("Play", answer.url, answer)
    if answer.content_type == "text/plain":
        try:
            return parse(answer.body, answer.url, number)
        except DocumentError:
            return _spoken("Say", answer.body.decode("utf-8", "replace"), answer)
    message = f'{answer.url} answered content type "{answer.content_type}". Answer text/xml.'
    raise DocumentError(12300, message, answer.url, number)


def _spoken(verb: str, text: str, answer: Answer) -> Document:
    root = ET.Element("Response")
    ET.SubElement(root, verb).text = text
    ET.SubElement(root, "Hangup")
    return Document(root, answer.url, answer.record.id)
