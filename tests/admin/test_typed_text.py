import pytest

from admin.typed_text import clean


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("zażółć 🦉\n\tgęślą", "zażółć 🦉\n\tgęślą"),
        ("a\x00b\x1bc\x7f", "abc"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("lone \ud83d surrogate", "lone  surrogate"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),  # escaped where it is shown
    ],
)
def test_text_is_kept_as_typed_without_what_no_database_takes(typed: str, kept: str) -> None:
    assert clean(typed, longest=100) == kept


def test_too_long_a_text_is_cut() -> None:
    assert clean("abcdef", longest=3) == "abc"
