"""Who calls: a number that can be matched and rung, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.caller_number import as_told, caller_number


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ("+48501234567", "+48501234567"),
        (" +48501234567 ", "+48501234567"),
        ("0048501234567", "+48501234567"),
        ("48501234567", None),  # no country is guessed
        ("501234567", None),
        ("+0501234567", None),
        ("+48 501 234 567", None),
        ("+4850123456789012345", None),
        ("+١٢٣٤٥٦٧٨", None),
        ("anonymous", None),
        ("Restricted", None),
        ("+266696687", None),
        ("+7378742833", None),
        ("+86282452253", None),
        ("+8656696", None),
        ("client:anna", None),
        ("sip:+48501234567@example.org", None),
        ("", None),
    ],
)
def test_only_a_full_number_counts(told: str, number: str | None) -> None:
    assert caller_number(told) == number


@given(st.text(max_size=300))
def test_what_was_told_is_kept_short_and_printable(told: str) -> None:
    kept = as_told(told)
    assert len(kept) <= 80
    assert kept.isprintable()
    kept.encode()
