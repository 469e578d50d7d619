"""Telling callers what is broken, from the page that does it."""

import re
from datetime import timedelta

import pytest

from tests.admin import floor_seed, seed
from tests.admin.conftest import Person
from ticket_store.engine import Store
from ticket_store.incidents import incidents_listed
from ticket_store.line_rows import load_line

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
ENGLISH = {"Accept-Language": "en"}


def begun(store: Store, *, asked: int = 0) -> str:
    return store.write(lambda tx: floor_seed.tell_of_incident(tx, asked=asked))


def test_an_incident_begins_with_a_form_and_callers_hear_it(lead: Person, store: Store) -> None:
    answer = lead.posts(
        "/admin/incidents", **{"text-pl": "Płatności nie działają.", "department": "", "ends_in": "120"}
    )
    (made,) = store.read(incidents_listed)
    assert (answer.status_code, answer.location) == (303, f"/admin/incidents/{made.id}")
    assert made.text == {"pl": "Płatności nie działają."}
    assert (made.department_key, made.made_by) == (None, "team-lead@sowa.example")
    assert made.ends_at == seed.NOW + timedelta(hours=2)
    assert [one.id for one in store.read(load_line).incidents] == [made.id]


def test_languages_without_a_text_are_marked_as_missing(lead: Person, store: Store) -> None:
    page = lead.opens(f"/admin/incidents/{begun(store)}", **ENGLISH).text
    said = re.findall(r"<dt>(\w+)</dt><dd><span (?:lang|class)=\"(\w+)\"", page)
    assert said == [("Polish", "pl"), ("English", "en"), ("Czech", "late"), ("Finnish", "late")]


def test_what_was_typed_stays_beside_its_fault(lead: Person, store: Store) -> None:
    lead.posts("/language", language="en")
    answer = lead.posts("/admin/incidents", **{"text-en": "Down.", "ends_at": "2026-11-19T09:00"})
    assert answer.status_code == 422
    assert "This time is over. Choose a later one." in answer.text
    assert ">Down.</textarea>" in answer.text
    empty = lead.posts("/admin/incidents", ends_in="60").text
    assert "Write what callers hear, in one language at least." in empty
    assert store.read(incidents_listed) == []


def test_the_end_is_moved_or_comes_at_once(lead: Person, store: Store) -> None:
    made = begun(store)
    lead.posts(f"/admin/incidents/{made}/end", ends_in="30")
    assert store.read(incidents_listed)[0].ends_at == seed.NOW + timedelta(minutes=30)
    lead.posts(f"/admin/incidents/{made}/end", now="yes", ends_in="")
    assert store.read(incidents_listed)[0].is_live(seed.NOW) is False


def test_solving_texts_everybody_who_asked_and_shows_how_many(lead: Person, store: Store) -> None:
    made = begun(store, asked=2)
    assert "2 callers get this text." in lead.opens(f"/admin/incidents/{made}", **ENGLISH).text
    assert lead.posts(f"/admin/incidents/{made}/solve").status_code == 422
    lead.posts(f"/admin/incidents/{made}/solve", **{"text-pl": "Już działa."})
    page = lead.opens(f"/admin/incidents/{made}", **ENGLISH).text
    assert "The text that went out" in page
    assert "Już działa." in page
    bodies = store.read(lambda db: db.exec_driver_sql("SELECT body FROM outbox").scalars().all())
    assert len(bodies) == 2


def test_whoever_comes_too_late_is_told_so(lead: Person, store: Store) -> None:
    made = begun(store)
    lead.posts("/language", language="en")
    lead.posts(f"/admin/incidents/{made}/solve")
    late = lead.posts(f"/admin/incidents/{made}/end", ends_in="60")
    assert late.status_code == 409
    assert "Somebody has marked it as solved in the meantime." in late.text


def test_the_list_tells_what_is_said_now_and_what_was(lead: Person, store: Store) -> None:
    begun(store)
    rows = lead.opens("/admin/incidents", **ENGLISH, **{"HX-Request": "true"}).text
    assert "<html" not in rows
    assert "told to callers" in rows
    assert "The shop is down." in rows


@pytest.mark.parametrize("path", ["", "/end", "/solve"])
def test_an_incident_that_there_is_not_is_not_found(lead: Person, path: str) -> None:
    answer = lead.opens("/admin/incidents/none") if not path else lead.posts(f"/admin/incidents/none{path}")
    assert answer.status_code == 404


def test_an_unknown_department_is_refused(lead: Person) -> None:
    answer = lead.posts("/admin/incidents", **{"text-pl": "x", "department": "none", "ends_in": "60"})
    assert answer.status_code == 400
