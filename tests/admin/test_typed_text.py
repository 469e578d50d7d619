from datetime import UTC, datetime

import pytest

from admin.typed_text import LARGEST, clean, exact_time, whole_number


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("zażółć 🦉\n\tgęślą", "zażółć 🦉\n\tgęślą"),
        ("a\x00b\x1bc\x7f", "abc"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("lone \ud83d surrogate", "lone  surrogate"),
        ("Ola \u202enad\u2066 x", "Ola nad x"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),  # escaped where it is shown
    ],
)
def test_text_is_kept_as_typed_without_what_no_database_takes(typed: str, kept: str) -> None:
    assert clean(typed, longest=100) == kept


def test_too_long_a_text_is_cut() -> None:
    assert clean("abcdef", longest=3) == "abc"


def test_a_whole_number_is_one_that_every_database_keeps() -> None:
    assert [whole_number(typed) for typed in ("0", "17", str(LARGEST))] == [0, 17, LARGEST]
    odd = ["", "-1", "1.5", "٣", "²", "1e3", str(LARGEST + 1), "9" * 5000]
    assert [whole_number(typed) for typed in odd] == [None] * len(odd)


def test_a_time_with_its_zone_is_exact() -> None:
    assert exact_time("2026-11-21T15:00+01:00") == datetime(2026, 11, 21, 14, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "soon",
        "2026-11-21T15:00",
        "2026-02-30T15:00Z",
        "0001-01-01T00:00+14:00",
        "0001-01-01T00:00Z",
        "9999-12-31T23:59-14:00",
        "9999-12-31T23:59Z",
    ],
)
def test_a_time_without_a_zone_or_at_the_ends_of_the_calendar_is_none(typed: str) -> None:
    assert exact_time(typed) is None
