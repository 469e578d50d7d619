"""A webhook is a stranger's text: nothing is assumed to be there, and nothing breaks the reading."""

from datetime import UTC, datetime
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.hook import MOST_FIELDS, Hook, TooMuchError, pairs_of

NOW = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)


def hook(query: dict[str, str] | None = None, **params: str) -> Hook:
    return Hook("status", params, query or {})


def test_a_parameter_that_was_not_sent_is_empty() -> None:
    assert hook()["Digits"] == ""
    assert hook().call_sid == ""
    assert hook().token == ""


@pytest.mark.parametrize("status", ["completed", "busy", "failed", "no-answer", "canceled"])
def test_a_final_status_says_that_the_leg_is_over(status: str) -> None:
    assert hook(CallStatus=status).has_ended


@pytest.mark.parametrize("status", ["queued", "ringing", "in-progress", "", "evaporated"])
def test_any_other_status_does_not(status: str) -> None:
    assert not hook(CallStatus=status).has_ended


@pytest.mark.parametrize(
    ("told", "step"),
    [("0", 0), ("7", 7), ("", -1), ("-1", -1), ("x", -1), ("1.5", -1), ("1000000", -1), ("²", -1)],
)
def test_the_step_is_a_small_number_or_none(told: str, step: int) -> None:
    assert hook({"s": told}).step == step


@pytest.mark.parametrize(
    ("told", "at"),
    [
        ("Tue, 03 Mar 2026 11:59:30 +0000", datetime(2026, 3, 3, 11, 59, 30, tzinfo=UTC)),
        ("Tue, 03 Mar 2026 12:59:30 +0100", datetime(2026, 3, 3, 11, 59, 30, tzinfo=UTC)),
        ("Tue, 03 Mar 2026 12:00:30 +0000", NOW),  # never later than now
        ("", NOW),
        ("yesterday", NOW),
        ("Tue, 99 Mar 2026 12:00:30 +0000", NOW),
    ],
)
def test_the_carriers_own_time_is_taken_where_it_makes_sense(told: str, at: datetime) -> None:
    assert hook(Timestamp=told).told_at(NOW) == at


@given(st.text(max_size=40))
def test_no_timestamp_breaks_the_reading(told: str) -> None:
    assert hook(Timestamp=told).told_at(NOW) <= NOW


def test_fields_keep_their_order_blanks_and_repeats() -> None:
    assert pairs_of(b"a=1&b=&a=2&c=%C5%BC+x") == [("a", "1"), ("b", ""), ("a", "2"), ("c", "ż x")]


@given(st.binary(max_size=400))
def test_any_bytes_can_be_read_as_text_that_can_be_written(sent: bytes) -> None:
    for name, value in pairs_of(sent):
        (name + value).encode()


FORM = st.lists(
    st.one_of(
        st.binary(max_size=8), st.sampled_from([b"%2B48", b"+", b"%", b"%C5%BC", b"%zz", b"=", b"&", b"%26"])
    )
)


@given(FORM.map(b"".join))
def test_forms_are_read_as_the_standard_library_reads_them(sent: bytes) -> None:
    assert pairs_of(sent) == parse_qsl(sent.decode("utf-8", "replace"), keep_blank_values=True)


def test_more_fields_than_any_webhook_has_are_refused() -> None:
    pairs_of(b"&".join([b"a=1"] * MOST_FIELDS))
    with pytest.raises(TooMuchError):
        pairs_of(b"&".join([b"a=1"] * (MOST_FIELDS + 1)))
