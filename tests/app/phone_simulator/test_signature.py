"""The simulator's signer on the carrier's documented example."""

import pytest

from app.phone_simulator.signature import sign, signed_url

PARAMS = {
    "CallSid": "CA1234567890ABCDE",
    "Caller": "+14158675310",
    "Digits": "1234",
    "From": "+14158675310",
    "To": "+18005551212",
}


def test_the_documented_example_gives_the_documented_signature() -> None:
    url = "https://example.com/myapp.php?foo=1&bar=2"
    assert sign(url, PARAMS, "12345") == "L/OH5YylLD5NRKLltdqwSvS0BnU="


@pytest.mark.parametrize(
    ("url", "signed"),
    [
        ("https://h.test:8443/p?q=%C5%BC", "https://h.test/p?q=%C5%BC"),
        ("http://h.test:8080/p", "http://h.test:8080/p"),
        ("https://name:word@h.test/p#rc=2", "https://h.test/p"),
    ],
)
def test_voice_drops_the_https_port_the_login_and_the_fragment(url: str, signed: str) -> None:
    assert signed_url(url) == signed


def test_texts_keep_the_https_port() -> None:
    assert signed_url("https://h.test:8443/p", keep_port=True) == "https://h.test:8443/p"


def test_repeated_values_are_sorted_and_counted_once() -> None:
    assert sign("http://h", {"A": ["2", "1", "2"]}, "t") == sign("http://h", {"A": ["1", "2"]}, "t")
