"""Spans in which a department was open and nobody was on duty: one open span a department, kept so by an index."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, exists, or_, select, update

from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.insert_once import InsertOnce
from ticket_store.prepared import Prepared
from ticket_store.reading import columns_of
from ticket_store.schema import agent, agent_department, department, unattended
from ticket_store.standing import is_on_duty


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open; `ended_at` is empty while it lasts, `alarmed_at` is the last alarm.

    `alarm_again_at` is empty unless nobody took the last one's call, and it is due sooner than in an hour.
    """

    id: str
    department_key: str
    began_at: datetime
    ended_at: datetime | None
    alarmed_at: datetime | None
    alarm_again_at: datetime | None = None


_SPAN = columns_of(unattended, Span)
_insert_span = InsertOnce(unattended)
_STAFFED = Prepared(
    select(department.c.key).where(
        exists().where(
            agent_department.c.department_key == department.c.key,
            agent_department.c.agent_id == agent.c.id,
            is_on_duty(),
        )
    )
)
_OPEN_SPANS = Prepared(
    select(*_SPAN).where(unattended.c.ended_at.is_(None)).order_by(unattended.c.began_at, unattended.c.id)
)


def staffed_departments(db: Connection) -> set[str]:
    """The departments with anybody on duty, in a talk or not."""
    return {row[0] for row in _STAFFED.all(db, {})}


def open_spans(db: Connection) -> list[Span]:
    """Those that last, oldest first."""
    return [Span(*row) for row in _OPEN_SPANS.all(db, {})]


def unattended_now(db: Connection) -> dict[str, datetime]:
    """Since when each department has been without anybody; those that are attended or closed are left out."""
    return {span.department_key: span.began_at for span in open_spans(db)}


def minutes_unattended(db: Connection, since: datetime, until: datetime) -> dict[str, float]:
    """Minutes by department within [since, until); departments without any are left out.

    Spans are cut to the period. One that lasts counts up to `until`, so ask for no time to come.
    """
    table = unattended
    within = (table.c.began_at < until, or_(table.c.ended_at.is_(None), table.c.ended_at > since))
    minutes: defaultdict[str, float] = defaultdict(float)
    for row in db.execute(select(table.c.department_key, table.c.began_at, table.c.ended_at).where(*within)):
        cut = min(row.ended_at or until, until) - max(row.began_at, since)
        minutes[row.department_key] += cut.total_seconds() / 60
    return dict(minutes)


def begin_span(tx: Transaction, department_key: str, now: datetime) -> None:
    """From now on nobody is there; a span that lasts already goes on."""
    _insert_span(
        tx,
        {
            "id": new_id(now),
            "department_key": department_key,
            "began_at": now,
            "ended_at": None,
            "alarmed_at": None,
        },
    )
    tx.topics.add(f"department:{department_key}")


def end_span(tx: Transaction, span: Span, at: datetime) -> None:
    """Somebody is there, or it is closed; a span that ended keeps its end."""
    still = (unattended.c.id == span.id, unattended.c.ended_at.is_(None))
    tx.db.execute(update(unattended).where(*still).values(ended_at=max(at, span.began_at)))
    tx.topics.add(f"department:{span.department_key}")


def mark_alarmed(tx: Transaction, spans: Collection[Span], now: datetime) -> list[str]:
    """Claim the alarm of these spans; the ids of those that no other sweeper claimed or ended meanwhile."""
    return [span.id for span in spans if _claim(tx, span, now)]


def _claim(tx: Transaction, span: Span, now: datetime) -> bool:
    unchanged = (
        unattended.c.id == span.id,
        unattended.c.ended_at.is_(None),
        unattended.c.alarmed_at.is_(None)
        if span.alarmed_at is None
        else unattended.c.alarmed_at == span.alarmed_at,
    )
    return (
        tx.db.execute(
            update(unattended).where(*unchanged).values(alarmed_at=now, alarm_again_at=None)
        ).rowcount
        == 1
    )


def let_ring_again(tx: Transaction, at: datetime, most: int) -> None:
    """Nobody took the call: every span that lasts and was told of is due again then, each so many times."""
    told = (unattended.c.ended_at.is_(None), unattended.c.alarmed_at.is_not(None))
    again = update(unattended).where(*told, unattended.c.rung_again < most)
    tx.db.execute(again.values(alarm_again_at=at, rung_again=unattended.c.rung_again + 1))
