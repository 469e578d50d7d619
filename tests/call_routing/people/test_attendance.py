"""Open and nobody on duty: when a span begins and ends, and when somebody is told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from call_routing.people.attendance import Begin, End, alarms_due, changes
from ticket_store.line import Department, Line, ManualClose, Routing, Shop
from ticket_store.unattended import Span

OPENS = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)  # 9:00 in Warsaw
CLOSES = datetime(2026, 3, 3, 16, 0, tzinfo=UTC)
NOON = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
ORDERS = Department("orders", {"en": "orders"}, "office", routing=Routing(alarm_after=3 * MINUTE))
LINE = Line(
    1,
    Shop("Sowa", "PL", "Europe/Warsaw", ("pl",), alarm_number="+48601220100"),
    {"office": "Mo-Fr 09:00-17:00; PH off"},
    (),
    {"orders": ORDERS},
    {},
    {},
    0,
)
CLOSED_BY_HAND = replace(
    LINE, departments={"orders": replace(ORDERS, manual_close=ManualClose(NOON - MINUTE, None))}
)
GONE = replace(LINE, departments={})
SPAN = Span("s", "orders", NOON - 2 * MINUTE, None, None)


@pytest.mark.parametrize(
    ("line", "staffed", "spans", "now", "made"),
    [
        (LINE, [], [], OPENS - SECOND, []),
        (LINE, [], [], OPENS, [Begin("orders")]),
        (LINE, ["orders"], [], NOON, []),
        (LINE, ["complaints"], [], NOON, [Begin("orders")]),
        (LINE, [], [SPAN], NOON, []),
        (LINE, ["orders"], [SPAN], NOON, [End(SPAN, NOON)]),
        (LINE, [], [SPAN], CLOSES - SECOND, []),
        (LINE, [], [SPAN], CLOSES, [End(SPAN, CLOSES)]),
        (LINE, [], [SPAN], CLOSES + 2 * SECOND, [End(SPAN, CLOSES)]),
        (LINE, [], [SPAN], CLOSES + timedelta(hours=10), [End(SPAN, CLOSES)]),  # nobody looked all evening
        (CLOSED_BY_HAND, [], [], NOON, []),
        (CLOSED_BY_HAND, [], [SPAN], NOON, [End(SPAN, NOON - MINUTE)]),
        (GONE, [], [SPAN], NOON, [End(SPAN, NOON)]),
    ],
)
def test_a_span_lasts_while_it_is_open_and_nobody_is_there(
    line: Line, staffed: list[str], spans: list[Span], now: datetime, made: list[Begin | End]
) -> None:
    assert changes(line, staffed, spans, now) == made


@pytest.mark.parametrize(
    ("lasted", "alarmed_ago", "told"),
    [
        (timedelta(), None, False),
        (3 * MINUTE - SECOND, None, False),
        (3 * MINUTE, None, True),
        (5 * MINUTE, 2 * MINUTE, False),
        (63 * MINUTE - SECOND, 60 * MINUTE - SECOND, False),
        (63 * MINUTE, 60 * MINUTE, True),
    ],
)
def test_somebody_is_told_after_some_minutes_and_again_each_hour(
    lasted: timedelta, alarmed_ago: timedelta | None, told: bool
) -> None:
    span = Span("s", "orders", NOON - lasted, None, None if alarmed_ago is None else NOON - alarmed_ago)
    assert alarms_due(LINE, [span], NOON) == ([span] if told else [])
