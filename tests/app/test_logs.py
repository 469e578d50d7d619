"""Log lines: for machines, without telephone numbers and secrets."""

import json
import logging
from collections.abc import Iterator

import pytest

from app.logs import log_to_stderr, masked


@pytest.fixture(autouse=True)
def keep_handlers() -> Iterator[None]:
    before = logging.root.handlers[:], logging.root.level
    yield
    logging.root.handlers[:], logging.root.level = before


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("call from +48601234567 ended", "call from +48*****567 ended"),
        ("GET /ivr/agent?t=286c2dd558dd", "GET /ivr/agent?t=***"),
        ("auth_token=abc123 was wrong", "auth_token=*** was wrong"),
        ("'password': 'hunter22'", "'password': '***'"),
        ("nothing to hide at 12:00", "nothing to hide at 12:00"),
    ],
)
def test_numbers_and_secrets_are_masked(said: str, kept: str) -> None:
    assert masked(said) == kept


def test_a_line_is_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    log_to_stderr()
    logging.getLogger("callbacks.ringing.dialling").info("rang %s", "+358401234567")
    line = json.loads(capsys.readouterr().err)
    assert line["from"] == "callbacks.ringing.dialling"
    assert line["message"] == "rang +35*****567"
    assert line["at"].endswith("+00:00")


def test_a_traceback_is_masked_too(capsys: pytest.CaptureFixture[str]) -> None:
    log_to_stderr()
    try:
        float("+420601234567-")
    except ValueError:
        logging.getLogger("ivr").exception("Something broke.")
    line = json.loads(capsys.readouterr().err)
    assert "+42*****567" in line["traceback"]
    assert "601234" not in line["traceback"]


def test_libraries_are_heard_only_when_something_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    log_to_stderr()
    logging.getLogger("urllib3").info("chatter")
    assert capsys.readouterr().err == ""
