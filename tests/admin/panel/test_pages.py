import re

import pytest
from sqlalchemy import update

from tests.admin import seed
from tests.admin.conftest import Person
from ticket_store.engine import Store
from ticket_store.schema import recording

FRAGMENT = {"HX-Request": "true", "Accept-Language": "en"}


@pytest.mark.parametrize("which", ["calls", "tickets", "callbacks"])
def test_a_list_shows_what_is_there(lead: Person, which: str) -> None:
    page = lead.opens(f"/admin/{which}")
    assert page.status_code == 200
    assert "data-walk" in page.text


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/admin/calls?department=complaints", True),
        ("/admin/calls?department=orders", False),
        ("/admin/calls?status=answered", True),
        ("/admin/calls?status=abandoned", False),
        ("/admin/calls?number=600+123+456", True),
        ("/admin/calls?number=3456", True),
        ("/admin/calls?number=999", False),
        ("/admin/calls?number=%25", True),  # no digits: a fault beside the field, and no filter
        ("/admin/calls?since=2026-11-17&until=2026-11-17", True),
        ("/admin/calls?since=2026-11-18", False),
        ("/admin/tickets?number=600123456", True),
        ("/admin/tickets?status=solved", True),
        ("/admin/tickets?status=solved&department=orders", False),
        ("/admin/callbacks?status=waiting", True),
        ("/admin/callbacks?status=done", False),
    ],
)
def test_a_list_is_filtered_by_what_was_asked(lead: Person, address: str, found: bool) -> None:
    assert ('id="row-' in lead.opens(address).text) is found


def test_an_empty_list_says_what_will_appear_and_a_filtered_one_what_to_do(lead: Person) -> None:
    page = lead.opens("/admin/calls?number=999", **{"Accept-Language": "en"}).text
    assert "Nothing matches. Take one of the filters away." in page


def test_a_row_that_came_since_is_announced_and_does_not_push_the_others(lead: Person, store: Store) -> None:
    page = lead.opens("/admin/calls", **{"Accept-Language": "en"}).text
    refetch = re.search(r'hx-get="(/admin/calls\?[^"]+)"', page)
    assert refetch
    seed.offer_call(store)
    rows = lead.opens(refetch[1].replace("&amp;", "&"), **FRAGMENT).text
    assert "1 new: show it" in rows
    assert seed.CALL not in rows
    assert seed.OLD_CALL in rows
    assert "<html" not in rows


def test_a_call_is_shown_with_its_connections_and_what_happened(lead: Person) -> None:
    page = lead.opens(f"/admin/calls/{seed.OLD_CALL}").text
    for told in ("+48 600 123 456", "incoming", "&#34;From&#34;", "1:15", "5:05", "CA1111"):
        assert told in page


def test_a_callback_is_shown_with_its_attempts_and_its_promise(lead: Person) -> None:
    page = lead.opens(f"/admin/callbacks/{seed.CALLBACK}", **{"Accept-Language": "en"}).text
    for told in ("busy", "today 13:12 to 13:42", "by a key while waiting"):
        assert told in page


def test_a_case_is_shown_with_its_timeline_and_its_message_to_play(lead: Person) -> None:
    page = lead.opens(f"/admin/tickets/{seed.OPEN_CASE}").text
    assert "Promised a new one by Friday." in page
    assert f'src="/admin/messages/{seed.MESSAGE}"' in page
    assert "carrier.example" not in page


def test_an_agent_opens_the_cases_of_own_departments_and_no_others(agent: Person) -> None:
    assert agent.opens(f"/admin/tickets/{seed.OPEN_CASE}").status_code == 200
    assert agent.opens(f"/admin/tickets/{seed.MARKETING_CASE}").status_code == 404


def test_a_message_is_played_from_the_store_and_marked_as_heard(agent: Person, store: Store) -> None:
    sound = agent.opens(f"/admin/messages/{seed.MESSAGE}")
    assert sound.data == seed.beep()
    assert sound.mimetype == "audio/wav"
    assert sound.headers["Cache-Control"] == "no-store"
    heard = store.read(lambda db: db.exec_driver_sql("SELECT heard_at FROM recording").scalar())
    assert heard is not None


def test_a_part_of_a_message_can_be_asked_for(agent: Person) -> None:
    part = agent.opens(f"/admin/messages/{seed.MESSAGE}", Range="bytes=0-3")
    assert (part.status_code, part.data) == (206, b"RIFF")


def test_a_message_of_another_department_is_not_there(agent: Person, store: Store) -> None:
    store.write(lambda tx: tx.db.execute(update(recording).values(ticket_id=seed.MARKETING_CASE)))
    assert agent.opens(f"/admin/messages/{seed.MESSAGE}").status_code == 404


@pytest.mark.parametrize("place", ["after", "top"])
def test_a_place_that_was_tampered_with_is_the_beginning(lead: Person, place: str) -> None:
    for text in ("x", "'; DROP TABLE call; --", "AAAA", "%00", "ÿ"):
        assert lead.opens(f"/admin/calls?{place}={text}").status_code == 200
