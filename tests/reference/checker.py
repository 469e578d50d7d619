"""The reference's own TwiML checker, loaded from the folder in which it lies."""

import importlib.util
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import cache
from pathlib import Path

Validate = Callable[[bytes, str | None], list[tuple[str, str, str]]]
CONTEXTS = {"wait": "enqueue_wait_url", "wait-key": "enqueue_wait_url", "hold": "conference_wait_url"}


@cache
def twiml_checker(reference_dir: Path) -> Validate:
    """A function (document, context) -> [(level, place, message)]."""
    found = importlib.util.spec_from_file_location("check_twiml", reference_dir / "check_twiml.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", ResourceWarning
        )  # the script leaves closing its schema to the interpreter
        found.loader.exec_module(module)
    return module.validate  # type: ignore[no-any-return]  # a plain script without types


def messaging_faults(document: bytes) -> list[str]:
    """What the carrier would not take in an answer to a text: the reference's checker knows voice only.

    Source: https://www.twilio.com/docs/messaging/twiml, at most 1,600 characters a message.
    """
    root = ET.fromstring(document)  # noqa: S314 - our own answer
    faults = [] if root.tag == "Response" else [f"root is <{root.tag}>"]
    for element in root:
        if element.tag != "Message" or len(element):
            faults.append(f"<{element.tag}> is no plain <Message>")
        elif not 0 < len((element.text or "").strip()) <= 1600:
            faults.append("a message of no length that can be sent")
    return faults
