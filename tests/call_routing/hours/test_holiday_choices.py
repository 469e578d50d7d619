from datetime import UTC, date, datetime

import pytest

from call_routing.hours.holiday_choices import Choice, On, choice_of, choose, holidays_between, unchosen
from call_routing.hours.opening_hours import Schedule
from call_routing.hours.week import day_of
from call_routing.hours.weekly_hours import WeeklyHours, read_week, write_week

TEXT = "Mo-Fr 08:00-16:00; Sa 09:00-12:00; PH off"
OWN = Choice(On.OWN, ((600, 720), (780, 840)))


def week(text: str = TEXT) -> WeeklyHours:
    found = read_week(text)
    assert found is not None
    return found


def open_on(text: str, on: date) -> list[str]:
    day = day_of(Schedule(text, "UTC", "PL"), on)
    return [f"{span.start:%H:%M}-{span.end:%H:%M}" for span in day.spans]


def test_a_holiday_of_a_fixed_day_is_one_for_all_years_and_one_that_moves_one_for_each() -> None:
    found = {one.key: one for one in holidays_between("PL", 2026, 2027)}
    assert found["Dec 24"].days == (date(2026, 12, 24), date(2027, 12, 24))
    assert found["Dec 24"].names["pl"] == "Wigilia Bożego Narodzenia"
    assert found["2027 Mar 29"].days == (date(2027, 3, 29),)
    assert found["2027 Mar 29"].names["en"] == "Easter Monday"
    assert "Mar 29" not in found


def test_a_country_whose_holidays_are_not_known_has_none() -> None:
    assert holidays_between("XX", 2026, 2027) == ()


@pytest.mark.parametrize("key", ["Dec 24", "2027 Mar 29"])
@pytest.mark.parametrize("choice", [Choice(On.RULE), Choice(On.CLOSED), Choice(On.USUAL), OWN])
def test_a_choice_is_read_as_it_was_made_and_the_last_one_holds(key: str, choice: Choice) -> None:
    chosen = choose(choose(week(), key, OWN), key, choice)
    assert choice_of(chosen, key) == choice
    assert choice_of(week(write_week(chosen)), key) == choice
    assert unchosen(chosen, frozenset({key})) == ()


def test_the_line_is_open_on_a_holiday_as_it_was_chosen() -> None:
    christmas_eve, easter_monday = date(2026, 12, 24), date(2027, 3, 29)  # a Thursday and a Monday
    assert open_on(TEXT, christmas_eve) == []
    assert open_on(write_week(choose(week(), "Dec 24", Choice(On.USUAL))), christmas_eve) == ["08:00-16:00"]
    assert open_on(write_week(choose(week(), "2027 Mar 29", OWN)), easter_monday) == [
        "10:00-12:00",
        "13:00-14:00",
    ]
    always = week("Mo-Fr 08:00-16:00")
    assert open_on(write_week(choose(always, "Dec 24", Choice(On.CLOSED))), christmas_eve) == []


def test_a_choice_for_one_date_leaves_the_others_and_what_was_written_by_hand() -> None:
    found = week(f"{TEXT}; Dec 25-26 off; Dec 6 08:00-10:00; Dec 24 08:00-12:00")
    assert choice_of(found, "Dec 06") == Choice(On.OWN, ((480, 600),))
    assert choice_of(found, "Dec 25") == Choice(On.RULE)
    changed = choose(found, "Dec 24", Choice(On.CLOSED))
    assert changed.further == ("Dec 25-26 off", "Dec 6 08:00-10:00", "Dec 24 off")
    assert unchosen(changed, frozenset({"Dec 24"})) == ("Dec 25-26 off", "Dec 6 08:00-10:00")


def test_as_usual_holds_on_another_day_of_the_week_too() -> None:
    text = write_week(choose(week(), "Dec 24", Choice(On.USUAL)))
    saturday = datetime(2033, 12, 24, tzinfo=UTC).date()
    assert open_on(text, saturday) == ["09:00-12:00"]
