"""What every page of this room is given: the line, its hours by name, what was saved, what is wrong."""

from collections.abc import Sequence
from typing import Any

from flask import render_template

from admin.setup.hours.hours_words import (
    CAUSE,
    day_words,
    hours_words,
    span_words,
    spans_words,
    week_words,
)
from admin.setup.hours.showing import is_closed_by_hand
from admin.setup.settings.saving import news
from ticket_store.line import Line


def render(template: str, line: Line, wrong: Sequence[str] = (), **values: Any) -> str:
    """A page of the room. `wrong` are sentences above the form that was sent; `key` the hours that it is about."""
    return render_template(
        f"setup/{template}",
        **{
            "line": line,
            "key": None,
            "wrong": wrong,
            "news": None if wrong else news(),
            "zone": line.shop.timezone,
            "shut": [key for key in line.departments if is_closed_by_hand(line, key)],
            "using": {key: _using(line, key) for key in line.hours},
            "cause_words": CAUSE,
            "day_words": day_words,
            "hours_words": hours_words,
            "span_words": span_words,
            "spans_words": spans_words,
            "week_words": week_words,
            **values,
        },
    )


def _using(line: Line, key: str) -> list[str]:
    """The keys of the departments that keep these hours."""
    return [one.key for one in line.departments.values() if one.hours_key == key]
