"""Open, and nobody on duty: that is kept as a span of time, and after some minutes somebody is told.

A manual close, a dated closure and closing time end a span, since nobody is expected then.
Source: docs/rules.md#unattended.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from call_routing.hours.opening_hours import Open, is_open, opening
from call_routing.hours.schedules import schedule_of
from ticket_store.call_states import LegStatus
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.outbox import send
from ticket_store.unattended import (
    Span,
    begin_span,
    end_span,
    let_ring_again,
    mark_alarmed,
    open_spans,
    staffed_departments,
)

AGAIN_AFTER = timedelta(hours=1)
UNHEARD_AGAIN_AFTER, MOST_UNHEARD = timedelta(minutes=5), 3
_UNHEARD = frozenset({LegStatus.BUSY, LegStatus.NO_ANSWER, LegStatus.FAILED})


@dataclass(frozen=True)
class Begin:
    department_key: str


@dataclass(frozen=True)
class End:
    span: Span
    at: datetime


def look_after(tx: Transaction, line: Line, now: datetime) -> None:
    """One look at all departments, as the sweeper takes it: spans begin and end, and whoever is due is alarmed.

    Those that fall due together are told in one call or text. Without an alarm number the figure alone is kept.
    """
    spans = open_spans(tx.db)
    ended = set()
    for step in changes(line, staffed_departments(tx.db), spans, now):
        match step:
            case Begin(department_key):
                begin_span(tx, department_key, now)
            case End(span, at):
                end_span(tx, span, at)
                ended.add(span.id)
    due = alarms_due(line, [span for span in spans if span.id not in ended], now)
    if due and line.shop.alarm_number is not None:
        claimed = mark_alarmed(tx, due, now)
        if claimed:
            send(tx, "ring_alarm", now, spans=claimed)


def alarm_call_ended(tx: Transaction, status: LegStatus, now: datetime) -> None:
    """The carrier has said how the call to the alarm number ended. Busy, not answered or not placed at all, it is
    made again after 5 minutes, at most three times a span; after that the hourly alarm stands.

    Called once a leg, and never on a guess: an unclear answer is first looked up in the carrier's books.
    """
    if status in _UNHEARD:
        let_ring_again(tx, now + UNHEARD_AGAIN_AFTER, MOST_UNHEARD)


def changes(line: Line, staffed: Collection[str], spans: Sequence[Span], now: datetime) -> list[Begin | End]:
    """What begins and what ends now. `spans` are those that last. Pure."""
    lasting = {span.department_key: span for span in spans}
    made: list[Begin | End] = []
    for key in line.departments:
        missing = key not in staffed and is_open(schedule_of(line, key), now)
        span = lasting.pop(key, None)
        if missing and span is None:
            made.append(Begin(key))
        elif span is not None and not missing:
            made.append(End(span, _ended_at(line, key, span, now)))
    return [*made, *(End(span, now) for span in lasting.values())]  # departments that are gone


def alarms_due(line: Line, spans: Sequence[Span], now: datetime) -> list[Span]:
    """The spans of which somebody must hear now: for the first time, again after an hour, or sooner where nobody
    took the call. Pure.
    """
    return [
        span
        for span in spans
        if (
            now - span.alarmed_at >= AGAIN_AFTER
            or (span.alarm_again_at is not None and now >= span.alarm_again_at)
            if span.alarmed_at is not None
            else now - span.began_at >= line.departments[span.department_key].routing.alarm_after
        )
    ]


def _ended_at(line: Line, key: str, span: Span, now: datetime) -> datetime:
    """Now, or at closing time, where nobody looked in between: an hour closed is no hour unattended."""
    state = opening(schedule_of(line, key), span.began_at)
    closes_at = state.closes_at if isinstance(state, Open) else None
    return min(now, closes_at) if closes_at is not None else now
