"""`/admin/hours`: all hours with their state of now; new ones, and those that nobody needs any more."""

import re
from datetime import timedelta

from flask import request
from werkzeug.exceptions import NotFound

from admin.guard import needs
from admin.languages import N_, gettext
from admin.permissions import Action
from admin.setup.hours.editing import drop_hours, put_hours
from admin.setup.hours.frame import render
from admin.setup.hours.hearing import card, names_for
from admin.setup.hours.saving import Answer, save
from admin.setup.hours.showing import hours_of, line_now
from admin.setup.hours.years import days_from, specials, today_of_shop
from admin.typed_text import clean

NEW_HOURS = "Mo-Fr 09:00-17:00; PH off"
NO_KEY = N_("Write a short name in small letters, without spaces, like office.")
KEY_TAKEN = N_("There are hours of this name already. Choose another name.")
LISTED, WEEK = "pages.hours.listed", "pages.hours.week"
AHEAD = timedelta(days=45)
_KEY = re.compile(r"[a-z][a-z0-9_-]{0,39}")


@needs(Action.SET_UP_LINE)
def listed() -> str:
    return _page([])


@needs(Action.SET_UP_LINE)
def add() -> Answer:
    """New hours of an ordinary week, to be painted on their own page."""
    key = clean(request.form.get("key", ""), longest=40).strip().lower()
    if not _KEY.fullmatch(key):
        return _page([], gettext(NO_KEY)), 422
    if key in line_now().hours:
        return _page([], gettext(KEY_TAKEN)), 422
    return save(lambda line: put_hours(line, key, NEW_HOURS), _page, WEEK, key=key)


@needs(Action.SET_UP_LINE)
def remove(key: str) -> Answer:
    """Hours that no department keeps, with their closures; the checks refuse any other."""
    if key not in line_now().hours:
        raise NotFound
    return save(lambda line: drop_hours(line, key), _page, LISTED, gone=key)


def _page(wrong: list[str], key_fault: str = "") -> str:
    line = line_now()
    today = today_of_shop(line)
    return render(
        "hours.html",
        line,
        wrong,
        all_hours=[hours_of(line, key) for key in line.hours],
        coming={key: specials(line, key, days_from(line, key, today, AHEAD.days)) for key in line.hours},
        typed_key=request.form.get("key", ""),
        key_fault=key_fault,
        **names_for(line, card(line, None, request.args)),
    )
