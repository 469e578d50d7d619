"""Role by action by route, for every address that the whole app answers: what is not in the table fails.

The routes come from the app itself. The guard is the real one; the pages behind it are empty rooms here, so that
whoever is let in changes nothing.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update
from werkzeug.routing import Rule

from admin.guard import PERMISSION, PUBLIC
from admin.permissions import PERMISSIONS, Action
from app.web import create_app
from app.wiring import build_house
from tests.admin import seed
from tests.app.test_wiring import nothing_set, put
from ticket_store.engine import Store
from ticket_store.schema import agent, metadata

__all__ = ["nothing_set"]  # a fixture: nothing of this shell's environment counts here

SET_UP = frozenset({Action.SET_UP_LINE})
# What the pages of each room may ask for, the longest name first that fits.
ROOMS: Mapping[str, frozenset[Action]] = {
    "pages.account": frozenset({Action.ENTER}),
    "pages.audit": frozenset({Action.READ_AUDIT}),
    "pages.callbacks.listed": frozenset({Action.LOOK_THROUGH}),
    "pages.callbacks": frozenset({Action.KEEP_PROMISES}),
    "pages.desk": frozenset({Action.ANSWER}),
    "pages.floor": frozenset({Action.WATCH_FLOOR, Action.LISTEN_TO_TALK}),
    "pages.hours": SET_UP | {Action.CLOSE_BY_HAND},
    "pages.incidents": frozenset({Action.TELL_OF_INCIDENT}),
    "pages.live_pass": frozenset({Action.ENTER}),
    "pages.menus": SET_UP,
    "pages.outward": frozenset({Action.CONNECT_OUTWARD}),
    "pages.panel": frozenset({Action.LOOK_THROUGH, Action.OPEN_CASE, Action.LISTEN}),
    "pages.people": frozenset({Action.MANAGE_PEOPLE}),
    "pages.privacy": frozenset({Action.KEEP_PRIVACY}),
    "pages.refusals": frozenset({Action.SEE_REFUSALS}),
    "pages.rehearsal": SET_UP,
    "pages.reports": frozenset({Action.READ_REPORTS}),
    "pages.settings": SET_UP,
    "pages.sign_in.leave": frozenset({Action.ENTER}),
    "pages.start": frozenset({Action.ENTER}),
    "pages.welcome": SET_UP,
}
OPEN_TO_ALL = ("pages.sign_in.", "pages.language", "pages.static", "pages.welcome.", "public.")
GUARDED_BY_OTHERS = ("ivr.", "healthz", "readyz", "metrics")  # the carrier's signature; figures without names
ROLES = ("agent", "supervisor", "admin")


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Flask]:
    database = f"sqlite:///{tmp_path}/hotline.sqlite3"
    house = build_house(
        put(monkeypatch, DATABASE_URL=database, PUBLIC_BASE_URL="http://localhost"), clock=lambda: seed.NOW
    )
    metadata.create_all(house.store.engine)
    seed.seed_shop(house.store)
    app = create_app(house)
    for endpoint, view in app.view_functions.items():
        app.view_functions[endpoint] = _empty_room(view)
    yield app
    house.store.close()


def _empty_room(view: Callable[..., object]) -> Callable[..., str]:
    def room(**_: object) -> str:
        return "let in"

    if hasattr(view, PERMISSION):
        setattr(room, PERMISSION, getattr(view, PERMISSION))
    return room


def rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if not rule.endpoint.startswith(GUARDED_BY_OTHERS)]


def named(app: Flask, rule: Rule) -> str | None:
    return (
        PUBLIC
        if rule.endpoint == "pages.static"
        else getattr(app.view_functions[rule.endpoint], PERMISSION, None)
    )


def room_of(endpoint: str) -> frozenset[Action]:
    fitting = (name for name in ROOMS if endpoint == name or endpoint.startswith(f"{name}."))
    return ROOMS.get(max(fitting, key=len, default=""), frozenset())


def test_every_route_asks_for_what_its_room_may_ask_for(app: Flask) -> None:
    wrong = {
        rule.endpoint: named(app, rule)
        for rule in rules(app)
        if not (
            named(app, rule) in room_of(rule.endpoint)
            or (named(app, rule) == PUBLIC and rule.endpoint.startswith(OPEN_TO_ALL))
        )
    }
    assert wrong == {}, "a route without a permission, or with one that nobody expects there"


def answers(app: Flask, store: Store, role: str | None) -> dict[tuple[str, str], bool]:
    """For each address and method whether somebody with this role is let in; `None` is a stranger."""
    client = app.test_client()
    store.write(lambda tx: tx.db.execute(update(agent).where(agent.c.id == seed.LEAD).values(roles=[role])))
    now = seed.NOW.isoformat()
    with client.session_transaction() as session:
        session["csrf_token"] = "token"
        if role is not None:
            session.update(agent_id=seed.LEAD, sign_in=f"at-{seed.LEAD}", stamp=seed.STAMP)
            session.update(began_at=now, seen_at=now, proven_at=now)
    let_in = {}
    for rule in rules(app):
        path = re.sub("<[^>]+>", "nothing", re.sub("<int[^>]*>", "7", re.sub("<path[^>]*>", "x", rule.rule)))
        for method in sorted((rule.methods or set()) & {"GET", "POST", "PUT", "DELETE"}):
            answer = client.open(path, method=method, headers={"X-CSRF-Token": "token"})
            let_in[method, rule.endpoint] = answer.text == "let in"
    return let_in


@pytest.mark.parametrize("role", ROLES)
def test_a_role_gets_in_wherever_its_actions_let_it_and_nowhere_else(app: Flask, role: str) -> None:
    store = app.extensions["back_office"].store
    expected = {
        (method, rule.endpoint): named(app, rule) == PUBLIC or named(app, rule) in PERMISSIONS[role]
        for rule in rules(app)
        for method in (rule.methods or set()) & {"GET", "POST", "PUT", "DELETE"}
    }
    assert answers(app, store, role) == expected


def test_a_stranger_gets_in_only_where_everybody_does(app: Flask) -> None:
    let_in = answers(app, app.extensions["back_office"].store, None)
    assert {endpoint for (_, endpoint), inside in let_in.items() if inside} == {
        rule.endpoint for rule in rules(app) if named(app, rule) == PUBLIC
    }


def test_a_role_that_nobody_knows_gets_in_nowhere_else_than_a_stranger(app: Flask) -> None:
    store = app.extensions["back_office"].store
    assert answers(app, store, "king") == answers(app, store, None)
