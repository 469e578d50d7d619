"""Changing the line from the pages: several at once lose nothing of each other's."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import TypeVar

import pytest
from sqlalchemy import insert

from admin.back_office import BackOffice
from admin.setup.changing import Overtaken, Refused, Saved, change_line
from admin.setup.menus.sentences import say_instead
from admin.setup.settings.departments import without_department
from tests.admin import seed
from ticket_store.ids import new_id
from ticket_store.line import Line, Spoken
from ticket_store.line_rows import load_line
from ticket_store.schema import ticket

CONTENDERS = 4
Answer = TypeVar("Answer")


@pytest.fixture
def crowd() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(CONTENDERS) as threads:
        yield threads


def at_once(crowd: ThreadPoolExecutor, work: Callable[[int], Answer]) -> list[Answer]:
    """What each contender got; all begin at the same moment."""
    start = Barrier(CONTENDERS)

    def contend(place: int) -> Answer:
        start.wait()
        return work(place)

    return list(crowd.map(contend, range(CONTENDERS)))


def test_of_several_who_save_what_they_saw_at_once_one_is_first_and_the_others_are_told(
    office: BackOffice, crowd: ThreadPoolExecutor
) -> None:
    seen = office.store.read(load_line).version

    def save(place: int) -> object:
        def rename(line: Line) -> Line:
            return replace(line, shop=replace(line.shop, name=f"Shop {place}"))

        return change_line(office, rename, actor=f"admin {place}", now=seed.NOW, seen=seen)

    outcomes = at_once(crowd, save)

    (first,) = [place for place, one in enumerate(outcomes) if isinstance(one, Saved)]
    assert [one for one in outcomes if isinstance(one, Overtaken)] == [Overtaken(seen + 1)] * (CONTENDERS - 1)
    assert office.store.read(load_line).shop.name == f"Shop {first}"


def test_changes_of_several_parts_at_once_are_all_kept(office: BackOffice, crowd: ThreadPoolExecutor) -> None:
    def save(place: int) -> object:
        own = {"pl": Spoken(f"Zdanie {place}.")}
        return change_line(
            office, lambda line: say_instead(line, f"sentence_{place}", own), actor="admin", now=seed.NOW
        )

    at_once(crowd, save)

    assert len(office.store.read(load_line).prompts) == CONTENDERS


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_department_with_tickets_stays_and_the_reader_is_told_in_words(office: BackOffice) -> None:
    before = office.store.read(load_line)
    case = {"id": new_id(seed.NOW), "number": 99, "department_key": "marketing"}
    opened = {"opened_at": seed.NOW, "touched_at": seed.NOW}
    office.store.write(lambda tx: tx.db.execute(insert(ticket).values(**case, **opened)))

    outcome = change_line(
        office, lambda line: without_department(line, "marketing"), actor="admin", now=seed.NOW
    )

    assert isinstance(outcome, Refused)
    (fault,) = outcome.faults
    assert fault.said, "it can be said in each language"
    assert fault.text.startswith('Department "marketing": it has tickets (')
    assert office.store.read(load_line) == before
