"""What of a webhook may be written down: no PIN, whatever else goes wrong."""

import pytest

from ivr.heard import HIDDEN, whole, without_keys, without_pin
from ivr.hook import Hook
from ticket_store.line import AgentSetup, Line, Shop

ANNA, JAN = "+48600000001", "+48501234567"
LINE = Line(
    1,
    Shop("Sowa", "PL", "Europe/Warsaw", ("pl",)),
    {},
    (),
    {},
    {},
    {},
    0,
    agents=(AgentSetup("anna@sowa.example", "Anna", ("agent",), rings=ANNA),),
)


def hook(**params: str) -> Hook:
    return Hook("key", {"CallSid": "CA1", **params}, {})


def test_keys_typed_at_an_address_for_pins_are_left_out() -> None:
    assert without_keys(hook(Digits="80264"), LINE) == hook(Digits=HIDDEN)
    assert without_keys(hook(), None) == hook()
    assert whole(hook(Digits="1"), None) == hook(Digits="1")


@pytest.mark.parametrize(
    ("sender", "line", "kept"),
    [
        (ANNA, LINE, f"avialable {HIDDEN} at 12:30"),  # misspelt, and not understood
        (JAN, LINE, "avialable 80264 at 12:30"),
        ("anonymous", LINE, "avialable 80264 at 12:30"),
        (JAN, None, f"avialable {HIDDEN} at 12:30"),  # nobody can tell whose phone it is
    ],
)
def test_a_text_from_an_agents_phone_is_kept_without_what_may_be_a_pin(
    sender: str, line: Line | None, kept: str
) -> None:
    text = hook(From=sender, Body="avialable 80264 at 12:30")
    assert without_pin(text, line)["Body"] == kept


def test_the_pin_of_an_agent_who_writes_from_another_phone_is_not_kept_either() -> None:
    assert without_pin(hook(From=JAN, Body="Przerwa 80264"), LINE)["Body"] == f"Przerwa {HIDDEN}"
