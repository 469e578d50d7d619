import base64
import contextlib
import json
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.api.cursor import from_cursor, to_cursor
from admin.api.errors import ApiError
from ticket_store.listing.paging import Place

PLACES = st.builds(
    Place,
    st.none() | st.datetimes(timezones=st.just(UTC)),
    st.text("0123456789abcdefghjkmnpqrstvwxyz", min_size=26, max_size=26),
)


def of(*parts: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()


@given(PLACES)
def test_a_cursor_leads_back_to_its_place(place: Place) -> None:
    assert from_cursor("calls", to_cursor("calls", place)) == place


def test_no_place_is_no_cursor() -> None:
    assert to_cursor("calls", None) is None
    assert from_cursor("calls", None) is None


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "nonsense",
        "żółw",
        "a" * 100_000,
        of("tickets", None, "x"),
        of("calls", None),
        of("calls", None, 5),
        of("calls", None, "\0"),
        of("calls", "2026-11-24T12:00:00", "x"),
        of("calls", "soon", "x"),
        of("calls", "0001-01-01T00:00:00+14:00", "x"),
        of("calls", 7, "x"),
        base64.urlsafe_b64encode(b"[" * 300).decode(),
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
    ],
)
def test_a_cursor_that_is_not_ours_is_refused(cursor: str) -> None:
    with pytest.raises(ApiError) as refusal:
        from_cursor("calls", cursor)
    assert refusal.value.status == 400
    assert refusal.value.id == "cursor-unknown"


@given(st.text())
def test_any_text_is_a_place_or_refused(text: str) -> None:
    with contextlib.suppress(ApiError):
        assert from_cursor("calls", text) is not None
