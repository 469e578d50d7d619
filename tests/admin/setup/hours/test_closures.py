"""Closures on their page: once, every year, of several hours, changed and removed."""

from datetime import UTC, datetime

import pytest

from tests.admin.setup.hours.conftest import Room
from ticket_store.line import Closure

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
CHRISTMAS = {
    "hours": "office",
    "from_on": "2026-12-24",
    "to_on": "2026-12-26",
    "yearly": "yes",
    "text-en": "Christmas",
}
BEGINS, ENDS = datetime(2026, 12, 23, 23, tzinfo=UTC), datetime(2026, 12, 26, 23, tzinfo=UTC)


def address(room: Room) -> str:
    """Of the only closure."""
    page = room.opens("/closures")
    return page.split('href="/admin/hours/closures/', 1)[1].split('"', 1)[0]


def test_a_yearly_closure_is_added_and_listed_by_its_next_time(room: Room) -> None:
    status, to = room.sends("/closures", **CHRISTMAS)
    assert (status, to) == (303, f"/admin/hours/closures?saved={room.line.version}")
    assert room.line.closures == (Closure("office", BEGINS, ENDS, {"en": "Christmas"}, yearly=True),)
    assert "Thu, 24 Dec 2026 – Sat, 26 Dec 2026 every year Christmas office" in room.words("/closures")


def test_a_closure_of_several_hours_is_one_row(room: Room) -> None:
    room.sends("", key="evening")
    room.sends("/closures", **{**CHRISTMAS, "hours": ["office", "evening"]})
    assert [one.hours_key for one in room.line.closures] == ["evening", "office"]
    assert "Christmas evening, office" in room.words("/closures")


def test_it_is_changed_and_removed_on_its_own_page(room: Room) -> None:
    room.sends("/closures", **CHRISTMAS)
    assert room.sends(f"/closures/{address(room)}", **{**CHRISTMAS, "to_on": "2026-12-27"})[0] == 303
    assert room.line.closures[0].ends_at.day == 27
    assert room.sends(f"/closures/{address(room)}/remove")[0] == 303
    assert room.line.closures == ()
    assert "None. Stocktaking" in room.words("/closures")


def test_what_was_typed_stays_beside_its_fault(room: Room) -> None:
    status, said = room.sends("/closures", **{**CHRISTMAS, "to_on": "2026-12-01"})
    assert (status, "It ends before it begins." in said) == (422, True)
    assert ">Christmas</textarea>" in said
    status, said = room.sends("/closures", **{**CHRISTMAS, "to_on": "2027-12-24"})
    assert (status, "Leave days between." in said) == (422, True)
    assert room.line.closures == ()


def test_one_that_was_removed_meanwhile_is_not_found(room: Room) -> None:
    room.sends("/closures", **CHRISTMAS)
    gone = address(room)
    room.sends(f"/closures/{gone}/remove")
    assert room.sends(f"/closures/{gone}/remove")[0] == 404


def test_what_is_over_is_put_away(room: Room) -> None:
    room.sends("/closures", **{**CHRISTMAS, "from_on": "2025-01-02", "to_on": "2025-01-03", "yearly": ""})
    assert "1 closure is over" in room.words("/closures")
