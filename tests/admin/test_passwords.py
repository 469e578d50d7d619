import pytest

from admin.passwords import hash_password, password_matches


def test_the_right_password_matches_its_hash() -> None:
    assert password_matches(hash_password("correct horse battery"), "correct horse battery")


def test_another_password_does_not() -> None:
    assert not password_matches(hash_password("correct horse battery"), "correct horse batterx")


def test_an_account_without_a_password_matches_nothing_not_even_the_stand_in() -> None:
    assert not password_matches(None, "")
    assert not password_matches(None, "nobody has this password")


def test_a_broken_hash_matches_nothing() -> None:
    assert not password_matches("not a hash", "x")


def test_a_short_password_is_refused_with_its_length() -> None:
    with pytest.raises(ValueError, match=r"The password has 5 characters\. Give it at least 12\."):
        hash_password("short")
