"""What the list of callbacks shows: tasks by their risk, or the history by the page; how the line out stands."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from admin import words
from call_routing.line_book import LineBook
from callbacks.promising.at_risk import risks
from callbacks.promising.risk import Risk
from ticket_store.callback_tasks import CallbackTask, callbacks_page, open_tasks, unseen_tasks
from ticket_store.carrier_pace import LineState, line_state, waiting_for_rate
from ticket_store.line_rows import LineMissingError
from ticket_store.page_of_rows import Page, Place
from ticket_store.panel_view import Filters
from ticket_store.promises import PromiseFigures, promise_figures

AT_RISK, UNSEEN, ALL = "at_risk", "unseen", "all"
# (value, kind of word); the first, nothing chosen, is what there is to do
STATES = (
    (AT_RISK, "task"),
    (UNSEEN, "task"),
    *((status, "callback") for status in words.CALLBACK_STATUS),
    (ALL, "task"),
)
_ORDER = {Risk.LATE: 0, Risk.AT_RISK: 1, Risk.FINE: 2}


@dataclass(frozen=True)
class OutgoingLine:
    """Whether promises are made and kept at this moment, and what waits for the carrier."""

    accepts: bool
    dials: bool
    state: LineState
    away: bool
    waiting_for_rate: int


@dataclass(frozen=True)
class Shown:
    """`todo` and `unseen` are tasks, without pages; `page` is a page of the history, None while tasks are shown."""

    todo: list[CallbackTask]
    unseen: list[CallbackTask]
    page: Page[CallbackTask] | None
    risk: Mapping[str, Risk]
    out: OutgoingLine
    today: PromiseFigures
    week: PromiseFigures

    @property
    def endangered(self) -> int:
        return sum(one is not Risk.FINE for one in self.risk.values())

    @property
    def empty(self) -> bool:
        return not (self.todo or self.unseen or (self.page and self.page.rows))


def list_of(
    db: Connection,
    lines: LineBook,
    filters: Filters,
    now: datetime,
    *,
    midnight: datetime,
    after: Place | None,
    top: Place | None,
) -> Shown:
    """The tasks that these filters ask for, else a page of the history. Works before there is a line, too."""
    out = outgoing(db, lines, now)
    figures = (
        promise_figures(db, midnight, now, filters.departments),
        promise_figures(db, now - timedelta(days=7), now, filters.departments),
    )
    if filters.status in {None, AT_RISK, UNSEEN}:
        todo = [] if filters.status == UNSEEN else open_tasks(db, filters)
        risk = _risks(db, lines, todo, now)
        if filters.status == AT_RISK:
            todo = [one for one in todo if risk[one.id] is not Risk.FINE]
        todo.sort(key=lambda one: (_ORDER[risk[one.id]], one.promised_until))
        lost = [] if filters.status == AT_RISK else unseen_tasks(db, filters)
        return Shown(todo, lost, None, risk, out, *figures)
    if filters.status == ALL:
        filters = replace(filters, status=None)
    page = callbacks_page(db, filters, after=after, top=top)
    return Shown([], [], page, _risks(db, lines, page.rows, now), out, *figures)


def outgoing(db: Connection, lines: LineBook, now: datetime) -> OutgoingLine:
    """How the switches stand, and the line out."""
    state = line_state(db)
    try:
        limits = lines.line_in(db).shop.callbacks
    except LineMissingError:
        return OutgoingLine(True, True, state, state.is_away(now), 0)
    return OutgoingLine(limits.accept, limits.dial, state, state.is_away(now), waiting_for_rate(db, now))


def _risks(db: Connection, lines: LineBook, rows: list[CallbackTask], now: datetime) -> Mapping[str, Risk]:
    return risks(db, lines.line_in(db), rows, now) if rows else {}
