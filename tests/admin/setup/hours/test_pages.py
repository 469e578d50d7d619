"""The pages of the hours: what is saved, what is refused, and what a caller would hear."""

import re

import pytest
from sqlalchemy import select

from tests.admin import seed
from tests.admin.setup.conftest import BOSS
from tests.admin.setup.hours.conftest import Room
from tests.admin.setup.menus.shop import DIRECT, set_up
from ticket_store.line_kept import kept_lines
from ticket_store.schema import audit

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
DAYS = {f"day-{number}": "8-16" for number in range(5)} | {"day-5": "", "day-6": ""}


def test_all_hours_are_told_in_words_with_what_comes_next(room: Room) -> None:
    said = room.words()
    assert "office complaints, orders, marketing Open until 17:00" in said
    assert "Monday–Friday 08:30–17:00 Saturday, Sunday closed Public holidays closed" in said
    assert "Thu 24 Dec closed Christmas Eve" in said


def test_a_painted_week_is_saved_told_and_taken_back(room: Room) -> None:
    status, to = room.sends("/of/office", **DAYS, holidays="own", **{"holidays-hours": "10-12"})
    assert (status, to) == (303, f"/admin/hours/of/office?saved={room.line.version}")
    assert room.line.hours == {"office": "Mo-Fr 08:00-16:00; PH 10:00-12:00"}
    assert "Undo" in room.opens(to.removeprefix("/admin/hours"))
    (kept,) = room.store.read(lambda db: kept_lines(db, 1))
    assert (kept.version, kept.actor) == (room.line.version, f"{BOSS}@sowa.example")
    newest = select(audit.c.before, audit.c.after).where(audit.c.subject == "hours office")
    (row,) = room.store.read(lambda db: db.execute(newest).all())
    assert row.before == {"rule": "Mo-Fr 08:30-17:00; PH off"}
    assert row.after == {"rule": "Mo-Fr 08:00-16:00; PH 10:00-12:00"}


def test_who_looked_at_an_older_line_is_told_and_loses_nothing_typed(room: Room) -> None:
    status, said = room.sends("/of/office", seen=99, **{**DAYS, "day-0": "7:15-9"}, holidays="closed")
    assert status == 409
    assert "Somebody else has changed the line" in said
    assert 'value="7:15-9"' in said
    assert room.line.hours == {"office": "Mo-Fr 08:30-17:00; PH off"}


def test_a_day_that_cannot_be_read_is_told_beside_it(room: Room) -> None:
    status, said = room.sends("/of/office", **{**DAYS, "day-1": "noon"}, holidays="closed")
    assert status == 422
    assert 'id="day-1-fault"' in said
    assert "&#34;noon&#34; is no time." in said


def test_a_slip_is_no_night_and_a_night_is_corrected_where_it_was_typed(room: Room) -> None:
    status, said = room.sends("/of/office", **{**DAYS, "day-1": "10:00-09:00"}, holidays="closed")
    assert status == 422
    assert "&#34;10:00-09:00&#34; would stay open until the day after." in said
    room.sends("/of/office", **{**DAYS, "day-1": "18-2"}, holidays="closed")
    assert room.line.hours["office"] == (
        "Mo,Th,Fr 08:00-16:00; Tu 18:00-24:00; We 00:00-02:00,08:00-16:00; PH off"
    )
    shown = dict(re.findall(r'name="(day-\d)" value="([^"]*)"', room.opens("/of/office")))
    assert (shown["day-1"], shown["day-2"]) == ("18:00-02:00", "08:00-16:00")
    room.sends("/of/office", **{**shown, "day-1": "9-17"}, holidays="closed")
    assert room.line.hours["office"] == "Mo,We-Fr 08:00-16:00; Tu 09:00-17:00; PH off"


def test_the_text_holds_what_no_grid_can_and_its_faults_are_the_files(room: Room) -> None:
    assert room.sends("/of/office", text="Mo-Fr 08:00-16:00; We[1] off")[0] == 303
    assert room.line.hours == {"office": "Mo-Fr 08:00-16:00; We[1] off"}
    assert "The grid cannot show these hours" in room.words("/of/office")
    status, said = room.sends("/of/office", text="Mo-Fr 08:00-16:00; PH")
    assert (status, "PH stands alone." in said) == (422, True)


def test_rules_beside_the_grid_are_shown_and_kept(room: Room) -> None:
    room.sends("/of/office", text="Mo-Fr 08:00-16:00; PH off; Jul-Aug Fr off; Dec 24 08:00-12:00")
    said = room.words("/of/office")
    assert "They are kept as they are, and hold before the week: Jul-Aug Fr off" in said
    assert "1 rule for single holidays" in said
    room.sends("/of/office", **{**DAYS, "day-5": "9-12"}, holidays="closed")
    rule = "Mo-Fr 08:00-16:00; Sa 09:00-12:00; PH off; Jul-Aug Fr off; Dec 24 08:00-12:00"
    assert room.line.hours == {"office": rule}


def test_the_sentence_follows_what_is_typed_without_saving(room: Room) -> None:
    status, said = room.sends("/of/office/preview", **DAYS, holidays="usual")
    assert status == 200
    assert "<dt>Monday–Friday</dt><dd>08:00–16:00</dd>" in said
    assert "Not saved yet." in said
    assert "is no time" in room.sends("/of/office/preview", **{**DAYS, "day-0": "x"}, holidays="usual")[1]
    assert room.line.hours == {"office": "Mo-Fr 08:30-17:00; PH off"}


def test_each_holiday_is_chosen_by_name(room: Room) -> None:
    page = room.opens("/of/office/holidays")
    assert '<label for="on-Dec 24">Christmas Eve</label>' in page
    assert '<label for="on-2027 Mar 29">Easter Monday</label>' in page
    choices = {"on-Dec 24": "own", "hours-Dec 24": "8-12", "on-2027 Mar 29": "usual", "on-Dec 25": "closed"}
    assert room.sends("/of/office/holidays", **choices)[0] == 303
    assert room.line.hours["office"] == (
        'Mo-Fr 08:30-17:00; PH off; Dec 24 08:00-12:00; Dec 25 off; 2027 Mar 29 Mo 08:30-17:00 "as usual"'
    )
    status, said = room.sends("/of/office/holidays", **choices, **{"on-Jan 01": "own"})
    assert (status, "Type the hours of this day" in said) == (422, True)


def test_the_year_shows_holidays_and_closures_by_name(room: Room) -> None:
    room.sends(
        "/closures", hours="office", from_on="2026-12-28", to_on="2026-12-30", **{"text-en": "stocktaking"}
    )
    said = room.words("/of/office/year/2026")
    assert "Mon 28 Dec – Wed 30 Dec closed stocktaking" in said
    assert "Wed 11 Nov closed National Independence Day" in said
    assert room.person.opens("/admin/hours/of/office/year/2025").status_code == 404
    assert room.person.opens("/admin/hours/of/nothing/year/2026").status_code == 404


def test_hours_are_added_and_removed_while_no_department_keeps_them(room: Room) -> None:
    assert room.sends("", key="evening")[1].startswith("/admin/hours/of/evening")
    assert list(room.line.hours) == ["office", "evening"]
    for key, why in (
        ("Evening ", "There are hours of this name already."),
        ("two words", "Write a short name"),
    ):
        status, said = room.sends("", key=key)
        assert (status, why in said) == (422, True)
    assert room.sends("/of/evening/remove")[0] == 303
    status, said = room.sends("/of/office/remove")
    assert (status, "this still leads to office. Change it first" in said) == (422, True)
    assert list(room.line.hours) == ["office"]


def test_a_caller_hears_at_any_time_what_the_telephone_says_then(room: Room) -> None:
    asked = {"heard-on": "2026-12-24", "heard-at": "10:00", "heard-department": "orders"}
    status, said = room.sends("/heard", **asked)
    assert status == 200
    assert "a public holiday: <strong>Christmas Eve</strong>" in said
    assert "Orders: we are closed just now. The reason: Christmas Eve." in said
    assert 'lang="pl">Zamówienia' in said
    assert "Callers reach the department." in room.sends("/heard", **{**asked, "heard-on": "2026-12-23"})[1]


def test_a_caller_hears_what_is_typed_before_it_is_saved(room: Room) -> None:
    asked = {"heard-on": "2026-11-23", "heard-at": "16:30", "key": "office"}
    assert "Callers reach the department." in room.sends("/heard", **asked)[1]
    assert "You can reach us tomorrow from" in room.sends("/heard", **asked, **DAYS, holidays="closed")[1]


def test_a_time_that_is_none_is_now(room: Room) -> None:
    for on, at in (
        ("never", "25:99"),
        ("0001-01-01", "00:00"),
        ("9999-12-31", "23:59"),
    ):
        status, said = room.sends("/heard", **{"heard-on": on, "heard-at": at})
        assert (status, f"{seed.NOW:%d} Nov 2026" in said) == (200, True)


def test_the_call_of_that_moment_is_rehearsed_at_a_press(room: Room) -> None:
    set_up(room.store)
    said = room.sends("/heard", **{"heard-on": "2026-12-24", "heard-at": "10:00"})[1]
    form = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', said))
    assert (form["at"], form["did"]) == ("2026-12-24T10:00", DIRECT)
    answer = room.person.client.post("/admin/rehearsal", data=form)
    assert answer.status_code == 200
    assert "Wigilia Bożego Narodzenia" in answer.text
