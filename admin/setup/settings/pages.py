"""`/admin/settings`: everything in the shop file that the other rooms do not show, a page for each part."""

from collections.abc import Sequence
from typing import Any

from flask import render_template, request
from werkzeug.exceptions import NotFound

from admin.guard import needs
from admin.languages import N_, gettext
from admin.permissions import Action
from admin.setup.changing import Overtaken, Refused, Saved
from admin.setup.settings import file_pages, line_pages, number_pages
from admin.setup.settings.callback_fields import CALLBACKS
from admin.setup.settings.department_fields import DEPARTMENT
from admin.setup.settings.departments import new_department, with_department, with_moved, without_department
from admin.setup.settings.fields import Group
from admin.setup.settings.form import page_of, typed_of
from admin.setup.settings.line_pages import OVERTAKEN
from admin.setup.settings.overview import Finding, overview_of
from admin.setup.settings.places import place_of
from admin.setup.settings.room import Answer, settings
from admin.setup.settings.saving import news, other_changes, save, saved, seen_version, the_line
from admin.setup.settings.shop_fields import SHOP
from admin.setup.settings.typing import UNITS
from admin.setup.still_needed import words_of_removal
from admin.shop_file.faults import Fault, Path
from admin.shop_file.typed import Typed, edited, with_typed
from ticket_store.line import Line

__all__ = ["file_pages", "line_pages", "number_pages", "settings"]  # whoever has the room has all its pages

NAME_IT = N_("Write its name, in one language at least.")


@settings.get("")
@needs(Action.SET_UP_LINE)
def overview() -> str:
    """What the line is, part by part, and what is wrong with it."""
    return show_overview()


@settings.get("/shop")
@needs(Action.SET_UP_LINE)
def shop() -> str:
    return _part(the_line(), ("shop",), SHOP)


@settings.post("/shop")
@needs(Action.SET_UP_LINE)
def save_shop() -> Answer:
    return _saved(("shop",), SHOP, "pages.settings.shop")


@settings.get("/callbacks")
@needs(Action.SET_UP_LINE)
def callbacks() -> str:
    return _part(the_line(), ("callbacks",), CALLBACKS)


@settings.post("/callbacks")
@needs(Action.SET_UP_LINE)
def save_callbacks() -> Answer:
    return _saved(("callbacks",), CALLBACKS, "pages.settings.callbacks")


@settings.post("/departments")
@needs(Action.SET_UP_LINE)
def add_department() -> Answer:
    """A department of this name with the defaults of the house; what leads to it comes after."""
    line = the_line()
    names = {one: request.form.get(f"name.{one}", "").strip()[:100] for one in line.shop.languages}
    names = {one: name for one, name in names.items() if name}
    if not names:
        return show_overview(fault=gettext(NAME_IT)), 422
    made = new_department(line, names, request.form.get("hours", ""))
    done = save(lambda now: with_department(now, made), seen=seen_version())
    return _done(done, "pages.settings.department", key=made.key)


@settings.get("/departments/<key>")
@needs(Action.SET_UP_LINE)
def department(key: str) -> str:
    line = the_line()
    if key not in line.departments:
        raise NotFound
    return _part(line, ("departments", key), DEPARTMENT)


@settings.post("/departments/<key>")
@needs(Action.SET_UP_LINE)
def save_department(key: str) -> Answer:
    if key not in the_line().departments:
        raise NotFound
    return _saved(("departments", key), DEPARTMENT, "pages.settings.department", key=key)


@settings.post("/departments/<key>/move")
@needs(Action.SET_UP_LINE)
def move_department(key: str) -> Answer:
    """One place up or down: in this order pages show them."""
    by = 1 if request.form.get("way") == "down" else -1
    return _done(save(lambda line: with_moved(line, key, by), seen=seen_version()), "pages.settings.overview")


@settings.post("/departments/<key>/remove")
@needs(Action.SET_UP_LINE)
def remove_department(key: str) -> Answer:
    """What still leads to it is told by name, each with the way there."""
    done = save(lambda line: without_department(line, key), seen=seen_version())
    if isinstance(done, Refused):
        return show_overview(faults=done.faults, gone=key), 422
    return _done(done, "pages.settings.overview")


def show_overview(*, fault: str = "", faults: Sequence[Fault] = (), gone: str = "") -> str:
    """`gone` is the department that was to be removed, and for which the faults stand."""
    line, words = the_line(), words_of_removal(faults, "department", gone)
    return render_template(
        "setup/settings.html",
        line=line,
        overview=overview_of(line),
        news=news(),
        fault=fault,
        faults=[Finding(said, place_of(one.path)) for one, said in zip(faults, words, strict=True)],
    )


def _part(
    line: Line,
    part: Path,
    groups: Sequence[Group],
    *,
    faults: Sequence[Fault] = (),
    typed: Typed | None = None,
    overtaken: tuple[str, ...] | None = None,
) -> str:
    return render_template(
        "setup/settings_part.html",
        line=line,
        part=part,
        page=page_of(line, part, groups, faults, typed),
        news=news() if typed is None else None,
        overtaken=overtaken,
        units=UNITS,
    )


def _saved(part: Path, groups: Sequence[Group], endpoint: str, **where: Any) -> Answer:
    """Save what was typed; with faults, or where somebody was quicker, show it again as it was typed."""
    line = the_line()
    typed = typed_of(request.form, line, part, groups)
    found = edited(line, typed)
    if found.faults:
        return _part(line, part, groups, faults=found.faults, typed=typed), 422
    match save(lambda now: with_typed(now, typed), seen=seen_version()):
        case Saved() as done:
            return saved(done, endpoint, **where)
        case Refused(faults):
            return _part(line, part, groups, faults=faults, typed=typed), 422
        case Overtaken():
            others = other_changes(seen_version())
            return _part(the_line(), part, groups, typed=typed, overtaken=others), 409


def _done(done: Saved | Refused | Overtaken, endpoint: str, **where: Any) -> Answer:
    """After a change without fields of its own: on to its page, or the overview with what was wrong."""
    match done:
        case Saved():
            return saved(done, endpoint, **where)
        case Refused(faults):
            return show_overview(faults=faults), 422
        case Overtaken():
            return show_overview(fault=gettext(OVERTAKEN)), 409
