"""The room's first page: what is connected, how it does, and the two forms that connect more."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import render_template, request

from admin.back_office import back_office
from ticket_store.outward.hook_endpoints import endpoints
from ticket_store.outward.news import News
from ticket_store.scopes import Scope
from ticket_store.tokens import list_tokens


@dataclass(frozen=True)
class Typed:
    """What somebody typed into one of the forms, to be shown again beside its faults."""

    url: str = ""
    events: tuple[str, ...] = ()
    name: str = ""
    scopes: tuple[str, ...] = ()
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Notice:
    """What has just happened. `token` is a new key, shown this once; `undo` the id of a revoked one."""

    said: str = ""
    token: str = ""
    undo: str = ""


def show() -> str:
    """The whole page, or what changes alone when the page fetches it again."""
    if request.headers.get("HX-Request"):
        return render_template("setup/outward_hooks.html", endpoints=back_office().store.read(endpoints))
    return page()


def page(typed: Typed | None = None, notice: Notice | None = None) -> str:
    known, keys = back_office().store.read(lambda db: (endpoints(db), list_tokens(db)))
    return render_template(
        "setup/outward.html",
        endpoints=known,
        tokens=keys,
        typed=typed or Typed(),
        notice=notice or Notice(),
        all_news=News,
        all_scopes=Scope,
    )
