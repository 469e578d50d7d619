"""Single values of the shop file, there and back."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.shop_file.values import (
    LeftOutError,
    number_fault,
    read_duration,
    read_moment,
    read_number,
    read_whole,
    write_duration,
    write_moment,
)

WARSAW = ZoneInfo("Europe/Warsaw")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("20 s", 20), ("20s", 20), ("10 min", 600), ("2 h", 7200), ("1 day", 86400), ("365 days", 31536000)],
)
def test_a_duration_is_a_number_and_its_unit(text: str, seconds: int) -> None:
    assert read_duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "20", "s", "2 weeks", "1.5 h", "1:30", "36501 days", "20 s later"])
def test_a_duration_is_nothing_else(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        read_duration(text)


@given(st.integers(0, 3_000_000_000).map(lambda seconds: timedelta(seconds=seconds)))
def test_a_written_duration_loses_no_second(duration: timedelta) -> None:
    assert read_duration(write_duration(duration)) == duration


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"),
        (60, "60 s"),
        (299, "299 s"),
        (300, "5 min"),
        (301, "301 s"),
        (7200, "2 h"),
        (86400, "1 day"),
    ],
)
def test_a_duration_is_written_as_people_say_it(seconds: int, text: str) -> None:
    assert write_duration(timedelta(seconds=seconds)) == text


@pytest.mark.parametrize(
    ("text", "ends", "moment"),
    [
        ("2026-12-28 08:30", False, datetime(2026, 12, 28, 7, 30, tzinfo=UTC)),
        ("2026-07-01T08:30", False, datetime(2026, 7, 1, 6, 30, tzinfo=UTC)),
        ("2026-12-28", False, datetime(2026, 12, 27, 23, 0, tzinfo=UTC)),
        ("2026-12-28", True, datetime(2026, 12, 28, 23, 0, tzinfo=UTC)),
        ("2026-10-25 02:30", False, datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25 02:30+01:00", False, datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    ],
)
def test_a_moment_is_on_the_clock_of_the_shop(text: str, ends: bool, moment: datetime) -> None:
    assert read_moment(text, WARSAW, ends=ends) == moment


@pytest.mark.parametrize("text", ["28.12.2026", "2026-12-28 25:00", "2026-03-29 02:30", "1026-12-28", "soon"])
def test_what_no_clock_of_the_shop_shows_is_no_moment(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        read_moment(text, WARSAW)


def test_the_hour_that_the_clock_leaves_out_is_told_from_what_cannot_be_read() -> None:
    with pytest.raises(LeftOutError):
        read_moment("2026-03-29 02:30", WARSAW)


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - hypothesis wants naive bounds
    st.sampled_from(["Europe/Warsaw", "Europe/Helsinki", "America/St_Johns", "UTC"]).map(ZoneInfo),
)
def test_a_written_moment_is_the_same_moment_in_both_hours_of_an_autumn_night(
    moment: datetime, zone: ZoneInfo
) -> None:
    moment = moment.replace(microsecond=0)
    assert read_moment(write_moment(moment, zone), zone) == moment


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("22 601 22 00", "+48226012200"),
        ("+420 228 881 200", "+420228881200"),
        ("0048226012200", "+48226012200"),
        ("sales line", "sales line"),
    ],
)
def test_a_number_without_a_plus_is_one_of_the_country(text: str, number: str) -> None:
    assert read_number(text, "PL") == number


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("+48226012200", None),
        ("+4822", "+4822 is not a number that exists. Check its digits."),
        (
            "sales",
            '"sales" is no phone number. Write it with + and the country code, like "+48221234567".',
        ),
    ],
)
def test_a_number_that_cannot_be_dialled_is_named(number: str, fault: str | None) -> None:
    found = number_fault(number)
    assert (str(found) if found else None) == fault


@pytest.mark.parametrize("text", ["", "three", "1.0", "1e3", "1000000", "٣٣٣٣٣٣٣"])
def test_a_whole_number_has_six_digits_at_most(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        read_whole(text)
