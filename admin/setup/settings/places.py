"""Where a part of the line is set up: the page for a fault, a difference or a sentence about it."""

from collections.abc import Mapping
from typing import Any

from flask import current_app, url_for

from admin.shop_file.faults import Path

ROOMS: Mapping[str, str] = {
    "shop": "pages.settings.shop",
    "callbacks": "pages.settings.callbacks",
    "numbers": "pages.settings.numbers",
    "departments": "pages.settings.overview",
    "menus": "pages.menus.edit",
    "prompts": "pages.menus.edit",
    "hours": "pages.hours.listed",
    "closures": "pages.hours.listed",
    "agents": "pages.people.listed",
}


def place_of(path: Path) -> str | None:
    """The address of the page where this part is changed; None for the file as a whole."""
    endpoint, where = _place(path)
    return url_for(endpoint, **where) if endpoint in current_app.view_functions else None


def _place(path: Path) -> tuple[str, Mapping[str, Any]]:
    match path:
        case ("departments", key, *_):
            return "pages.settings.department", {"key": key}
        case ("menus", key, *_):
            return "pages.menus.step", {"key": key}
        case (section, *_):
            return ROOMS.get(section, ""), {}
    return "", {}
