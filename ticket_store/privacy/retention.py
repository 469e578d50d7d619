"""What is older than the shop keeps it is forgotten, once a night, a few hundred rows at a time, with a report.

Each step looks for its next rows without a lock and forgets them in a small transaction. How far a night came is kept
in its act: a restart goes on where it stopped.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from ticket_store.audit import write_audit
from ticket_store.engine import Store, Transaction
from ticket_store.line import Line
from ticket_store.outward.hook_policy import LOG_KEPT_FOR
from ticket_store.privacy.privacy_book import Act, ActKind, acts, change_act, write_act
from ticket_store.privacy.retention_steps import STEPS, Key, Step

ACTOR = "retention"
QUIET_HOUR = 3  # on the shop's clock; each night begins after it


@dataclass(frozen=True)
class Progress:
    """Where a night stands: the step, the last row that was looked at, the limits, and what went."""

    step: str
    after: Key | None
    limits: Mapping[str, datetime]
    went: Mapping[str, int]

    def facts(self) -> Mapping[str, Any]:
        """As it is kept."""
        return {
            "step": self.step,
            "after": self.after,
            "limits": {name: limit.isoformat() for name, limit in self.limits.items()},
            "went": dict(self.went),
        }


def progress_of(act: Act) -> Progress:
    """What was kept, read back."""
    return Progress(
        act.facts["step"],
        act.facts["after"],
        {name: datetime.fromisoformat(at) for name, at in act.facts["limits"].items()},
        act.facts["went"],
    )


def last_night(db: Connection) -> Act | None:
    """The newest night's work, done or not."""
    return next(iter(acts(db, ActKind.RETENTION, most=1)), None)


def begins_at(line: Line, now: datetime) -> datetime:
    """When the night began whose work belongs to now: three o'clock on the shop's clock, today or yesterday."""
    here = now.astimezone(ZoneInfo(line.shop.timezone))
    begins = here.replace(hour=QUIET_HOUR, minute=0, second=0, microsecond=0)
    return begins if here >= begins else begins - timedelta(days=1)


def limits_of(line: Line, now: datetime) -> Mapping[str, datetime]:
    """What is older than this goes. Kinds that the shop keeps for good are missing."""
    kept = {name: span for name, span in line.shop.retention.items() if name in {"calls", "recordings"}}
    return {name: now - span for name, span in {**kept, "messages": LOG_KEPT_FOR}.items()}


def forget_what_is_old(store: Store, line: Line, now: datetime) -> bool:
    """One small part of tonight's work; whether there was any. Safe to be done by several processes at once."""
    night = store.read(last_night)
    if night is None or night.ended_at is not None:
        if night is not None and night.at >= begins_at(line, now):
            return False
        return store.write(lambda tx: _begin(tx, line, now))
    done = progress_of(night)
    step = next(one for one in STEPS if one.name == done.step)
    limit = done.limits.get(step.kind)
    found = [] if limit is None else store.read(lambda db: step.find(db, limit, done.after))
    store.write(lambda tx: _go_on(tx, night, done, step, found, now))
    return True


def _begin(tx: Transaction, line: Line, now: datetime) -> bool:
    night = last_night(tx.db)
    if night is not None and (night.ended_at is None or night.at >= begins_at(line, now)):
        return False  # another process was quicker
    first = Progress(STEPS[0].name, None, limits_of(line, now), {})
    write_act(tx, ActKind.RETENTION, now, actor=ACTOR, facts=first.facts())
    return True


def _go_on(
    tx: Transaction, night: Act, done: Progress, step: Step, found: Sequence[Key], now: datetime
) -> None:
    """Forget these rows and go on behind them; behind the last ones with the next step, or to the end."""
    here = last_night(tx.db)
    if here is None or here.id != night.id or here.facts != night.facts:
        return  # another process has done this part
    went = dict(done.went)
    if found:
        for name, many in step.forget(tx, found, now).items():
            if many:
                went[name] = went.get(name, 0) + many
        on = Progress(step.name, found[-1], done.limits, went)
        change_act(tx, night.id, facts=on.facts())
        return
    rest = [one.name for one in STEPS[STEPS.index(step) + 1 :]]
    if rest:
        change_act(tx, night.id, facts=Progress(rest[0], None, done.limits, went).facts())
        return
    change_act(tx, night.id, facts=Progress(step.name, None, done.limits, went).facts(), ended_at=now)
    write_audit(tx, now, ACTOR, "privacy.retention", f"act:{night.id}", after=went)
