from datetime import time

import pytest

from call_routing.hours.dial_hours import ever_rings

EIGHT, TWENTY = time(8), time(20)


@pytest.mark.parametrize(
    ("text", "rings"),
    [
        ("Mo-Fr 08:30-17:00; PH off", True),
        ("Su 19:59-23:00", True),
        ("Mo-Su 20:00-08:00", False),
        ("Mo-Su 20:00-08:01", True),
        ("Dec 24 10:00-12:00", True),
        ("2031 Dec 24 05:00-06:00", True),  # a date of one year gets the benefit of the doubt
        ("off", False),
    ],
)
def test_hours_that_never_meet_the_window_leave_no_time_to_ring_anybody(text: str, rings: bool) -> None:
    assert ever_rings(text, "PL", EIGHT, TWENTY) is rings


def test_a_window_until_midnight_holds_the_evening() -> None:
    assert ever_rings("Mo-Su 21:00-23:00", "PL", EIGHT, time())
