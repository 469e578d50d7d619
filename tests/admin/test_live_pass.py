from datetime import UTC, datetime

from freezegun import freeze_time

from admin.live_pass import LivePass, read_pass, write_pass

SECRET = "a secret of the tests"


def test_a_pass_says_who_watches_what() -> None:
    token = write_pass(SECRET, "me", ["calls", "agent:me"])
    assert read_pass(SECRET, token) == LivePass("me", frozenset({"agent:me", "calls"}))


def test_a_pass_of_another_secret_opens_nothing() -> None:
    assert read_pass(SECRET, write_pass("another secret", "me", [])) is None


def test_a_changed_pass_opens_nothing() -> None:
    assert read_pass(SECRET, write_pass(SECRET, "me", ["calls"]) + "x") is None
    assert read_pass(SECRET, "") is None


def test_a_pass_of_two_minutes_ago_opens_nothing() -> None:
    with freeze_time(datetime(2026, 11, 21, 12, 0, tzinfo=UTC)):
        token = write_pass(SECRET, "me", ["calls"])
    with freeze_time(datetime(2026, 11, 21, 12, 2, tzinfo=UTC)):
        assert read_pass(SECRET, token) is None
