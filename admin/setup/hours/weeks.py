"""`/admin/hours/of/<key>`: a week painted in half-hours or typed, and the text that it makes."""

from collections.abc import Mapping, Sequence

from flask import render_template, request
from werkzeug.exceptions import NotFound

from admin.guard import needs
from admin.permissions import Action
from admin.setup.hours.editing import put_hours
from admin.setup.hours.frame import render
from admin.setup.hours.hearing import card, names_for
from admin.setup.hours.hours_words import day_names, week_words
from admin.setup.hours.saving import Answer, save
from admin.setup.hours.showing import hours_of, line_now
from admin.setup.hours.typed_week import Faulty, day_field, fields_of, text_of_form, typed_fields
from admin.setup.hours.years import today_of_shop
from call_routing.hours.holiday_choices import holidays_between, unchosen
from call_routing.hours.weekly_hours import read_week
from ticket_store.line import Line

HERE = "pages.hours.week"


@needs(Action.SET_UP_LINE)
def week(key: str) -> str:
    return _page(line_with(key), key)


@needs(Action.SET_UP_LINE)
def save_week(key: str) -> Answer:
    """The grid's fields, or in their place the text itself."""
    line = line_with(key)
    found = text_of_form(request.form, line.hours[key], line.shop.country)
    if isinstance(found, Faulty):
        return _page(line, key, faults={found.field: found.why}), 422
    return save(
        lambda now: put_hours(now, key, found),
        lambda wrong: _page(line_with(key), key, wrong),
        HERE,
        key=key,
    )


@needs(Action.SET_UP_LINE)
def preview(key: str) -> str:
    """What the week that is typed at this moment says in words, and what is wrong with it."""
    line = line_with(key)
    found = text_of_form(request.form, line.hours[key], line.shop.country)
    text = line.hours[key] if isinstance(found, Faulty) else found
    return render_template(
        "setup/hours_sentence.html",
        text=text,
        week=read_week(text),
        week_words=week_words,
        fault=found.why if isinstance(found, Faulty) else "",
        is_saved=text == line.hours[key],
    )


def line_with(key: str) -> Line:
    """The line as it is. Raises: NotFound without these hours."""
    line = line_now()
    if key not in line.hours:
        raise NotFound
    return line


def _page(line: Line, key: str, wrong: Sequence[str] = (), faults: Mapping[str, str] | None = None) -> str:
    """What was sent stands in the fields again."""
    sent = request.form if request.method == "POST" else {}
    shown = hours_of(line, key)
    fields = fields_of(shown.week) if shown.week else {}
    year = today_of_shop(line).year
    known = frozenset(one.key for one in holidays_between(line.shop.country, year, year + 1))
    return render(
        "hours_week.html",
        line,
        wrong,
        key=key,
        hours=shown,
        week=shown.week,
        text=sent.get("text", shown.text),
        typed_text="text" in sent,
        fields=typed_fields(sent) if day_field(0) in sent else fields,
        faults=faults or {},
        day_names=day_names(),
        kept=unchosen(shown.week, known) if shown.week else (),
        chosen=len(shown.week.further) - len(unchosen(shown.week, known)) if shown.week else 0,
        year=year,
        fault="",
        is_saved=True,
        **names_for(line, card(line, key, request.args)),
    )
