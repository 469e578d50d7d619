import pytest

from admin.doors.browser_names import browser_named

MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("said", "named"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0",
            "Firefox, Windows",
        ),
        (f"{MAC} Version/26.0 Safari/605.1.15", "Safari, Mac"),
        ("Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/142.0 Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/142.0 Safari/537.36 Edg/142.0", "Edge, Windows"),
        ("curl/8.9", None),
        ("", None),
    ],
)
def test_a_browser_is_named_by_what_it_says_of_itself(said: str, named: str | None) -> None:
    assert browser_named(said) == named
