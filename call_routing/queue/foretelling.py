"""How long somebody with this rank will wait in a department, as it looks now."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from call_routing.queue.estimates import Estimate, expected_wait
from ticket_store.line import Line
from ticket_store.outlook import Outlook, outlook
from ticket_store.queue import people_ahead


@dataclass(frozen=True)
class Foretold:
    """`ahead` counts callers and due callbacks; `wait` is None while nobody is on duty."""

    ahead: int
    outlook: Outlook
    wait: Estimate | None


def foretell(db: Connection, line: Line, department_key: str, ranks_at: datetime, now: datetime) -> Foretold:
    """Who is ahead of this rank, who is on duty, and the wait that follows."""
    seen = outlook(db, department_key, half_hour_of(line, now), now)
    ahead = people_ahead(db, department_key, ranks_at, now) if seen.staffed else 0
    return Foretold(ahead, seen, expected_wait(ahead, seen.handling_s, seen.staffed, idle=seen.idle))


def half_hour_of(line: Line, at: datetime) -> int:
    """Which half-hour of the shop's day this is: 0 from midnight, 47 before the next."""
    local = at.astimezone(ZoneInfo(line.shop.timezone))
    return local.hour * 2 + local.minute // 30
