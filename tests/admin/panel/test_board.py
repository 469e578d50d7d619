from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from admin.panel.board import Ask, Board, asks, board
from callbacks.promising.at_risk import Endangered
from tests.admin.seed import NOW
from ticket_store.desk_view import QueueLine
from ticket_store.floor_view import Doing, PersonOnFloor

MINUTE = timedelta(minutes=1)
QUIET = QueueLine("orders", 0, None, 0, 1, 2)
BUSY = QueueLine("complaints", 2, NOW - 3 * MINUTE, 0, 0, 1)
EWA = PersonOnFloor(
    "1", "ewa@sowa.example", "Ewa", ("orders", "complaints"), "available", NOW, None, None, True, "browser",
    NOW, Doing.IDLE, NOW, None,
)  # fmt: skip
OLA = replace(EWA, id="2", name="Ola", doing=Doing.TALKING)


def shown(
    lines: Sequence[QueueLine] = (QUIET,),
    people: Sequence[PersonOnFloor] = (EWA,),
    risks: Mapping[str, Endangered] | None = None,
) -> Board:
    return board(lines, {}, {}, risks or {}, people, (0, 0))


def test_an_agent_of_several_departments_is_one_person_on_duty() -> None:
    found = board([QUIET, BUSY], {}, {"orders": 2.5, "complaints": 4.0}, {}, [EWA, OLA], (5, 2))
    assert (found.waiting, found.longest_since) == (2, NOW - 3 * MINUTE)
    assert (found.free, found.staffed, found.minutes) == (1, 2, 6.5)


def test_whoever_is_unreachable_or_away_is_not_counted_on_duty() -> None:
    people = [replace(EWA, reachable=False), replace(OLA, chosen="away")]
    assert shown(people=people).staffed == 0


def test_promises_at_risk_are_summed_over_departments() -> None:
    found = shown(risks={"orders": Endangered(late=1, at_risk=2), "complaints": Endangered(at_risk=3)})
    assert (found.late, found.at_risk) == (1, 5)


@pytest.mark.parametrize(
    ("lines", "unattended", "late", "people", "asked"),
    [
        ([QUIET], {}, 0, [EWA], []),
        ([BUSY], {}, 0, [EWA], [Ask.NOBODY_FREE]),
        ([BUSY], {"complaints": NOW}, 0, [EWA], [Ask.UNATTENDED]),
        ([BUSY], {"orders": NOW}, 2, [EWA], [Ask.UNATTENDED, Ask.LATE, Ask.NOBODY_FREE]),
        ([QUIET], {}, 0, [replace(EWA, reachable=False)], [Ask.UNREACHABLE]),
        ([QUIET], {}, 0, [replace(EWA, reachable=False, chosen="away")], []),
    ],
)
def test_the_gravest_is_asked_first(
    lines: list[QueueLine],
    unattended: dict[str, datetime],
    late: int,
    people: list[PersonOnFloor],
    asked: list[Ask],
) -> None:
    found = replace(shown(lines=lines, people=people), late=late)
    assert [one.ask for one in asks(found, lines, unattended, people)] == asked


def test_no_more_than_three_things_are_asked_at_once() -> None:
    spans = {str(number): NOW - number * MINUTE for number in range(5)}
    found = asks(shown(), [], spans, [])
    assert [one.department_key for one in found] == ["4", "3", "2"]
