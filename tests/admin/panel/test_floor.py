"""The floor of a supervisor: what it shows, and listening to a talk from it."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from admin.back_office import BackOffice
from admin.panel.callback_list import list_of
from callbacks.promising.at_risk import endangered
from callbacks.promising.risk import Risk
from tests.admin import floor_seed, seed
from tests.admin.conftest import Clock, Person
from tests.admin.floor_seed import TALK, listening
from ticket_store.engine import Store, Transaction
from ticket_store.panel_view import Filters
from ticket_store.schema import agent, audit, callback

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
NOW_ENGLISH = {"Accept-Language": "en", "HX-Request": "true"}


@pytest.fixture
def watcher(lead: Person, store: Store) -> Person:
    """The team lead before a busy floor."""
    floor_seed.busy_floor(store)
    lead.posts("/language", language="en")
    return lead


def told(page: str) -> str:
    """The page as it is read: without marks, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_the_floor_tells_of_departments_calls_people_and_estimates(watcher: Person) -> None:
    page = told(watcher.opens("/admin/floor").text)
    for words in (
        "orders 1 the first for 5:00",
        "marketing 0 0 0 0 – 7 min open, nobody on duty 7:00",
        "+48 600 123 456 Maria Kowalska talking 3:00 complaints Agent One held 1:00 Agent Three · is being rung",
        "Agent Two Away 12:00 two calls rang in vain – unreachable last seen 2 min ago marketing",
        "12:00 orders 9 0:35 0:12 later than foretold",
    ):
        assert words in page


def test_it_fetches_itself_without_the_frame_around_it(watcher: Person) -> None:
    part = watcher.opens("/admin/floor", **NOW_ENGLISH).text
    assert "<html" not in part
    assert "Calls under way" in part


def test_a_floor_of_150_people_and_100_talks_is_fetched_in_one_small_part(lead: Person, store: Store) -> None:
    floor_seed.great_floor(store)
    part = lead.opens("/admin/floor", **NOW_ENGLISH).text
    assert part.count('value="whisper"') == 100
    assert part.count('id="person-') == 153
    assert len(part.encode()) < 180_000


def test_it_says_first_what_to_do_and_shows_the_line_in_six_figures(watcher: Person) -> None:
    page = told(watcher.opens("/admin/floor").text)
    assert "marketing is open and nobody is on duty, since 12:53. Ask somebody to come." in page
    for figure in (
        *("Waiting 1", "Longest wait 5:00", "Free of those on duty 1 / 3"),
        *("Promises at risk 0", "Callbacks today 1 1 still open", "Minutes unattended today 7"),
    ):
        assert figure in page


def test_a_promise_that_is_late_is_counted_and_asked_for(watcher: Person, clock: Clock) -> None:
    clock.goes_on(hours=1)
    page = told(watcher.opens("/admin/floor").text)
    assert "1 promise is late. Ring this customer first." in page
    assert "Promises at risk 1 1 late" in page


def test_the_wall_shows_figures_departments_and_people_without_the_frame(watcher: Person) -> None:
    page = watcher.opens("/admin/floor?wall=1").text
    assert 'class="rail"' not in page
    read = told(page)
    assert (
        read.index("Longest wait 5:00") < read.index("orders 1 5:00 1 / 3 –") < read.index("Agent Two Away")
    )
    assert "+48 600 123 456" not in read  # passers-by read it, too
    part = watcher.opens("/admin/floor?wall=1", **NOW_ENGLISH).text
    assert "<html" not in part
    assert len(part.encode()) < 15_000


def test_a_wall_stays_signed_in_where_a_floor_that_nobody_touches_does_not(
    watcher: Person, clock: Clock
) -> None:
    for _ in range(3):
        clock.goes_on(hours=3)
        assert watcher.opens("/admin/floor?wall=1", **NOW_ENGLISH).status_code == 200
    for _ in range(2):
        clock.goes_on(hours=2, minutes=1)
        last = watcher.opens("/admin/floor", **NOW_ENGLISH)
    assert last.status_code == 401


def test_a_supervisor_is_rung_to_listen_and_stops_again(watcher: Person, store: Store) -> None:
    page = watcher.posts(f"/admin/floor/calls/{TALK}/listen", mode="listen").text
    assert listening(store) == ("ringing", "listen")
    assert 'id="stop-watching"' in page
    watcher.posts(f"/admin/floor/calls/{TALK}/listen", mode="whisper")
    assert listening(store) == ("ringing", "whisper")
    watcher.posts("/admin/floor/stop")
    assert listening(store) is None
    said = store.read(lambda db: db.execute(select(audit.c.actor, audit.c.action)).all())
    assert ("team-lead@sowa.example", "call.listen") in [tuple(row) for row in said]


def test_what_cannot_be_done_any_more_is_said(watcher: Person, store: Store) -> None:
    late = watcher.posts("/admin/floor/calls/nothing/listen", mode="join").text
    assert "This talk is over, or you are busy yourself." in late
    assert listening(store) is None
    assert "You are in no talk any more." in watcher.posts("/admin/floor/stop").text


def test_nobody_is_offered_to_listen_to_their_own_talk(watcher: Person, store: Store) -> None:
    assert "Whisper" in watcher.opens("/admin/floor").text
    mine = update(agent).where(agent.c.id == seed.AGENT).values(roles=["agent", "supervisor"])
    store.write(lambda tx: tx.db.execute(mine))
    watcher.has_signed_in(seed.AGENT)
    assert "Whisper" not in watcher.opens("/admin/floor").text


def test_an_admin_watches_the_floor_and_listens_to_nobody(watcher: Person, store: Store) -> None:
    admin = update(agent).where(agent.c.id == seed.LEAD).values(roles=["admin"])
    store.write(lambda tx: tx.db.execute(admin))
    page = watcher.opens("/admin/floor")
    assert page.status_code == 200
    assert "Whisper" not in page.text
    assert watcher.posts(f"/admin/floor/calls/{TALK}/listen", mode="listen").status_code == 403


def test_a_mode_that_there_is_not_is_refused(watcher: Person) -> None:
    assert watcher.posts(f"/admin/floor/calls/{TALK}/listen", mode="shout").status_code == 400


def test_it_counts_the_promises_that_the_list_of_callbacks_calls_late_or_at_risk(
    office: BackOffice, store: Store
) -> None:
    windows = [
        ("waiting", -90),
        ("waiting", -5),
        ("reserved", -40),
        ("dialing", 20),
        ("waiting", 20),
        ("waiting", 600),
    ]

    def work(tx: Transaction) -> None:
        for number, (status, minutes) in enumerate(windows):
            start = seed.NOW + timedelta(minutes=minutes)
            seed.put(tx, callback, id=f"promised-{number}", customer_number=f"+4860070000{number}",
                     department_key="complaints" if number % 2 else "orders", language="pl", status=status,
                     asked_through="key", attempts=0, arrived_at=start, due_at=start, promised_from=start,
                     promised_until=start + timedelta(minutes=30), created_at=seed.NOW)  # fmt: skip

    store.write(work)
    now = seed.NOW
    listed = store.read(
        lambda db: list_of(db, office.lines, Filters(), now, midnight=now, after=None, top=None)
    )
    counted = store.read(lambda db: endangered(db, office.lines.line_in(db), now)).values()
    assert sum(one.late for one in counted) == sum(risk is Risk.LATE for risk in listed.risk.values()) == 2
    assert sum(one.late + one.at_risk for one in counted) == listed.endangered > 2


def test_a_supervisor_of_some_departments_sees_and_hears_those_alone(watcher: Person, store: Store) -> None:
    limited = update(agent).where(agent.c.id == seed.OTHER)
    store.write(lambda tx: tx.db.execute(limited.values(roles=["supervisor"], supervises=["marketing"])))
    watcher.has_signed_in(seed.OTHER)
    page = told(watcher.opens("/admin/floor", **NOW_ENGLISH).text)
    assert "marketing is open and nobody is on duty" in page
    assert "Nobody is on the line." in page
    assert "Agent One" not in page
    assert watcher.posts(f"/admin/floor/calls/{TALK}/listen", mode="listen").status_code == 404
    assert listening(store) is None
