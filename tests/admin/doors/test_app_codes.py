from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from admin.doors.app_codes import address_for_app, new_secret, step_of

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # "12345678901234567890", of RFC 6238, appendix B
LAST_SECOND = datetime.fromtimestamp(1111111109, UTC)  # of its half minute
STEP = 37037036


def test_the_published_code_is_right() -> None:
    assert step_of(SECRET, "081804", LAST_SECOND) == STEP  # 07081804 of the RFC, its last six digits


@pytest.mark.parametrize(
    ("later_s", "step"), [(-60, None), (-59, STEP), (-30, STEP), (0, STEP), (30, STEP), (31, None)]
)
def test_a_code_counts_in_its_half_minute_and_the_ones_beside_it(later_s: int, step: int | None) -> None:
    assert step_of(SECRET, "081804", LAST_SECOND + timedelta(seconds=later_s)) == step


@pytest.mark.parametrize("typed", ["", "081805", "81804", "0818044", "٠٨١٨٠٤", "abcdef", "081804x"])
def test_anything_else_is_wrong(typed: str) -> None:
    assert step_of(SECRET, typed, LAST_SECOND) is None


def test_spaces_between_the_digits_do_not_matter() -> None:
    assert step_of(SECRET, " 081 804 ", LAST_SECOND) == STEP


def test_the_app_reads_who_and_where_from_its_address() -> None:
    secret = new_secret()
    address = address_for_app(secret, "ola@sowa.example", "Sowa Books")
    read = pyotp.parse_uri(address)
    assert (read.secret, read.name, read.issuer) == (secret, "ola@sowa.example", "Sowa Books")
