"""The filter form above the audit, read from an address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from admin.panel.search import read_day
from admin.setup.audit.words import KINDS
from ticket_store.audit_view import AuditFilters
from ticket_store.labels import Labels

FIELDS = ("actor", "subject", "kind", "since", "until")


@dataclass(frozen=True)
class AuditSearch:
    """What was typed, what it means, and the fields whose text means nothing."""

    typed: Mapping[str, str]
    filters: AuditFilters
    faults: frozenset[str]

    @property
    def empty(self) -> bool:
        return not any(self.typed.values())


def read_audit_search(arguments: Mapping[str, str], labels: Labels) -> AuditSearch:
    """Days are the shop's days; `until` is the last day that counts."""
    typed = {field: arguments.get(field, "").strip()[:100] for field in FIELDS}
    days: dict[str, datetime | None] = {one: read_day(typed[one], labels) for one in ("since", "until")}
    until = days["until"]
    filters = AuditFilters(
        actor=typed["actor"] or None,
        subject=typed["subject"] or None,
        kind=typed["kind"] if typed["kind"] in KINDS else None,
        since=days["since"],
        until=until + timedelta(days=1) if until else None,
    )
    return AuditSearch(typed, filters, frozenset(one for one, day in days.items() if typed[one] and not day))
