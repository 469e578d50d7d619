"""Where a person stands in the queue of a department: the one place where the credits are looked up."""

from datetime import datetime

from sqlalchemy import Connection

from call_routing.queue.queue_order import FRONT, MOST_CREDIT, rank
from ticket_store.customers import credit_of
from ticket_store.line import Line


def rank_in(
    db: Connection,
    line: Line,
    department_key: str | None,
    customer_id: str | None,
    arrived_at: datetime,
    *,
    front: bool = False,
) -> datetime:
    """The time by which somebody with this arrival is ordered there: less what department and customer are credited.

    `front`: their agent's line broke, so they go before everybody else; breaking twice brings nobody further.
    A department that was removed in this instant credits nothing.
    """
    department = line.departments.get(department_key or "")
    credits_ = [credit_of(db, customer_id)] + ([department.routing.credit] if department else [])
    ordinary = (min(credit, MOST_CREDIT) for credit in credits_)
    return rank(arrived_at, *ordinary, *([FRONT] if front else []))
