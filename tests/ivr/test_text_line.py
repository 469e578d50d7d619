"""What a text may ask for: a word for a status and a PIN, in each of our languages."""

import pytest

from call_routing.people.agent_status import AgentStatus
from ivr.text_line import StatusText, read_status_text

AVAILABLE, AWAY, OFFLINE = AgentStatus.AVAILABLE, AgentStatus.AWAY, AgentStatus.OFFLINE


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("available 1937", AVAILABLE),
        ("AVAILABLE 1937", AVAILABLE),
        (" Available: 1937. ", AVAILABLE),
        ("available1937", AVAILABLE),
        ("away 1937", AWAY),
        ("Offline\n1937", OFFLINE),
        ("status 1937", None),
        ("Dostępny 1937", AVAILABLE),
        ("dostepna 1937", AVAILABLE),
        ("przerwa 1937", AWAY),
        ("koniec 1937", OFFLINE),
        ("NIEDOSTĘPNA 1937", OFFLINE),
        ("stan 1937", None),
        ("dostupná 1937", AVAILABLE),
        ("přestávka 1937", AWAY),
        ("pauza 1937", AWAY),
        ("konec 1937", OFFLINE),
        ("stav 1937", None),
        ("vapaana 1937", AVAILABLE),
        ("tauolla 1937", AWAY),
        ("poissa 1937", OFFLINE),
        ("tila 1937", None),
    ],
)
def test_a_word_and_a_pin_are_understood(body: str, status: AgentStatus | None) -> None:
    assert read_status_text(body) == StatusText(status, "1937")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "1937",
        "available",
        "available 193",
        "available 193719371",
        "available 1937 please",
        "I am available 1937",
        "unknown 1937",
        "available 19 37",
        "available १९३७",
        "x" * 2000 + " 1937",
    ],
)
def test_every_other_text_is_a_text(body: str) -> None:
    assert read_status_text(body) is None
