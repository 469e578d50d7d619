"""The page docs/api.md, held against what it tells of."""

import re
from pathlib import Path

from prometheus_client import generate_latest
from prometheus_client.registry import CollectorRegistry

from admin.api.document import _REASONS
from app.metrics import StoreCollector
from tests.admin.api.seed import NOON
from ticket_store.engine import Store

PAGE = (Path(__file__).parents[3] / "docs" / "api.md").read_text()


def test_every_figure_is_explained(store: Store) -> None:
    registry = CollectorRegistry()
    registry.register(StoreCollector(store, lambda: NOON))
    names = set(re.findall(r"^# TYPE (\S+)", generate_latest(registry).decode(), re.MULTILINE))
    assert names | {"hotline_webhook_seconds"} == set(re.findall(r"`(hotline_\w+)", PAGE))


def test_every_status_of_the_document_is_explained() -> None:
    explained = {
        int(status)
        for row in re.findall(r"^\| ([\d, ]+) \|", PAGE, re.MULTILINE)
        for status in row.split(",")
    }
    assert set(_REASONS) <= explained
