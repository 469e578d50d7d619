"""What a department's queue looks like now: who is on duty, who of them could be rung, who waits."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BindParameter, Connection, bindparam, func, select

from ticket_store.handling import WHOLE_DAY
from ticket_store.handling_mean import believed
from ticket_store.prepared import Prepared
from ticket_store.schema import agent, agent_department, call, handling
from ticket_store.standing import is_on_duty

_KEY: BindParameter[str] = bindparam("department_key")
_HALF_HOUR: BindParameter[int] = bindparam("half_hour")
_BY_HALF_HOUR = [
    select(column)
    .where(handling.c.department_key == _KEY, handling.c.half_hour == half_hour)
    .scalar_subquery()
    for half_hour in (_HALF_HOUR, WHOLE_DAY)
    for column in (handling.c.mean_s, handling.c.talks)
]
_OUTLOOK = Prepared(
    select(
        select(func.count())
        .select_from(agent.join(agent_department, agent_department.c.agent_id == agent.c.id))
        .where(agent_department.c.department_key == _KEY, is_on_duty())
        .scalar_subquery(),
        select(func.count())
        .where(agent_department.c.department_key == _KEY, agent_department.c.ready_at <= bindparam("now"))
        .scalar_subquery(),
        select(func.count())
        .where(call.c.department_key == _KEY, call.c.status == "waiting")
        .scalar_subquery(),
        *_BY_HALF_HOUR,
    )
)


@dataclass(frozen=True, slots=True)
class Outlook:
    """`staffed` are on duty, busy ones too; `idle` could be rung now; `waiting` are callers on the line."""

    staffed: int
    idle: int
    waiting: int
    handling_s: float


def outlook(db: Connection, department_key: str, half_hour: int, now: datetime) -> Outlook:
    """The outlook of a department, in one statement. `half_hour` is 0..47 of the shop's day."""
    row = _OUTLOOK.first(db, {"department_key": department_key, "half_hour": half_hour, "now": now})
    assert row is not None  # noqa: S101 - four counts always make one row
    staffed, idle, waiting, mean_s, talks, day_mean_s, day_talks = row
    known = believed((mean_s or 0.0, talks or 0), (day_mean_s or 0.0, day_talks or 0))
    return Outlook(staffed, idle, waiting, known)
