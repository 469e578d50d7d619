"""`/admin/hours/closures`: days off with a reason, once or every year."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from flask import request
from werkzeug.exceptions import NotFound

from admin.guard import needs
from admin.languages import gettext
from admin.permissions import Action
from admin.setup.hours.editing import put_closures
from admin.setup.hours.frame import render
from admin.setup.hours.hearing import card, names_for
from admin.setup.hours.saving import Answer, save
from admin.setup.hours.showing import in_words, line_now
from admin.setup.hours.typed_closure import (
    ClosureGroup,
    TypedClosure,
    groups_of,
    read_closure,
    shown_closure,
    typed_closure,
)
from admin.visitor import visitor
from call_routing.hours.yearly import next_time
from ticket_store.line import Line

LISTED = "pages.hours.closures"


@needs(Action.SET_UP_LINE)
def listed() -> str:
    line = line_now()
    return _list(line, TypedClosure(keys=tuple(line.hours)))


@needs(Action.SET_UP_LINE)
def add() -> Answer:
    line, typed = line_now(), _typed()
    made, faults = read_closure(typed, list(line.hours), ZoneInfo(line.shop.timezone))
    if faults:
        return _list(line, typed, faults=faults), 422
    return save(
        lambda now: put_closures(now, (), made), lambda wrong: _list(line_now(), typed, wrong), LISTED
    )


@needs(Action.SET_UP_LINE)
def one(closure_id: str) -> str:
    line = line_now()
    group = _found(line, closure_id)
    return _one(line, group, shown_closure(group, ZoneInfo(line.shop.timezone)))


@needs(Action.SET_UP_LINE)
def change(closure_id: str) -> Answer:
    line, typed = line_now(), _typed()
    group = _found(line, closure_id)
    made, faults = read_closure(typed, list(line.hours), ZoneInfo(line.shop.timezone))
    if faults:
        return _one(line, group, typed, faults=faults), 422
    return save(
        lambda now: put_closures(now, group.closures, made),
        lambda wrong: _one(line_now(), group, typed, wrong),
        LISTED,
    )


@needs(Action.SET_UP_LINE)
def remove(closure_id: str) -> Answer:
    """At once: the page that follows takes it back on a wish."""
    line = line_now()
    group = _found(line, closure_id)
    nothing = TypedClosure(keys=tuple(line.hours))
    return save(
        lambda now: put_closures(now, group.closures, ()),
        lambda wrong: _list(line_now(), nothing, wrong),
        LISTED,
    )


def _typed() -> TypedClosure:
    return typed_closure(request.form, visitor().labels.languages)


def _found(line: Line, closure_id: str) -> ClosureGroup:
    """Raises: NotFound, where it was changed or removed meanwhile."""
    found = next((group for group in groups_of(line) if group.id == closure_id), None)
    if found is None:
        raise NotFound
    return found


def _list(
    line: Line, typed: TypedClosure, wrong: Sequence[str] = (), faults: Mapping[str, str] | None = None
) -> str:
    now, zone = visitor().now, line.shop.timezone
    times = [
        (group, next_time(group.one.starts_at, group.one.ends_at, zone, now, yearly=group.one.yearly))
        for group in groups_of(line)
    ]
    return render(
        "hours_closures.html",
        line,
        wrong,
        coming=sorted(((group, span) for group, span in times if span), key=lambda pair: pair[1]),
        past=[group for group, span in times if span is None],
        typed=typed,
        faults={name: gettext(text) for name, text in (faults or {}).items()},
        in_words=in_words,
        **names_for(line, card(line, None, request.args)),
    )


def _one(
    line: Line,
    group: ClosureGroup,
    typed: TypedClosure,
    wrong: Sequence[str] = (),
    faults: Mapping[str, str] | None = None,
) -> str:
    return render(
        "hours_closure.html",
        line,
        wrong,
        group=group,
        typed=typed,
        faults={name: gettext(text) for name, text in (faults or {}).items()},
        **names_for(line, card(line, None, request.args)),
    )
