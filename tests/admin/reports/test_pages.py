"""The reports as a supervisor reads them and takes them away."""

import csv
import html
import io
import re
import zipfile

import pytest
from sqlalchemy import select, update

from admin.reports.catalogue import QUESTIONS
from tests.admin import seed
from tests.admin.conftest import Person
from ticket_store.engine import Store
from ticket_store.schema import agent, audit

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
YESTERDAY = "period=yesterday"


def told(page: str) -> str:
    """The page as it is read: without marks, in one line."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def rows_of(body: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))


ANSWERS = [
    ("answering", "Service level 69% Answered within the promised time, divided by all offered."),
    ("answering", "Abandoned 15% 1 short abandon · after 1:30 on average"),
    ("ringing", "Most people ring on Wednesday, 09:30–10:00: 12.0 calls in that half-hour."),
    ("promises", "1 promise was broken, of 2. Look at its department first."),
    ("causes", "Fix “=refund()” (orders) and save up to 2 h a week: it takes 81% of all time."),
    ("foretelling", "We are off by 15 s on average. Callers wait 4 s longer than they are told."),
    ("working", "The team was on duty for 60 min and busy for 43% of it."),
    ("staffing", "There are too few people for"),
    ("staffing", "Wednesday 09:30–10:00 needs 3, you have 1"),
]


def test_each_question_is_answered_in_a_sentence_with_its_formula(reader: Person) -> None:
    pages = {name: told(reader.opens(f"/admin/reports/{name}?{YESTERDAY}").text) for name in QUESTIONS}
    assert [words for name, words in ANSWERS if words not in pages[name]] == []


def test_the_front_page_answers_them_all(reader: Person) -> None:
    page = told(reader.opens(f"/admin/reports?{YESTERDAY}").text)
    assert "Below the goal: 69%" in page
    assert page.index("How quickly do we answer?") < page.index("How many people do we need?")


def test_a_time_without_calls_says_what_will_stand_there(lead: Person) -> None:
    lead.posts("/language", language="en")
    for name in QUESTIONS:
        page = lead.opens(f"/admin/reports/{name}?since=2020-01-01&until=2020-01-02").text
        assert "There is nothing to tell of this time yet." in page, name


def test_department_and_agent_narrow_what_is_told(reader: Person) -> None:
    page = told(reader.opens(f"/admin/reports/answering?{YESTERDAY}&department=complaints").text)
    assert "The goal is met: 100% were answered within 20 s" in page
    mine = told(reader.opens(f"/admin/reports/working?{YESTERDAY}&agent={seed.LEAD}").text)
    assert "Team Lead 2 1" in mine
    assert "Agent One 6" not in mine


def test_what_cannot_be_read_is_said_beside_its_field(reader: Person) -> None:
    page = reader.opens("/admin/reports/ringing?since=2026-11-03&until=2026-11-01&zone=Mars").text
    assert "The last day comes before the first." in page
    assert "Write a zone as Europe/Warsaw." in page
    assert page.count('aria-invalid="true"') == 2


def test_another_clock_moves_the_half_hours(reader: Person) -> None:
    assert "Wednesday, 10:30–11:00" in told(
        reader.opens(f"/admin/reports/ringing?{YESTERDAY}&zone=Europe/Helsinki").text
    )


def test_the_table_is_a_file_in_which_nothing_is_a_formula(reader: Person) -> None:
    sent = reader.opens(f"/admin/reports/causes/table.csv?{YESTERDAY}")
    assert sent.headers["Content-Disposition"] == 'attachment; filename="causes-2026-11-18.csv"'
    assert rows_of(sent.data)[:2] == [
        ["Cause", "Department", "Calls", "Talks", "Time (s)", "Share of the time", "A talk, on average (s)"],
        ["'=refund()", "orders", "4", "4", "1260", "0.8077", "315"],
    ]
    book = reader.opens(f"/admin/reports/causes/tables.xlsx?{YESTERDAY}")
    with zipfile.ZipFile(io.BytesIO(book.data)) as file:
        assert "'=refund()" in html.unescape(file.read("xl/sharedStrings.xml").decode())


def test_a_day_is_sortable_in_a_file_and_said_in_words_on_the_page(reader: Person) -> None:
    days = "since=2026-11-16&until=2026-11-18"
    for name in ("answering", "foretelling"):
        _, *rows = rows_of(reader.opens(f"/admin/reports/{name}/table.csv?{days}").data)
        assert [row[0] for row in rows] == ["2026-11-16", "2026-11-17", "2026-11-18"]
        assert "Wed 18 Nov" in told(reader.opens(f"/admin/reports/{name}?{days}").text)


def test_every_question_can_be_taken_away(reader: Person) -> None:
    for name in QUESTIONS:
        assert len(rows_of(reader.opens(f"/admin/reports/{name}/table.csv?{YESTERDAY}").data)) > 1
        assert reader.opens(f"/admin/reports/{name}/tables.xlsx?{YESTERDAY}").data.startswith(b"PK")


def test_every_call_is_a_row_and_that_they_were_taken_is_written_down(reader: Person, store: Store) -> None:
    rows = rows_of(reader.opens("/admin/reports/calls.csv?since=2026-11-16&until=2026-11-18").data)
    call = dict(zip(rows[0], rows[1], strict=True))
    assert len(rows) == 2
    assert call["customer_number"] == "'+48600123456"
    assert call["started_at"] == "2026-11-17T13:00:00+01:00"
    assert (call["waited_s"], call["talked_s"], call["agent"], call["ticket"]) == (
        "75",
        "305",
        "Team Lead",
        "1041",
    )
    kept = store.read(lambda db: db.execute(select(audit.c.actor, audit.c.action, audit.c.subject)).all())
    assert ("team-lead@sowa.example", "calls.export", "2026-11-16-2026-11-18") in [tuple(row) for row in kept]


def test_a_supervisor_of_some_departments_reads_of_those_alone(reader: Person, store: Store) -> None:
    table = update(agent).where(agent.c.id == seed.OTHER)
    store.write(lambda tx: tx.db.execute(table.values(roles=["supervisor"], supervises=["marketing"])))
    reader.has_signed_in(seed.OTHER)
    assert "nothing to tell" in reader.opens(f"/admin/reports/answering?{YESTERDAY}&department=orders").text
    assert len(rows_of(reader.opens("/admin/reports/calls.csv?period=90").data)) == 1


def test_a_question_that_nobody_asks_is_not_there(reader: Person) -> None:
    for path in ("/admin/reports/nothing", "/admin/reports/nothing/table.csv"):
        assert reader.opens(path).status_code == 404
