"""Minutes unattended: spans cut to the period, exact to the second, one span at a time for each department."""

from datetime import UTC, datetime, timedelta

import pytest

from ticket_store.engine import Store
from ticket_store.unattended import (
    begin_span,
    end_span,
    mark_alarmed,
    minutes_unattended,
    open_spans,
    unattended_now,
)

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


@pytest.fixture
def spans(store: Store) -> Store:
    """Orders: 0-10 and since 30. Complaints: 5-6.5."""
    for key, began, ended in (("orders", 0, 10), ("complaints", 5, 6.5), ("orders", 30, None)):
        store.write(lambda tx, key=key, began=began: begin_span(tx, key, at(began)))  # type: ignore[misc]
        if ended is not None:
            (span,) = store.read(open_spans)
            store.write(lambda tx, span=span, ended=ended: end_span(tx, span, at(ended)))  # type: ignore[misc]
    return store


@pytest.mark.parametrize(
    ("since", "until", "minutes"),
    [
        (-60, 0, {}),
        (0, 40, {"orders": 20.0, "complaints": 1.5}),
        (0, 30, {"orders": 10.0, "complaints": 1.5}),
        (6, 9, {"orders": 3.0, "complaints": 0.5}),
        (10, 30, {}),
        (9.5, 30.25, {"orders": 0.75}),
        (35, 36, {"orders": 1.0}),
    ],
)
def test_minutes_are_those_within_the_period(
    spans: Store, since: float, until: float, minutes: dict[str, float]
) -> None:
    assert spans.read(lambda db: minutes_unattended(db, at(since), at(until))) == minutes


def test_periods_side_by_side_add_up_to_the_whole(spans: Store) -> None:
    whole = spans.read(lambda db: minutes_unattended(db, at(0), at(40)))
    parts = [
        spans.read(lambda db, one=one: minutes_unattended(db, at(one), at(one + 2.5)))  # type: ignore[misc]
        for one in (step * 2.5 for step in range(16))
    ]
    assert {key: sum(part.get(key, 0) for part in parts) for key in whole} == whole


def test_one_span_lasts_for_a_department_however_often_it_begins(spans: Store) -> None:
    for minute in (31, 32):
        spans.write(lambda tx, minute=minute: begin_span(tx, "orders", at(minute)))  # type: ignore[misc]
    assert spans.read(unattended_now) == {"orders": at(30)}


def test_of_two_sweepers_one_alarms(spans: Store) -> None:
    seen = spans.read(open_spans)
    claimed = [spans.write(lambda tx: mark_alarmed(tx, seen, at(33))) for _ in range(2)]
    assert claimed == [[seen[0].id], []]
    (again,) = spans.read(open_spans)
    assert again.alarmed_at == at(33)
    spans.write(lambda tx: end_span(tx, again, at(34)))
    assert spans.write(lambda tx: mark_alarmed(tx, [again], at(95))) == []
