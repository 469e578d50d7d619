"""What a known caller is offered before the menu: a kept place before an open case, and only what is of use."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from admin.shop_file.commands import read_checked
from call_routing.queue.recognition import KeptPlace, OwnCase, Thread, thread_of
from ticket_store.line import Line
from ticket_store.rows import LeftQueue, OpenCase, Recognised

NOON = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)  # 12:00 in Warsaw, a Tuesday
EVENING = datetime(2026, 3, 3, 17, 0, tzinfo=UTC)  # complaints are closed, orders are open
LEFT = LeftQueue(
    "call1",
    "complaints",
    NOON - timedelta(minutes=12),
    NOON - timedelta(minutes=2),
    gave_up=True,
    taken=False,
)
CASE = OpenCase("ticket1", "complaints", "Anna", owner_on_duty=True, touched_at=NOON - timedelta(days=3))
KEPT, ANNAS = KeptPlace("call1", "complaints"), OwnCase("complaints", "Anna")


@pytest.fixture(scope="module")
def line() -> Line:
    shop = Path(__file__).parents[2] / "stories" / "shop.yaml"
    read, faults = read_checked(shop.read_text(encoding="utf-8"))
    assert read is not None, faults
    return read


@pytest.mark.parametrize(
    ("known", "thread"),
    [
        (Recognised(), None),
        (Recognised(left=LEFT), KEPT),
        (Recognised(case=CASE), ANNAS),
        (Recognised(left=LEFT, case=CASE), KEPT),  # one star, one meaning
        (Recognised(left=replace(LEFT, gave_up=False), case=CASE), ANNAS),  # offered, promised, or talked
        (Recognised(left=replace(LEFT, taken=True)), None),
        (Recognised(left=replace(LEFT, ended_at=None)), None),
        (Recognised(left=replace(LEFT, ended_at=NOON - timedelta(minutes=10))), KEPT),
        (Recognised(left=replace(LEFT, ended_at=NOON - timedelta(minutes=10, seconds=1))), None),
        (Recognised(left=replace(LEFT, department_key="closed down")), None),
        (Recognised(case=replace(CASE, owner_on_duty=False)), OwnCase("complaints", None)),
        (Recognised(case=replace(CASE, touched_at=NOON - timedelta(days=14))), ANNAS),
        (Recognised(case=replace(CASE, touched_at=NOON - timedelta(days=15))), None),
        (Recognised(case=replace(CASE, department_key="closed down")), None),
    ],
)
def test_what_a_known_caller_may_go_on_with(line: Line, known: Recognised, thread: Thread | None) -> None:
    assert thread_of(known, line, NOON) == thread


def test_nothing_is_offered_of_a_department_that_is_closed(line: Line) -> None:
    just_now = EVENING - timedelta(minutes=1)
    left = replace(LEFT, ended_at=just_now)
    assert thread_of(Recognised(left=left, case=CASE), line, EVENING) is None
    orders = replace(left, department_key="orders")
    assert thread_of(Recognised(left=orders, case=CASE), line, EVENING) == KeptPlace("call1", "orders")
