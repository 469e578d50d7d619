"""`/admin/audit`: found by person, subject, kind and day; before and after; a file that no spreadsheet runs."""

import csv
import io
from datetime import timedelta

import pytest

from tests.admin import seed
from tests.admin.conftest import Person
from ticket_store.audit import write_audit
from ticket_store.engine import Store, Transaction

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def book(boss: Person, store: Store) -> Person:
    """A boss before an audit of three changes on two days."""
    yesterday = seed.NOW - timedelta(days=1)

    def work(tx: Transaction) -> None:
        write_audit(tx, yesterday, "ola@sowa.example", "line.changed", "department orders",
                    before={"ring_timeout_s": 20, "callback": {"attempts": 3}},
                    after={"ring_timeout_s": 25, "callback": {"attempts": 3}})  # fmt: skip
        write_audit(tx, seed.NOW, "jan@sowa.example", "agent.pin", "ola@sowa.example", after={"set": True})
        write_audit(tx, seed.NOW, "=cmd|' /C calc'!A0", "incident.solve", "+48600", after={"text": "@x"})

    store.write(work)
    return boss


def found(person: Person, query: str = "") -> list[bool]:
    """Which of the three are on the page: orders, PIN, incident."""
    page = person.opens(f"/admin/audit?{query}", **ENGLISH).text
    return [words in page for words in ("department orders", "<strong>PIN</strong>", "incident solved")]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", [True, True, True]),
        ("actor=OLA", [True, False, False]),
        ("subject=ola", [False, True, False]),
        ("kind=line.", [True, False, False]),
        ("kind=nothing", [True, True, True]),
        ("since=2026-11-19", [False, True, True]),
        ("until=2026-11-18", [True, False, False]),
        ("since=yesterday", [True, True, True]),
        ("actor=%25", [False, False, False]),
    ],
)
def test_changes_are_found(book: Person, query: str, shown: list[bool]) -> None:
    assert found(book, query) == shown


def test_a_change_shows_what_differs_before_and_after_and_nothing_else(book: Person) -> None:
    page = book.opens("/admin/audit?actor=ola").text
    assert "<del>20</del>" in page
    assert "<ins>25</ins>" in page
    assert "attempts" not in page


def test_the_file_holds_what_was_found_and_no_formula(book: Person) -> None:
    answer = book.opens("/admin/audit/audit.csv?since=2026-11-19")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="audit-2026-11-19.csv"'
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert rows[0] == ["at", "actor", "action", "subject", "before", "after"]
    assert {row[2] for row in rows[1:]} == {"agent.pin", "incident.solve"}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_taking_the_file_along_stands_in_the_audit_itself(book: Person) -> None:
    book.opens("/admin/audit/audit.csv?actor=ola")
    page = book.opens("/admin/audit", **ENGLISH).text
    assert "audit exported" in page


def test_refused_sign_ins_are_shown_only_to_who_asks_for_them(book: Person, stranger: Person) -> None:
    stranger.signs_in(seed.AGENT, "wrong")
    assert "sign-in refused" not in book.opens("/admin/audit", **ENGLISH).text.partition("<ol")[2]
    assert "sign-in refused" in book.opens("/admin/audit?kind=sign-in+refused", **ENGLISH).text


def test_older_changes_are_a_page_away(boss: Person, store: Store) -> None:
    def work(tx: Transaction) -> None:
        for minute in range(60):
            at = seed.NOW - timedelta(minutes=minute)
            write_audit(tx, at, "ola", "ticket solved", f"ticket:number-{minute:02}")

    store.write(work)
    first = boss.opens("/admin/audit").text
    assert ("number-49" in first, "number-50" in first) == (True, False)
    older = first.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert "number-59" in boss.opens(older).text
