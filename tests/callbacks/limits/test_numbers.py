"""A number typed on a keypad or written on a form becomes E.164, or is nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callbacks.limits.numbers import typed_number


@pytest.mark.parametrize(
    ("typed", "country", "number"),
    [
        ("501234567", "PL", "+48501234567"),
        ("501234567#", "PL", "+48501234567"),
        ("*501234567", "PL", "+48501234567"),
        (" 501 234 567 ", "PL", "+48501234567"),
        ("0048501234567", "PL", "+48501234567"),
        ("+48501234567", "PL", "+48501234567"),
        ("00420601234567", "PL", "+420601234567"),
        ("0401234567", "FI", "+358401234567"),
        ("601234567", "CZ", "+420601234567"),
        ("50123456", "PL", None),
        ("1", "PL", None),
        ("", "PL", None),
        ("#", "PL", None),
        ("hangup", "PL", None),
        ("501 234 567 ext. 9", "PL", None),
        ("+48501234567;ext=9", "PL", None),
        ("501234567x9", "PL", None),
        ("501234567,,1", "PL", None),
        ("501234567;1", "PL", None),
        ("0" * 16, "PL", None),
        ("999", "PL", None),
    ],
)
def test_a_typed_number_is_read_as_people_of_the_country_type_it(
    typed: str, country: str, number: str | None
) -> None:
    assert typed_number(typed, country) == number


@given(st.text(max_size=60), st.sampled_from(["PL", "CZ", "FI"]))
def test_whatever_is_typed_comes_out_as_e164_or_not_at_all(typed: str, country: str) -> None:
    number = typed_number(typed, country)
    assert number is None or (number.startswith("+") and number[1:].isascii() and number[1:].isdigit())
