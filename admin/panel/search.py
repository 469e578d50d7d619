"""The filter form above a list, read from an address and written back into one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from admin.typed_text import YEARS
from admin.wording import searched_number
from ticket_store.labels import Labels
from ticket_store.panel_view import Filters

FIELDS = ("department", "status", "number", "since", "until")


@dataclass(frozen=True)
class Search:
    """What was typed, what it means, and the fields whose text means nothing."""

    typed: Mapping[str, str]
    filters: Filters
    faults: frozenset[str]

    @property
    def empty(self) -> bool:
        return not any(self.typed.values())


def read_search(
    arguments: Mapping[str, str], labels: Labels, departments: frozenset[str] | None = None
) -> Search:
    """Days are the shop's days; `until` is the last day that counts. `departments` are all that may be seen."""
    typed = {field: arguments.get(field, "").strip()[:40] for field in FIELDS}
    since, until = read_day(typed["since"], labels), read_day(typed["until"], labels)
    digits = re.sub(r"\D", "", typed["number"])
    number = searched_number(typed["number"], labels.country) if typed["number"] else None
    faults = {
        "number": bool(typed["number"]) and not digits,
        "since": bool(typed["since"]) and since is None,
        "until": bool(typed["until"]) and until is None,
    }
    filters = Filters(
        department=typed["department"] or None,
        status=typed["status"] or None,
        number=number,
        digits=digits if digits and number is None else None,
        since=since,
        until=None if until is None else until + timedelta(days=1),
        departments=departments,
    )
    return Search(typed, filters, frozenset(field for field, faulty in faults.items() if faulty))


def read_day(text: str, labels: Labels) -> datetime | None:
    """The first moment of a day written as 2026-11-21."""
    try:
        day = datetime.strptime(text, "%Y-%m-%d")  # noqa: DTZ007 - a day of the shop: its zone comes next
    except ValueError:
        return None
    return None if day.year not in YEARS else day.replace(tzinfo=ZoneInfo(labels.timezone))
