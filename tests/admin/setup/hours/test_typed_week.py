"""What is painted and typed of a week, read and shown again."""

from datetime import date

from flask import Flask, g

from admin.setup.hours.typed_week import (
    Faulty,
    day_field,
    fields_of,
    holiday_fields,
    read_holidays_form,
    read_week_form,
    text_of_form,
)
from call_routing.hours.holiday_choices import Holiday
from call_routing.hours.weekly_hours import WeeklyHours, read_week, write_week

TEXT = (
    'Mo-Fr 08:30-12:00,13:00-17:00; PH off; 2027 Mar 29 Mo 08:30-12:00,13:00-17:00 "as usual"; Jul-Aug Sa off'
)
APP = Flask("words")  # the language of a page is kept with its request
HOLIDAYS = [Holiday("Dec 24", (date(2026, 12, 24),)), Holiday("2027 Mar 29", (date(2027, 3, 29),))]


def week(text: str = TEXT) -> WeeklyHours:
    found = read_week(text)
    assert found is not None
    return found


def written(found: WeeklyHours | Faulty) -> str:
    assert isinstance(found, WeeklyHours)
    return write_week(found)


def test_a_form_that_was_not_touched_says_the_same() -> None:
    assert read_week_form(fields_of(week()), week()) == week()
    assert fields_of(week())[day_field(0)] == "08:30-12:00, 13:00-17:00"
    assert fields_of(week())[day_field(6)] == ""


def test_what_no_field_holds_stays_and_a_date_as_usual_follows() -> None:
    fields = {**fields_of(week()), day_field(0): "9-15"}
    assert written(read_week_form(fields, week())) == (
        "Mo 09:00-15:00; Tu-Fr 08:30-12:00,13:00-17:00; PH off; "
        '2027 Mar 29 Mo 09:00-15:00 "as usual"; Jul-Aug Sa off'
    )


def test_public_holidays_are_closed_or_as_usual_or_have_hours_of_their_own() -> None:
    for choice, hours, told in (
        ("closed", "", "; PH off"),
        ("usual", "", ""),
        ("own", "10-14", "; PH 10:00-14:00"),
    ):
        fields = {**fields_of(week("Mo 08:00-12:00")), "holidays": choice, "holidays-hours": hours}
        text = written(read_week_form(fields, week("Mo 08:00-12:00")))
        assert text == f"Mo 08:00-12:00{told}"
        assert fields_of(week(text))["holidays"] == choice


def test_a_fault_names_its_field_and_the_piece() -> None:
    with APP.app_context():
        g.language = "en"
        found = read_week_form({**fields_of(week()), day_field(2): "8-12, noon"}, week())
        no_own = read_week_form({**fields_of(week()), "holidays": "own"}, week())
    assert isinstance(found, Faulty)
    assert (found.field, found.why[:22]) == ("day-2", '"noon" is no time. Wri')
    assert isinstance(no_own, Faulty)
    assert (no_own.field, no_own.why[:27]) == ("holidays-hours", "Type the hours of this day,")


def test_each_holiday_has_a_choice_and_the_untouched_keep_their_place() -> None:
    fields = holiday_fields(week(), HOLIDAYS)
    assert fields == {
        "on-Dec 24": "rule",
        "hours-Dec 24": "",
        "on-2027 Mar 29": "usual",
        "hours-2027 Mar 29": "",
    }
    assert read_holidays_form(fields, week(), HOLIDAYS) == week()
    changed = read_holidays_form({**fields, "on-Dec 24": "own", "hours-Dec 24": "8-12"}, week(), HOLIDAYS)
    assert isinstance(changed, WeeklyHours)
    assert changed.further == (*week().further, "Dec 24 08:00-12:00")


def test_a_form_means_the_fields_of_the_grid_or_the_text_itself() -> None:
    assert text_of_form({"text": " 24/7 "}, TEXT, "PL") == "24/7"
    assert text_of_form(fields_of(week()), TEXT, "PL") == TEXT
    with APP.app_context():
        g.language = "en"
        found = text_of_form({"text": "Mo-Fr nine"}, TEXT, "PL")
    assert isinstance(found, Faulty)
    assert found.field == "text"
