"""Settings as an admin saves them: at once, with what has changed in words, and a way back."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from admin.setup.settings.places import ROOMS
from admin.shop_file.commands import read_checked
from admin.shop_file.differences import differences
from admin.shop_file.part_names import SECTIONS
from admin.shop_file.writing import write_shop_file
from tests.admin.conftest import Person
from ticket_store.engine import Store
from ticket_store.line import Line, OverflowTo, Tier
from ticket_store.line_kept import kept_lines

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
Now = Callable[[], Line]
Whole = Callable[[str], dict[str, str]]
SALES = "/admin/settings/departments/sales"
PAGES = ("shop", "callbacks", "numbers", "departments/sales")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_is_sent_as_it_stands_changes_nothing(
    boss: Person, whole: Whole, the_line: Now, page: str
) -> None:
    before = the_line()
    answer = boss.posts(f"/admin/settings/{page}", **whole(f"/admin/settings/{page}"))
    assert answer.location.endswith("?same=1")
    assert the_line() == before
    assert "Nothing was different" in boss.opens(answer.location, **{"Accept-Language": "en"}).text


def test_what_is_saved_holds_at_once_and_is_told_in_words(boss: Person, whole: Whole, the_line: Now) -> None:
    form = whole(SALES) | {
        "ring_timeout": "25",
        "service_level.share": "90",
        "routing.when_full": "repairs",
        "routing.tiers.0": "3",
        "routing.tiers.1": "1",
        "routing.tiers.1.after": "1",
        "routing.tiers.1.after.unit": "min",
        "dispositions": "sold\nnot sold, but nearly",
    }
    answer = boss.posts(SALES, **form)
    sales = the_line().departments["sales"]
    assert (sales.ring_timeout, sales.service_level.share) == (timedelta(seconds=25), 0.9)
    assert sales.routing.when_full == OverflowTo("repairs")
    assert sales.routing.tiers == (Tier(3), Tier(1, timedelta(minutes=1)))
    assert sales.dispositions == ("sold", "not sold, but nearly")
    told = boss.opens(answer.location, **{"Accept-Language": "pl"}).text
    assert "Dział „sales”, czas dzwonienia: 20 s → 25 s" in told.replace("&#34;", '"')


def test_panel_and_file_agree_after_a_change(boss: Person, whole: Whole, the_line: Now) -> None:
    boss.posts(
        "/admin/settings/callbacks", **whole("/admin/settings/callbacks") | {"slots.days": "9", "dial": ""}
    )
    again, _ = read_checked(write_shop_file(the_line()))
    assert again
    assert differences(the_line(), again) == ()
    assert (again.shop.callbacks.slots.days, again.shop.callbacks.dial) == (9, False)


def test_a_fault_stands_beside_its_field_and_nothing_typed_is_lost(
    boss: Person, whole: Whole, the_line: Now
) -> None:
    before = the_line()
    form = whole(SALES) | {"max_callers": "0", "wrap_up": "a while", "name.pl": "sklep"}
    answer = boss.client.post(
        SALES, data={**form, "csrf_token": boss.token()}, headers={"Accept-Language": "en"}
    )
    assert answer.status_code == 422
    assert "It must be at least 1. Write 1 or more." in answer.text
    assert "is no duration." in answer.text
    assert 'value="a while"' in answer.text
    assert 'value="sklep"' in answer.text
    assert the_line() == before


def test_undo_takes_the_last_change_back(boss: Person, whole: Whole, the_line: Now) -> None:
    before = the_line()
    saved = boss.posts(SALES, **whole(SALES) | {"ring_timeout": "25"})
    version = saved.location.rpartition("=")[2]
    answer = boss.posts("/admin/settings/undo", version=version, back=SALES)
    assert answer.location == f"{SALES}?undone=1"
    assert differences(before, the_line()) == ()


def test_undo_of_what_others_have_built_upon_is_refused(boss: Person, whole: Whole, the_line: Now) -> None:
    first = boss.posts(SALES, **whole(SALES) | {"ring_timeout": "25"}).location.rpartition("=")[2]
    boss.posts(SALES, **whole(SALES) | {"wrap_up": "10"})
    assert boss.posts("/admin/settings/undo", version=first, back=SALES).status_code == 409
    assert the_line().departments["sales"].ring_timeout == timedelta(seconds=25)


def test_who_saves_an_old_page_is_told_what_changed_and_loses_nothing(
    boss: Person, whole: Whole, the_line: Now
) -> None:
    old = whole(SALES) | {"wrap_up": "77"}
    boss.posts(SALES, **whole(SALES) | {"ring_timeout": "25"})
    boss.posts("/language", language="en")
    answer = boss.posts(SALES, **old)
    assert answer.status_code == 409
    assert "Somebody else has changed the line" in answer.text
    assert 'value="77"' in answer.text
    assert the_line().departments["sales"].wrap_up == timedelta(seconds=30)


def test_a_department_is_added_with_the_defaults_of_the_house(boss: Person, the_line: Now) -> None:
    answer = boss.posts(
        "/admin/settings/departments", **{"name.pl": "Zwroty i reklamacje", "hours": "office"}
    )
    assert "/admin/settings/departments/zwroty-i-reklamacje" in answer.location
    made = the_line().departments["zwroty-i-reklamacje"]
    assert (made.name, made.hours_key, made.position) == ({"pl": "Zwroty i reklamacje"}, "office", 2)


def test_a_department_without_a_name_is_asked_for_one(boss: Person) -> None:
    assert boss.posts("/admin/settings/departments", hours="office").status_code == 422


def test_departments_change_places(boss: Person, the_line: Now) -> None:
    boss.posts("/admin/settings/departments/repairs/move", way="up")
    assert list(the_line().departments) == ["repairs", "sales"]


def test_a_department_to_which_keys_lead_is_not_removed(boss: Person, the_line: Now) -> None:
    boss.posts("/language", language="en")
    answer = boss.posts("/admin/settings/departments/sales/remove")
    assert answer.status_code == 422
    assert "key 1: this still leads to sales. Change it first, then remove it." in answer.text
    assert re.search(r'<a href="/admin/menus[^"]*main">Change it</a>', answer.text)
    assert "does not exist" not in answer.text
    assert "sales" in the_line().departments


def test_the_overview_says_what_to_do_and_leads_there(boss: Person, whole: Whole) -> None:
    boss.posts("/admin/settings/shop", **whole("/admin/settings/shop") | {"caller_id": "+48226012299"})
    page = boss.opens("/admin/settings", **{"Accept-Language": "en"}).text
    assert "Shop, number shown to customers: +48226012299 is none of the numbers" in page
    assert 'href="/admin/settings/shop"' in page


def test_every_part_of_the_line_has_a_page_where_it_is_set_up(app: Flask, database: str) -> None:
    del database
    assert set(ROOMS.values()) <= set(app.view_functions)
    assert set(ROOMS) == set(SECTIONS)


def test_each_change_is_kept_with_who_made_it(boss: Person, whole: Whole, store: Store) -> None:
    boss.posts(SALES, **whole(SALES) | {"ring_timeout": "25"})
    newest, first = store.read(kept_lines)
    assert (newest.actor, first.actor) == ("the-boss@sowa.example", "shop file")
    assert newest.changes == ("department sales: ring_timeout 20 s -> 25 s",)


def test_what_is_worth_knowing_stands_beside_its_field(boss: Person, whole: Whole) -> None:
    boss.posts("/language", language="en")
    answer = boss.posts(
        SALES, **whole(SALES) | {"routing.owner_for": "15", "routing.owner_for.unit": "min", "name.en": ""}
    )
    page = boss.opens(answer.location).text
    assert "There is none in en. Those callers hear it in pl." in page
    assert "who is asked: owner_for and deputy_for last as long as max_wait" in page
