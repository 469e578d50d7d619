"""One row for each call as CSV, for whoever wants to count anew in a spreadsheet."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from admin.reports.asked import Asked
from admin.reports.cells import Value, safe_cell
from admin.reports.exports import csv_lines
from ticket_store.engine import Store
from ticket_store.reporting.counts import Wanted
from ticket_store.reporting.each_call import CallRow, call_rows

# Names for programs, the same in every language. Source: docs/reports.md#calls-csv.
NAMES = (
    *("id", "direction", "started_at", "did", "customer_number", "language", "department", "outcome"),
    *("queued_at", "answered_at", "ended_at", "waited_s", "talked_s", "held_s", "expected_s", "talks"),
    *("agent", "ticket", "disposition"),
)
_AT_A_TIME = timedelta(days=1)


def each_call(store: Store, asked: Asked, zone: ZoneInfo) -> Iterator[str]:
    """The lines of the file. Read a day at a time, so that no connection is held while a slow reader takes them."""
    yield from csv_lines(NAMES, (_row(one, zone) for part in _parts(asked) for one in _calls(store, part)))


def _calls(store: Store, wanted: Wanted) -> list[CallRow]:
    return store.read(lambda db: list(call_rows(db, wanted)))


def _parts(asked: Asked) -> Iterator[Wanted]:
    agents = frozenset({asked.agent_id}) if asked.agent_id else None
    whole = Wanted(asked.since, asked.until, asked.departments, agents)
    since = whole.since
    while since < whole.until:
        until = min(since + _AT_A_TIME, whole.until)
        yield replace(whole, since=since, until=until)
        since = until


def _row(one: CallRow, zone: ZoneInfo) -> list[Value]:
    ended = one.talk_ended_at or one.ended_at
    values: list[Value] = [
        *(
            one.id,
            one.direction,
            _time(one.started_at, zone),
            one.did_number,
            one.customer_number,
            one.language,
        ),
        *(one.department_key, one.outcome),
        *(_time(at, zone) for at in (one.queued_at, one.answered_at, one.ended_at)),
        *(_between(one.queued_at, one.answered_at or one.ended_at), _between(one.answered_at, ended)),
        *(
            round(one.held_ms / 1000),
            one.expected_s,
            one.talks,
            one.agent_name,
            one.ticket_number,
            one.disposition,
        ),
    ]
    return [safe_cell(value) if isinstance(value, str) else value for value in values]


def _time(at: datetime | None, zone: ZoneInfo) -> str | None:
    return None if at is None else at.astimezone(zone).isoformat(timespec="seconds")


def _between(first: datetime | None, last: datetime | None) -> int | None:
    return None if first is None or last is None else max(round((last - first).total_seconds()), 0)
