"""What the carrier lets us do, for all processes together: one row, changed by compare-and-set."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Update, case, func, null, select, update

from ticket_store.engine import Transaction
from ticket_store.insert_once import InsertOnce
from ticket_store.prepared import Prepared
from ticket_store.schema import carrier_pace, outbox

_ROW = 1
_insert_once = InsertOnce(carrier_pace, ["id"])


@dataclass(frozen=True)
class LineState:
    """How the line out stands. `open_until`: the breaker is open, nothing is asked before; `failures` in a row.

    `held_since`: a restored copy dials nobody before the carrier's books were read; `held_why` says so in words.
    """

    next_at: datetime | None = None
    failures: int = 0
    open_until: datetime | None = None
    held_since: datetime | None = None
    held_why: str | None = None

    def is_away(self, now: datetime) -> bool:
        """Whether the carrier is left alone now."""
        return self.open_until is not None and self.open_until > now


_COLUMNS = [carrier_pace.c[name] for name in LineState.__dataclass_fields__]
_SELECT = select(*_COLUMNS).where(carrier_pace.c.id == _ROW)
_LOOK = Prepared(_SELECT)


def line_state(db: Connection) -> LineState:
    """What is known of the line out; nothing where nobody has dialled yet."""
    row = _LOOK.first(db, {})
    return LineState(*row) if row is not None else LineState()


def waiting_for_rate(db: Connection, now: datetime) -> int:
    """How many calls that we would create now wait for their turn at the carrier, or for its return."""
    return db.execute(
        select(func.count()).where(
            outbox.c.done_at.is_(None), outbox.c.paced.is_not(None), outbox.c.due_at <= now
        )
    ).scalar_one()


def take_slot(
    tx: Transaction, seen: LineState, next_at: datetime | None, open_until: datetime | None
) -> bool:
    """Take the slot that was chosen on what was `seen`; False when another process was quicker.

    The last thing that a transaction does: whoever holds this row waits for nobody but the disk.
    """
    same = [
        carrier_pace.c[name].is_not_distinct_from(getattr(seen, name))
        for name in ("next_at", "failures", "open_until")
    ]
    if tx.db.execute(_change(next_at=next_at, open_until=open_until).where(*same)).rowcount == 1:
        return True
    new = {"id": _ROW, "next_at": next_at, "open_until": open_until, "failures": 0}
    return seen == LineState() and _insert_once(tx, new)


def lock_state(tx: Transaction) -> LineState:
    """The state, locked until the commit, to be changed by `write_failures`."""
    _insert_once(tx, {"id": _ROW, "failures": 0})
    return LineState(*tx.db.execute(_SELECT.with_for_update()).one())


def write_failures(tx: Transaction, failures: int, open_until: datetime | None) -> None:
    """So many requests in a row have failed; nothing is asked before `open_until`."""
    tx.db.execute(_change(failures=failures, open_until=open_until))
    tx.topics.add("calls")


def forget_failures(tx: Transaction, failures_to_open: int) -> None:
    """The carrier has answered: an open breaker closes. A time that it asked for itself (Retry-After) stays."""
    closed = case((carrier_pace.c.failures >= failures_to_open, null()), else_=carrier_pace.c.open_until)
    tx.db.execute(_change(failures=0, open_until=closed).where(carrier_pace.c.failures > 0))


def hold(tx: Transaction, now: datetime, why: str) -> None:
    """Nobody is dialled for a callback until `let_go`."""
    lock_state(tx)
    tx.db.execute(_change(held_since=now, held_why=why))


def let_go(tx: Transaction) -> bool:
    """The hold is over; False when there was none."""
    done = tx.db.execute(
        _change(held_since=None, held_why=None).where(carrier_pace.c.held_since.is_not(None))
    )
    return done.rowcount == 1


def _change(**values: object) -> Update:
    return update(carrier_pace).where(carrier_pace.c.id == _ROW).values(values)
