"""Callbacks as the API shows them: the row, who has it by hand, and whether the promise can still be kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping

from admin.api.errors import not_found
from admin.api.items import CallbackItem
from admin.api.operation import Ask
from callbacks.promising.at_risk import risks
from ticket_store.callback_tasks import tasks_by_id
from ticket_store.line import Line
from ticket_store.listing import promises


def callback_item(db: Connection, ask: Ask[Any, Any], callback_id: str | None = None) -> CallbackItem:
    """One callback, that of the address unless another is named. Raises: ApiError 404."""
    wanted = callback_id or ask.id
    row = promises.find_callback(db, wanted)
    if row is None:
        raise not_found("callback", wanted)
    return callback_items(db, ask.office.lines.line_in(db), [row], ask.now)[0]


def callback_items(
    db: Connection, line: Line, rows: Sequence[RowMapping], now: datetime
) -> list[CallbackItem]:
    """These rows, in a few statements however many there are."""
    tasks = tasks_by_id(db, [row["id"] for row in rows])
    risk = risks(db, line, list(tasks.values()), now) if tasks else {}
    return [
        CallbackItem.model_validate(
            {
                **row,
                "wanted": tasks[row["id"]].wanted,
                "verified": tasks[row["id"]].verified,
                "name": tasks[row["id"]].name,
                "email": tasks[row["id"]].email,
                "matter": tasks[row["id"]].matter,
                "risk": risk.get(row["id"]),
                "seen_at": tasks[row["id"]].seen_at,
            }
        )
        for row in rows
    ]
