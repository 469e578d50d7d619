"""Requests between the carrier and the app as the page shows them: one line each, or one of them whole."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from .model import Verdict, WebhookRecord
from .rest import RestRecord

FIRST_FAILING_STATUS = 400


def judged(verdicts: Sequence[Verdict], status: int | None) -> str:
    """One word for a request: `waiting`, `fine`, `warning` or `fault`."""
    if status is None:
        return "waiting"
    levels = {each.level for each in verdicts}
    if "error" in levels or status == 0 or status >= FIRST_FAILING_STATUS:
        return "fault"
    return "warning" if "warning" in levels else "fine"


def webhook_row(record: WebhookRecord) -> dict[str, Any]:
    """A webhook as one line of the timeline."""
    parts = urlsplit(record.url)
    return {
        "id": f"w{record.id}",
        "way": "to-app",
        "at": record.at.isoformat(),
        "method": record.method,
        "path": parts.path + (f"?{parts.query}" if parts.query else ""),
        "kind": record.kind.replace("_", " ") + (f", attempt {record.attempt}" if record.attempt > 1 else ""),
        "call": record.call_sid,
        "status": record.status,
        "ms": round(record.ms, 1),
        "verdict": judged(record.verdicts, record.status),
    }


def rest_row(record: RestRecord) -> dict[str, Any]:
    """A REST request as one line of the timeline; the common beginning of its path is left out."""
    return {
        "id": f"r{record.id}",
        "way": "to-carrier",
        "at": record.at.isoformat(),
        "method": record.method,
        "path": "/" + record.path.split("/", 4)[-1]
        if record.path.startswith("/2010-04-01/Accounts/")
        else record.path,
        "kind": "REST",
        "call": record.call_sid,
        "status": record.status,
        "ms": round(record.ms, 1),
        "verdict": judged(record.verdicts, record.status),
    }


def webhook_whole(record: WebhookRecord) -> dict[str, Any]:
    """A webhook with everything that was sent and answered."""
    return {
        "id": f"w{record.id}",
        "way": "to-app",
        "method": record.method,
        "url": record.url,
        "kind": record.kind,
        "at": record.at.isoformat(),
        "attempt": record.attempt,
        "params": sorted(record.params.items()),
        "headers": sorted(record.headers.items()),
        "status": record.status,
        "content_type": record.content_type,
        "answer": record.answer,
        "ms": round(record.ms, 1),
        "verdicts": [vars(each) for each in record.verdicts],
    }


def rest_whole(record: RestRecord) -> dict[str, Any]:
    """A REST request with everything that was sent and answered; its headers hold secrets and are left out."""
    return {
        "id": f"r{record.id}",
        "way": "to-carrier",
        "method": record.method,
        "url": record.path,
        "kind": "REST",
        "at": record.at.isoformat(),
        "attempt": 1,
        "params": list(record.params),
        "headers": [],
        "status": record.status,
        "content_type": record.content_type,
        "answer": record.answer,
        "ms": round(record.ms, 1),
        "verdicts": [vars(each) for each in record.verdicts],
    }
