from dataclasses import replace
from datetime import timedelta

from admin.panel.attention import chips, offline
from tests.admin.panel.test_board import EWA, MINUTE
from tests.admin.seed import NOW
from ticket_store.floor_view import Doing

ROOM = [
    replace(EWA, id="free", name="A"),
    replace(EWA, id="away", name="B", chosen="away"),
    replace(EWA, id="talks", name="C", doing=Doing.TALKING),
    replace(EWA, id="writes", name="D", doing=Doing.WRAP_UP),
    replace(EWA, id="rung", name="E", doing=Doing.RINGING),
    replace(EWA, id="missed", name="F", chosen="away", reason="missed_twice"),
    replace(EWA, id="gone", name="G", reachable=False),
    replace(EWA, id="home", name="H", chosen="offline"),
]


def test_whoever_needs_attention_comes_first() -> None:
    found = [one.id for one in chips(ROOM)]
    assert found == ["gone", "missed", "rung", "writes", "talks", "away", "free"]


def test_of_those_alike_the_one_it_lasts_longest_for_comes_first() -> None:
    late, early = (
        replace(EWA, id=name, since=NOW - age) for name, age in (("late", timedelta()), ("early", MINUTE))
    )
    assert [one.id for one in chips([late, early])] == ["early", "late"]


def test_the_offline_are_counted_but_not_shown() -> None:
    assert offline(ROOM) == 1


def test_somebody_offline_who_still_talks_is_shown() -> None:
    talks = replace(EWA, chosen="offline", doing=Doing.TALKING)
    assert [one.state for one in chips([talks])] == ["talking"]
    assert offline([talks]) == 0
