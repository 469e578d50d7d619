import gzip

import pytest

from admin.template_names import STATIC
from tests.admin.conftest import Person

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
SHEET = "vendor/tabler-1.6.1.min.css"


def test_a_style_sheet_is_sent_packed_and_is_the_same(stranger: Person) -> None:
    sent = stranger.opens(f"/assets/{SHEET}", **{"Accept-Encoding": "gzip, br"})
    assert sent.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in sent.headers["Vary"]
    assert gzip.decompress(sent.data) == (STATIC / SHEET).read_bytes()
    assert len(sent.data) < 100_000


def test_whoever_does_not_take_it_gets_the_file_as_it_is(stranger: Person) -> None:
    sent = stranger.opens(f"/assets/{SHEET}")
    assert "Content-Encoding" not in sent.headers
    assert sent.data == (STATIC / SHEET).read_bytes()


def test_sounds_and_pages_are_never_packed(stranger: Person) -> None:
    for path in ("/assets/offer.wav", "/sign-in"):
        assert "Content-Encoding" not in stranger.opens(path, **{"Accept-Encoding": "gzip"}).headers


def test_a_packed_file_that_has_not_changed_is_not_sent_again(stranger: Person) -> None:
    first = stranger.opens("/assets/keys.js", **{"Accept-Encoding": "gzip"})
    again = stranger.opens(
        "/assets/keys.js", **{"Accept-Encoding": "gzip", "If-Modified-Since": first.headers["Last-Modified"]}
    )
    assert again.status_code == 304
