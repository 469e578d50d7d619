import gzip

import pytest

from tests.admin.conftest import Person

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
SHEET = "/assets/vendor/tabler-1.6.1.min.css"
PACKED = {"Accept-Encoding": "gzip, br"}


def test_a_style_sheet_is_sent_packed_and_is_the_same(stranger: Person) -> None:
    with stranger.opens(SHEET) as plain, stranger.opens(SHEET, **PACKED) as sent:
        assert "Content-Encoding" not in plain.headers
        assert sent.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in sent.headers["Vary"]
        assert gzip.decompress(sent.data) == plain.data
        assert len(sent.data) < 100_000


def test_sounds_and_pages_are_never_packed(stranger: Person) -> None:
    for path in ("/assets/offer.wav", "/sign-in"):
        with stranger.opens(path, **PACKED) as sent:
            assert "Content-Encoding" not in sent.headers


def test_a_packed_file_that_has_not_changed_is_not_sent_again(stranger: Person) -> None:
    with stranger.opens("/assets/keys.js", **PACKED) as first:
        known = {"If-Modified-Since": first.headers["Last-Modified"]}
    with stranger.opens("/assets/keys.js", **PACKED, **known) as again:
        assert again.status_code == 304
