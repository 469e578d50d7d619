"""What decides how many callbacks fit into a half hour: staff, handling times, and what is promised already."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BindParameter, Connection, bindparam, func, or_, select

from ticket_store.engine import Transaction
from ticket_store.handling import WHOLE_DAY
from ticket_store.handling_mean import believed
from ticket_store.prepared import Prepared
from ticket_store.schema import agent, agent_department, callback, department, handling
from ticket_store.standing import is_on_duty

_KEY: BindParameter[str] = bindparam("department_key")
_OF_DEPARTMENT = (
    select(func.count())
    .select_from(agent.join(agent_department, agent_department.c.agent_id == agent.c.id))
    .where(agent_department.c.department_key == _KEY)
)
_STAFF = Prepared(
    select(
        _OF_DEPARTMENT.where(is_on_duty()).scalar_subquery(),
        _OF_DEPARTMENT.where(agent.c.active).scalar_subquery(),
    )
)
_HANDLING = Prepared(
    select(handling.c.half_hour, handling.c.mean_s, handling.c.talks).where(handling.c.department_key == _KEY)
)
_TAKEN = Prepared(
    select(callback.c.promised_from, func.count())
    .where(
        callback.c.department_key == _KEY,
        or_(*(callback.c.status == status for status in ("waiting", "reserved", "dialing"))),
        # Forms with strangers' numbers take no place from customers: the dial gate holds them to a share of the dials.
        callback.c.verified.is_(True),
        callback.c.id != bindparam("besides"),
    )
    .group_by(callback.c.promised_from)
    .order_by(callback.c.promised_from)
)


@dataclass(frozen=True)
class SlotFacts:
    """Of one department, as it is now.

    `on_duty` are there now, busy ones too; `configured` are all its active agents. `taken` are the beginnings of
    the windows of all open callbacks, sorted.
    """

    on_duty: int
    configured: int
    handling: Mapping[int, tuple[float, int]]
    taken: tuple[datetime, ...]

    def handling_s(self, half_hour: int) -> float:
        """Seconds that a talk takes in this half-hour (0..47) of the shop's day."""
        return believed(*(self.handling.get(key, (0.0, 0)) for key in (half_hour, WHOLE_DAY)))

    def taken_in(self, start: datetime, end: datetime) -> int:
        """How many open callbacks are promised from a time in [start, end)."""
        return bisect_left(self.taken, end) - bisect_left(self.taken, start)


def slot_facts(db: Connection, department_key: str, besides: str | None = None) -> SlotFacts:
    """`besides`: a callback whose place does not count, since it looks for another."""
    key = {"department_key": department_key}
    on_duty, configured = _STAFF.first(db, key) or (0, 0)
    return SlotFacts(
        on_duty,
        configured,
        {half_hour: (mean_s, talks) for half_hour, mean_s, talks in _HANDLING.all(db, key)},
        tuple(at for at, count in _TAKEN.all(db, {**key, "besides": besides or ""}) for _ in range(count)),
    )


def lock_slots(tx: Transaction, department_key: str) -> None:
    """From here to the commit nobody else promises in this department: two cannot take the last place.

    SQLite has one writer anyway. On PostgreSQL the department's row is locked, but not against those who only refer
    to it. `spend.serialise_gate` tells what is locked before and after.
    """
    if tx.db.dialect.name == "postgresql":
        row = select(department.c.key).where(department.c.key == department_key)
        tx.db.execute(row.with_for_update(key_share=True))
