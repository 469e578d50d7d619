"""Calls kept as checks: what is not as it was is shown, found right, or forgotten and kept again."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest
from sqlalchemy import delete

from admin.back_office import BackOffice
from admin.rehearse import Deed, Kind, Press, Setup
from admin.setup.kept_checks import MOST_CHECKS, find_right_now, keep_check, run_kept
from tests.admin import seed
from tests.admin.conftest import Person
from tests.admin.setup.menus.shop import POLISH
from ticket_store.engine import Transaction
from ticket_store.line import Line, ToDepartment
from ticket_store.line_rows import load_line, save_line
from ticket_store.rehearsals import NameTakenError, keep_rehearsal, kept_rehearsals
from ticket_store.schema import rehearsal

SETUP = Setup(seed.NOW, POLISH, "+48501000111", on_duty=(f"{seed.AGENT}@sowa.example",))


@pytest.fixture
def kept(pages_office: BackOffice) -> Iterator[BackOffice]:
    """One check, kept on the line as it is."""
    line = pages_office.store.read(load_line)
    keep_check(pages_office, "Key 1", SETUP, [Press(Deed.KEYS, "1")], actor="the boss", now=seed.NOW)
    yield pages_office
    pages_office.store.write(lambda tx: tx.db.execute(delete(rehearsal)))
    pages_office.store.write(lambda tx: save_line(tx, line, actor="tests", now=seed.NOW))


def leads_key_1_to_marketing(line: Line) -> Line:
    main = line.menus["main"]
    return replace(
        line,
        menus={
            **line.menus,
            "main": replace(main, keys={**main.keys, "1": ToDepartment("marketing")}),
        },
    )


def test_a_check_goes_as_it_was_while_the_line_is_as_it_was(kept: BackOffice) -> None:
    assert [one.differs for one in run_kept(kept)] == [False]


def test_on_another_line_what_is_said_and_what_comes_of_it_is_told_apart(kept: BackOffice) -> None:
    (result,) = run_kept(kept, leads_key_1_to_marketing(kept.store.read(load_line)))
    assert result.differs
    assert "Reklamacje: wybierz 1." in [sentence for turn in result.said for sentence in turn.was]
    assert "Marketing: wybierz 1." in [sentence for turn in result.said for sentence in turn.now]
    assert {one.kind for one in result.gone} >= {Kind.CALL, Kind.TICKET, Kind.DIAL}
    assert [one.facts["department"] for one in result.new if one.kind is Kind.CALL] == ["marketing"]


def test_what_was_found_is_right_from_then_on(kept: BackOffice) -> None:
    changed = leads_key_1_to_marketing(kept.store.read(load_line))
    results = run_kept(kept, changed)
    kept.store.write(lambda tx: find_right_now(tx, results, actor="the boss", now=seed.NOW))
    assert [one.differs for one in run_kept(kept, changed)] == [False]
    assert [one.differs for one in run_kept(kept)] == [True]


def test_a_name_is_taken_once(kept: BackOffice) -> None:
    with pytest.raises(NameTakenError):
        keep_check(kept, "Key 1", SETUP, [], actor="the boss", now=seed.NOW)


def test_without_rehearsals_nothing_is_checked(kept: BackOffice) -> None:
    assert run_kept(replace(kept, rehearse=None)) == ()


def test_the_page_shows_what_differs_and_finds_it_right(caller: Person, kept: BackOffice) -> None:
    changed = leads_key_1_to_marketing(kept.store.read(load_line))
    kept.store.write(lambda tx: save_line(tx, changed, actor="x", now=seed.NOW))
    page = unescape(caller.opens("/admin/rehearsal/checks?on=line").text)
    assert "1 check is not as it was." in page
    assert "Marketing: wybierz 1." in page
    (check,) = kept.store.read(kept_rehearsals)
    mark = re.search(r'name="found" value="(\w+)"', page)
    assert mark is not None
    answer = caller.posts(f"/admin/rehearsal/checks/{check.id}/right", found=mark[1])
    assert "All checks are as they were." in answer.text


def test_what_nobody_has_looked_at_is_not_found_right(caller: Person, kept: BackOffice) -> None:
    changed = leads_key_1_to_marketing(kept.store.read(load_line))
    kept.store.write(lambda tx: save_line(tx, changed, actor="x", now=seed.NOW))
    (check,) = kept.store.read(kept_rehearsals)
    answer = caller.posts(f"/admin/rehearsal/checks/{check.id}/right", found="of an hour ago")
    assert answer.status_code == 409
    assert "1 check is not as it was." in answer.text
    assert kept.store.read(kept_rehearsals) == (check,)
    assert caller.posts("/admin/rehearsal/checks/nothing/right").status_code == 404


def test_a_check_on_other_menus_is_right_on_them(kept: BackOffice) -> None:
    changed = leads_key_1_to_marketing(kept.store.read(load_line))
    keep_check(kept, "Soon", SETUP, [Press(Deed.KEYS, "1")], line=changed, actor="the boss", now=seed.NOW)
    assert {one.check.name: one.differs for one in run_kept(kept, changed)} == {"Key 1": True, "Soon": False}


def test_no_more_checks_are_kept_than_a_publish_can_play(caller: Person, kept: BackOffice) -> None:
    def keep(tx: Transaction) -> None:
        for number in range(1, MOST_CHECKS):
            keep_rehearsal(tx, name=f"{number}", setup={}, presses=(), expected={}, actor="x", now=seed.NOW)

    kept.store.write(keep)
    answer = caller.posts("/admin/rehearsal", at="2026-11-24T10:00", did=POLISH, do="keep", name="One more")
    assert answer.status_code == 422
    assert "50 checks are kept already" in answer.text


def test_a_check_is_looked_at_as_a_call(caller: Person, kept: BackOffice) -> None:
    (check,) = kept.store.read(kept_rehearsals)
    page = caller.opens(f"/admin/rehearsal/checks/{check.id}").text
    assert 'name="press" value="keys 1"' in page
    assert 'value="+48501000111"' in page
    assert caller.opens("/admin/rehearsal/checks/nothing").status_code == 404


def test_a_check_is_forgotten_and_kept_again(caller: Person, kept: BackOffice) -> None:
    (check,) = kept.store.read(kept_rehearsals)
    page = caller.posts(f"/admin/rehearsal/checks/{check.id}/forget").text
    assert "Forgotten: Key 1" in page
    assert kept.store.read(kept_rehearsals) == ()
    told = re.search(r'name="kept" value="([^"]+)"', page)
    assert told is not None
    caller.posts("/admin/rehearsal/checks/take-back", kept=unescape(told[1]))
    (again,) = kept.store.read(kept_rehearsals)
    assert replace(again, id=check.id, kept_by=check.kept_by) == check


@pytest.mark.parametrize("kept_text", ["", "[]", '{"name": "x"}', '{"name": 1, "setup": {}, "presses": []}'])
def test_what_was_never_a_check_is_not_kept(caller: Person, kept_text: str) -> None:
    assert caller.posts("/admin/rehearsal/checks/take-back", kept=kept_text).status_code == 400
