"""Saving a change of this room: at once, then a page that says what has changed, with a way back."""

from collections.abc import Callable
from typing import Any

from werkzeug.wrappers import Response

from admin.languages import N_, gettext
from admin.setup.changing import Change, Overtaken, Refused, Saved
from admin.setup.settings.saving import save as save_line
from admin.setup.settings.saving import saved, seen_version
from admin.setup.still_needed import words_of_removal

OVERTAKEN = N_(
    "Somebody else has changed the line since you opened this page. What you typed is still here: look at what is "
    "now, then save again."
)
Shown = Callable[[list[str]], str]  # the page with what is wrong above it
Answer = Response | str | tuple[str, int]


def save(change: Change, show: Shown, to: str, *, gone: str = "", **where: Any) -> Answer:
    """Change the line and go where it is told; where it cannot be, the form again with the reasons.

    `gone` are hours that the change removes: what still leads to them stands in the way.
    """
    match save_line(change, seen=seen_version()):
        case Saved() as done:
            return saved(done, to, **where)
        case Overtaken():
            return show([gettext(OVERTAKEN)]), 409
        case Refused(faults=faults):
            return show(words_of_removal(faults, "hours", gone)), 422
    raise TypeError("A change is saved, refused or overtaken.")
