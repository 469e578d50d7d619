"""What each roll-up is made of: for every row that is counted its half-hour, its other keys, and what it adds.

One definition serves all: the statement that adds a call when it ends, the one that makes a roll-up anew from all
rows, and the check that both agree. What was counted is told by the row alone, never by when it was counted: a call
keeps the service level that its department had when it began to wait.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Select,
    String,
    Table,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    or_,
    select,
)

from ticket_store.call_states import Outcome
from ticket_store.reporting.epoch import EpochMs, lasted_ms
from ticket_store.schema import call, call_figure, cause_figure, talk, talk_figure, ticket

_HALF_HOUR_MS = 1_800_000
_TURNED_AWAY = ("NobodyThere", "QueueFull", "LastCall")  # call_routing.queue.arrival


@dataclass(frozen=True, eq=False)
class Source:
    """`keys` and `adds` are by the column names of `rolled_up`; `one` is what a single row is named by."""

    rolled_up: Table
    rows: FromClause
    counts: ColumnElement[bool]
    one: ColumnElement[str]
    keys: Mapping[str, ColumnElement[Any]]
    adds: Mapping[str, ColumnElement[int]]

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.keys, *self.adds)

    def of_one(self) -> Select[Any]:
        """What the row `:id` adds, `:sign` times; nothing for one that does not count."""
        sign = bindparam("sign", type_=Integer)
        added = [(sign * adds).label(name) for name, adds in self.adds.items()]
        return (
            select(*_labelled(self.keys), *added)
            .select_from(self.rows)
            .where(self.counts, self.one == bindparam("id", type_=self.one.type))
        )

    def of_all(self) -> Select[Any]:
        """The whole roll-up, from all rows: the raw query."""
        added = [func.sum(adds).label(name) for name, adds in self.adds.items()]
        places: list[ColumnElement[Any]] = [literal_column(str(place + 1)) for place in range(len(self.keys))]
        return (
            select(*_labelled(self.keys), *added).select_from(self.rows).where(self.counts).group_by(*places)
        )


def _labelled(columns: Mapping[str, ColumnElement[Any]]) -> list[ColumnElement[Any]]:
    return [column.label(name) for name, column in columns.items()]


def _half_hour(moment: ColumnElement[Any]) -> ColumnElement[int]:
    return cast(EpochMs(moment) // literal_column(str(_HALF_HOUR_MS), Integer), Integer)


def _word(text: str) -> ColumnElement[str]:
    """A word of ours, written into the statement: SQLite plans one anew each time that a value is bound to it by
    which it might choose an index with a condition, and that takes twenty times as long as the statement itself.
    """
    return literal_column(f"'{text}'", String)


def _number(value: int) -> ColumnElement[int]:
    return literal_column(str(value), Integer)


_ONE = _number(1)


def _if(such: ColumnElement[bool], adds: ColumnElement[int] = _ONE) -> ColumnElement[int]:
    return case((such, adds), else_=_number(0))


def _came_to(outcome: Outcome) -> ColumnElement[bool]:
    return call.c.outcome == _word(outcome)


_NOTHING = _word("")
_INBOUND = and_(
    call.c.direction == _word("inbound"), func.coalesce(call.c.outcome, _NOTHING) != _word(Outcome.STATUS)
)
_BACK = call.c.direction == _word("callback")
_QUEUED = and_(_INBOUND, call.c.queued_at.is_not(None))
_NEVER_QUEUED = and_(_INBOUND, call.c.queued_at.is_(None))
_ANSWERED = and_(_QUEUED, call.c.answered_at.is_not(None))
_WAITED_MS = lasted_ms(call.c.queued_at, call.c.answered_at)
_WITHIN_MS = func.coalesce(call.c.within_s, _number(0)) * _number(1000)
_FORETOLD = and_(_ANSWERED, call.c.expected_s.is_not(None))
_OVER_MS = call.c.expected_s * _number(1000) - _WAITED_MS
# What was written before arrivals were kept is told by the outcome.
_FOUND_CLOSED = or_(call.c.arrival == _word("Shut"), and_(call.c.arrival.is_(None), _came_to(Outcome.CLOSED)))
_FOUND_NOBODY = or_(*(call.c.arrival == _word(arrival) for arrival in _TURNED_AWAY))
# Who was turned away, and hung up without a wish, is told by the outcome alone like one who left in the menu.
_LEFT_IN_MENU = and_(
    _INBOUND,
    _came_to(Outcome.LEFT_IN_MENU),
    *(func.coalesce(call.c.arrival, _NOTHING) != _word(arrival) for arrival in _TURNED_AWAY),
)
_ABANDONED = and_(_QUEUED, _came_to(Outcome.ABANDONED))

CALLS = Source(
    rolled_up=call_figure,
    rows=call,
    counts=and_(call.c.status == _word("ended"), or_(_INBOUND, _BACK)),
    one=call.c.id,
    keys={
        "half_hour": _half_hour(call.c.started_at),
        "department_key": func.coalesce(call.c.department_key, _NOTHING),
    },
    adds={
        "calls": _if(_INBOUND),
        "offered": _if(and_(_QUEUED, call.c.outcome != _word(Outcome.SHORT_ABANDON))),
        "answered": _if(_ANSWERED),
        "in_time": _if(and_(_ANSWERED, _WAITED_MS <= _WITHIN_MS)),
        "abandoned": _if(_ABANDONED),
        "short_abandons": _if(and_(_QUEUED, _came_to(Outcome.SHORT_ABANDON))),
        "chose_callback": _if(and_(_QUEUED, _came_to(Outcome.CALLBACK))),
        "left_message": _if(and_(_QUEUED, _came_to(Outcome.MESSAGE))),
        "closed": _if(and_(_NEVER_QUEUED, _FOUND_CLOSED)),
        "turned_away": _if(and_(_NEVER_QUEUED, _FOUND_NOBODY)),
        "left_in_menu": _if(_LEFT_IN_MENU),
        "foretold": _if(_FORETOLD),
        "rung_back": _if(_BACK),
        "rung_back_talked": _if(and_(_BACK, call.c.answered_at.is_not(None))),
        "waited_ms": _if(_ANSWERED, _WAITED_MS),
        "gave_up_after_ms": _if(_ABANDONED, lasted_ms(call.c.queued_at, call.c.ended_at)),
        "foretold_off_ms": _if(_FORETOLD, func.abs(_OVER_MS)),
        "foretold_over_ms": _if(_FORETOLD, _OVER_MS),
    },
)

_DONE = talk.c.wrapped_at.is_not(None)
_MET_MS = lasted_ms(talk.c.began_at, talk.c.ended_at)
_WRAP_UP_MS = _if(talk.c.wrapping_since.is_not(None), lasted_ms(talk.c.wrapping_since, talk.c.wrapped_at))
_TAKEN_OVER = _if(talk.c.taken_over)
_IS_FIRST = _if(talk.c.is_first)

TALKS = Source(
    rolled_up=talk_figure,
    rows=talk,
    counts=_DONE,
    one=talk.c.id,
    keys={
        "half_hour": _half_hour(talk.c.began_at),
        "agent_id": talk.c.agent_id,
        "department_key": func.coalesce(talk.c.department_key, _NOTHING),
    },
    adds={
        "talks": _number(1),
        "calls": _IS_FIRST,
        "taken_over": _TAKEN_OVER,
        "talk_ms": _MET_MS - talk.c.held_ms,
        "held_ms": talk.c.held_ms,
        "wrap_up_ms": _WRAP_UP_MS,
    },
)

CAUSES = Source(
    rolled_up=cause_figure,
    rows=talk.join(call, call.c.id == talk.c.call_id).outerjoin(ticket, ticket.c.id == call.c.ticket_id),
    counts=_DONE,
    one=talk.c.id,
    keys={
        "half_hour": _half_hour(talk.c.began_at),
        "department_key": func.coalesce(talk.c.department_key, _NOTHING),
        "disposition": func.coalesce(ticket.c.disposition, _NOTHING),
    },
    adds={
        "talks": _number(1),
        "calls": _IS_FIRST,
        "handle_ms": _MET_MS + _WRAP_UP_MS,
    },
)

SOURCES = (CALLS, TALKS, CAUSES)
