"""`/admin/hours/of/<key>/holidays`: the country's public holidays by name, each with a choice."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask import request

from admin.guard import needs
from admin.languages import N_
from admin.permissions import Action
from admin.setup.hours.editing import put_hours
from admin.setup.hours.frame import render
from admin.setup.hours.hearing import card, names_for
from admin.setup.hours.saving import Answer, save
from admin.setup.hours.showing import hours_of, line_now
from admin.setup.hours.typed_week import (
    Faulty,
    holiday_fields,
    read_holidays_form,
    typed_holidays,
)
from admin.setup.hours.weeks import line_with
from admin.setup.hours.years import today_of_shop
from call_routing.hours.holiday_choices import Holiday, On, holidays_between
from call_routing.hours.weekly_hours import read_week, write_week
from ticket_store.line import Line

CHOICES: Mapping[On, str] = {
    On.RULE: N_("as on all public holidays"),
    On.CLOSED: N_("closed"),
    On.USUAL: N_("as on any other day"),
    On.OWN: N_("own hours"),
}


@needs(Action.SET_UP_LINE)
def holidays(key: str) -> str:
    return _page(line_with(key), key)


@needs(Action.SET_UP_LINE)
def save_holidays(key: str) -> Answer:
    """A choice for each holiday of this year and the next; those that were not touched stay as they are."""
    line = line_with(key)
    week = read_week(line.hours[key])
    if week is None:
        return _page(line, key), 422
    coming = coming_holidays(line)
    found = read_holidays_form(typed_holidays(request.form, coming), week, coming)
    if isinstance(found, Faulty):
        return _page(line, key, faults={found.field: found.why}), 422
    text = write_week(found)
    return save(
        lambda now: put_hours(now, key, text),
        lambda wrong: _page(line_now(), key, wrong),
        "pages.hours.holidays",
        key=key,
    )


def coming_holidays(line: Line) -> list[Holiday]:
    """From today until the end of next year, in order."""
    today = today_of_shop(line)
    found = (
        replace(one, days=tuple(day for day in one.days if day >= today))
        for one in holidays_between(line.shop.country, today.year, today.year + 1)
    )
    return sorted((one for one in found if one.days), key=lambda one: one.days)


def _page(line: Line, key: str, wrong: Sequence[str] = (), faults: Mapping[str, str] | None = None) -> str:
    coming = coming_holidays(line)
    shown = hours_of(line, key)
    stored = holiday_fields(shown.week, coming) if shown.week else {}
    sent = typed_holidays(request.form, coming) if request.method == "POST" else {}
    return render(
        "hours_holidays.html",
        line,
        wrong,
        key=key,
        hours=shown,
        coming=coming,
        choices=CHOICES,
        fields=sent or stored,
        faults=faults or {},
        **names_for(line, card(line, key, request.args)),
    )
