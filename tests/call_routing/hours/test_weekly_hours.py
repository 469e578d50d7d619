from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from call_routing.hours.hours_text import check_hours, read_hours
from call_routing.hours.weekly_hours import (
    LongNightError,
    WeeklyHours,
    clock,
    joined,
    read_spans,
    read_typed_week,
    read_week,
    repeat_usual,
    usual_rules,
    with_nights,
    write_week,
)

OFFICE = ((510, 1020),)
CLOSED: tuple[tuple[int, int], ...] = ()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Mo-Fr 08:30-17:00; PH off", "Mo-Fr 08:30-17:00; PH off"),
        ("mo-fr 8:30-12:00,13:00-17:00", "Mo-Fr 08:30-12:00,13:00-17:00"),
        ("Mo-Fr 08:00-12:00; Mo 13:00-15:00", "Mo 13:00-15:00; Tu-Fr 08:00-12:00"),
        ("Mo,Tu,Fr 09:00-15:00", "Mo,Tu,Fr 09:00-15:00"),
        ("24/7", "Mo-Su 00:00-24:00"),
        ("09:00-12:00; Su off", "Mo-Sa 09:00-12:00"),
        ("Su 22:00-02:00", "Mo 00:00-02:00; Su 22:00-24:00"),
        ("Mo-Fr 08:00-17:00; PH,Sa off", "Mo-Fr 08:00-17:00; PH off"),
        ("Mo-Fr,PH 08:00-12:00", "Mo-Fr 08:00-12:00; PH 08:00-12:00"),
        ("off; PH 10:00-12:00", "off; PH 10:00-12:00"),
        ("off", "off"),
        ("Mo-Fr 08:00-12:00; PH off; Dec 24 09:00-10:00", "Mo-Fr 08:00-12:00; PH off; Dec 24 09:00-10:00"),
        ('Mo 08:00-12:00; easter -2 days off "a; b"', 'Mo 08:00-12:00; easter -2 days off "a; b"'),
    ],
)
def test_a_text_becomes_a_week_and_a_week_a_text(text: str, written: str) -> None:
    week = read_week(text)
    assert week is not None
    assert write_week(week) == written


@pytest.mark.parametrize(
    "text",
    [
        "Mo-Fr 08:00-17:00; PH off; We 10:00-12:00",
        "Dec 24 off; Mo-Fr 08:00-17:00",
        "Mo-Fr 08:00-17:00; Dec 24 08:00-12:00; PH off",
        "Mo[1] 10:00-12:00",
        "Mo 08:00-12:00, Mo 13:00-15:00",
        "Mo-Fr 08:00-17:00; PH Mo-Fr 10:00-12:00",
    ],
)
def test_a_text_of_which_a_grid_would_lose_something_is_left_to_the_text(text: str) -> None:
    assert read_week(text) is None


minutes = st.integers(0, 95).map(lambda quarter: quarter * 15)
spans = st.lists(
    st.builds(lambda one, two: (min(one, two), max(one, two) + 15), minutes, minutes), max_size=3
).map(joined)
weeks = st.builds(
    WeeklyHours,
    st.tuples(*[spans] * 7),
    st.none() | spans,
    st.sampled_from([(), ("Dec 24 08:00-12:00",), ("2027 Mar 29 off", "easter +1 day 10:00-12:00")]),
)


@given(weeks)
@settings(max_examples=60, deadline=None)
def test_whatever_is_painted_can_be_read_again_and_means_the_same(week: WeeklyHours) -> None:
    text = write_week(week)
    assert check_hours(text, "PL") is None
    assert read_week(text) == week
    hours = read_hours(text, "PL")
    monday = datetime(2026, 2, 2)  # noqa: DTZ001 - a wall clock; a week without holidays
    for day, of_day in enumerate(week.days):
        for minute in range(0, 1440, 15):
            is_open = any(start <= minute < end for start, end in of_day)
            assert hours.is_open(monday + timedelta(days=day, minutes=minute)) is is_open


@pytest.mark.parametrize(
    ("typed", "today", "after"),
    [
        ("", CLOSED, CLOSED),
        ("closed", CLOSED, CLOSED),
        ("8:30-17", OFFICE, CLOSED),
        ("08.30 – 17.00", OFFICE, CLOSED),
        ("8:15-12, 12:30-16:45", ((495, 720), (750, 1005)), CLOSED),
        ("9-12, 11-13; 13-14", ((540, 840),), CLOSED),
        ("0-24", ((0, 1440),), CLOSED),
        ("22-2", ((1320, 1440),), ((0, 120),)),
        ("22-0", ((1320, 1440),), CLOSED),
    ],
)
def test_a_day_is_typed_as_people_write_it(
    typed: str, today: tuple[tuple[int, int], ...], after: tuple[tuple[int, int], ...]
) -> None:
    assert read_spans(typed) == (today, after)


@pytest.mark.parametrize("typed", ["nine to five", "8:75-12", "25-26", "8-8", "8:30", "24-24", "-"])
def test_what_is_no_time_is_told_with_the_piece(typed: str) -> None:
    with pytest.raises(ValueError, match=typed):
        read_spans(typed)


def test_a_night_is_shared_by_its_two_days_and_a_fault_names_its_day() -> None:
    days = read_typed_week(["", "", "", "", "22-2", "9-13", "20-1"])
    assert (days[0], days[5]) == (((0, 60),), ((0, 120), (540, 780)))
    with pytest.raises(ValueError, match="noon") as caught:
        read_typed_week(["8-16", "noon", "", "", "", "", ""])
    assert caught.value.args[1] == 1


@pytest.mark.parametrize("typed", ["10:00-09:00", "9-5", "8-12, 13-12"])
def test_hours_that_would_run_far_into_the_next_day_are_a_slip(typed: str) -> None:
    with pytest.raises(LongNightError, match=typed.rpartition(" ")[2]) as caught:
        read_typed_week(["", typed, "", "", "", "", ""])
    assert caught.value.args[1] == 1


def test_a_night_stands_whole_at_the_day_on_which_it_begins() -> None:
    days = read_typed_week(["9-17", "22-2", "9-12, 20-6", "", "0-24", "0-2", "18-3"])
    shown = with_nights(days)
    assert shown[1:4] == (((1320, 120),), ((540, 720), (1200, 360)), CLOSED)
    assert shown[4:] == (((0, 1440),), ((0, 120),), ((1080, 180),))
    assert shown[0] == ((540, 1020),)


@given(weeks)
@settings(max_examples=60, deadline=None)
def test_a_week_that_is_shown_with_its_nights_is_read_as_the_same_week(week: WeeklyHours) -> None:
    shown = [
        ", ".join(f"{clock(start)}-{clock(end)}" for start, end in day) for day in with_nights(week.days)
    ]
    assert read_typed_week(shown) == week.days


def test_a_date_as_usual_follows_the_week() -> None:
    week = WeeklyHours((*[OFFICE] * 5, CLOSED, CLOSED))
    rules = [*usual_rules("Dec 24", week), *usual_rules("2027 Mar 29", week)]
    assert rules[-1] == '2027 Mar 29 Mo 08:30-17:00 "as usual"'
    assert rules[:-1] == ['Dec 24 Mo-Fr 08:30-17:00 "as usual"', 'Dec 24 Sa,Su off "as usual"']
    shorter = WeeklyHours((*[((540, 780),)] * 5, CLOSED, CLOSED), (), (*rules, "Dec 31 off"))
    assert repeat_usual(shorter).further == (
        'Dec 24 Mo-Fr 09:00-13:00 "as usual"',
        'Dec 24 Sa,Su off "as usual"',
        '2027 Mar 29 Mo 09:00-13:00 "as usual"',
        "Dec 31 off",
    )


def test_the_end_of_the_day_is_24_00() -> None:
    assert [clock(minute) for minute in (0, 495, 1440)] == ["00:00", "08:15", "24:00"]
