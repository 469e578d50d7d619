from datetime import datetime, timedelta

import pytest

from admin.panel.incident_form import EndFault, Typed, end_of, read_typed
from tests.admin.seed import NOW
from ticket_store.labels import Labels

WARSAW = Labels(timezone="Europe/Warsaw", languages=("pl", "en"))


@pytest.mark.parametrize(
    ("ends_in", "ends_at", "minutes"),
    [
        ("30", "", 30),
        ("30", "2026-11-19T14:00", 60),  # what was typed counts before the list; 13:00 in Warsaw now
        ("", "2026-11-20", 11 * 60),
    ],
)
def test_an_end_is_so_many_minutes_away_or_a_time_of_the_shops_clock(
    ends_in: str, ends_at: str, minutes: int
) -> None:
    ends = end_of(Typed(ends_in=ends_in, ends_at=ends_at), WARSAW, NOW)
    assert isinstance(ends, datetime)
    assert ends - NOW == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("ends_in", "ends_at", "fault"),
    [
        ("", "", EndFault.MISSING),
        ("soon", "", EndFault.MISSING),
        ("0", "", EndFault.OVER),
        ("30", "2026-11-19T12:59", EndFault.OVER),
        ("30", "tomorrow", EndFault.UNREADABLE),
        ("", "2027-03-28T02:30", EndFault.LEFT_OUT),
        ("", "2027-11-19T12:00", EndFault.TOO_FAR),
    ],
)
def test_an_end_that_cannot_be_taken_says_why(ends_in: str, ends_at: str, fault: EndFault) -> None:
    assert end_of(Typed(ends_in=ends_in, ends_at=ends_at), WARSAW, NOW) is fault


def test_texts_are_read_in_the_languages_of_the_shop_alone() -> None:
    typed = read_typed({"text-pl": " Awaria \x00", "text-en": "", "text-de": "Panne"}, WARSAW)
    assert typed.text == {"pl": "Awaria", "en": ""}
