"""The audit as people search it: who changed what, when, before and after; the newest first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from ticket_store.page_of_rows import Page, Place, page_of_rows
from ticket_store.schema import agent, audit

MOST_EXPORTED = 100_000
_SIGN_IN = "sign-in"  # the actor of a refused try


@dataclass(frozen=True)
class AuditFilters:
    """`actor` and `subject` are parts of a name; `kind` is how an action begins; `until` does not count itself."""

    actor: str | None = None
    subject: str | None = None
    kind: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class AuditRow:
    id: str
    at: datetime
    actor: str
    action: str
    subject: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def audit_page(
    db: Connection, filters: AuditFilters, *, after: Place | None, top: Place | None
) -> Page[AuditRow]:
    """Refused tries at the sign-in stand there only for whoever asks for them: they are many and change nothing."""
    return page_of_rows(db, _asked(filters), (audit.c.at, audit.c.id), _row, after=after, top=top)


def audit_rows(db: Connection, filters: AuditFilters) -> Iterator[AuditRow]:
    """All that the filters ask for, the newest first, at most 100,000."""
    newest = _asked(filters).order_by(audit.c.at.desc(), audit.c.id.desc()).limit(MOST_EXPORTED)
    return (_row(row) for row in db.execute(newest))


def agent_addresses(db: Connection) -> dict[str, str]:
    """Everybody's e-mail address by their id, also of those who have left: rows name people either way."""
    return {row.id: row.email for row in db.execute(select(agent.c.id, agent.c.email))}


def _asked(filters: AuditFilters) -> Select[Any]:
    asked = select(audit)
    if filters.actor:
        asked = asked.where(audit.c.actor.icontains(filters.actor, autoescape=True))
    if filters.subject:
        asked = asked.where(audit.c.subject.icontains(filters.subject, autoescape=True))
    if filters.kind:
        asked = asked.where(audit.c.action.startswith(filters.kind, autoescape=True))
    else:
        asked = asked.where(audit.c.actor != _SIGN_IN)
    if filters.since:
        asked = asked.where(audit.c.at >= filters.since)
    if filters.until:
        asked = asked.where(audit.c.at < filters.until)
    return asked


def _row(row: Row[Any]) -> AuditRow:
    return AuditRow(row.id, row.at, row.actor, row.action, row.subject, row.before, row.after)
