"""Every page of the panel and the desk, role by role: who gets in and who does not."""

import pytest
from flask import Flask
from sqlalchemy import update

from admin.guard import permission_of
from admin.permissions import Action
from tests.admin import seed
from tests.admin.conftest import Person
from ticket_store.engine import Store
from ticket_store.schema import agent

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
SUPERVISORS, ADMINS, AGENTS = "supervisor", "admin", "agent"
WHOLE_SHOP = {SUPERVISORS, ADMINS}

# What is sent is never right, so nothing happens where somebody gets in: only 403 counts here.
ROUTES = [
    ("GET", "/desk", {AGENTS}),
    ("POST", "/desk/status", {AGENTS}),
    ("POST", "/desk/talk/end", {AGENTS}),
    ("GET", "/admin/calls", WHOLE_SHOP),
    ("GET", "/admin/tickets", WHOLE_SHOP),
    ("GET", "/admin/callbacks", WHOLE_SHOP),
    ("GET", f"/admin/callbacks/{seed.CALLBACK}", WHOLE_SHOP | {AGENTS}),
    ("POST", f"/admin/callbacks/{seed.CALLBACK}/nothing", WHOLE_SHOP | {AGENTS}),
    ("POST", f"/desk/callbacks/{seed.CALLBACK}/nothing", {AGENTS}),
    ("GET", "/admin/refusals", WHOLE_SHOP),
    ("POST", "/admin/refusals/lift", WHOLE_SHOP),
    ("GET", f"/admin/tickets/{seed.OPEN_CASE}", WHOLE_SHOP | {AGENTS}),
    ("GET", f"/admin/messages/{seed.MESSAGE}", WHOLE_SHOP | {AGENTS}),
    ("GET", "/admin/floor", WHOLE_SHOP),
    ("POST", "/admin/floor/calls/nothing/listen", {SUPERVISORS}),
    ("POST", "/admin/floor/stop", {SUPERVISORS}),
    ("GET", "/admin/reports", WHOLE_SHOP),
    ("GET", "/admin/reports/answering", WHOLE_SHOP),
    ("GET", "/admin/reports/nothing/table.csv", WHOLE_SHOP),
    ("GET", "/admin/reports/nothing/tables.xlsx", WHOLE_SHOP),
    ("GET", "/admin/reports/calls.csv?period=today", WHOLE_SHOP),
    ("GET", "/admin/incidents", WHOLE_SHOP),
    ("POST", "/admin/incidents", WHOLE_SHOP),
    ("GET", "/admin/incidents/nothing", WHOLE_SHOP),
    ("POST", "/admin/incidents/nothing/end", WHOLE_SHOP),
    ("POST", "/admin/incidents/nothing/solve", WHOLE_SHOP),
    ("GET", "/admin/menus", {ADMINS}),
    ("GET", "/admin/rehearsal", {ADMINS}),
    ("POST", "/admin/rehearsal", {ADMINS}),
    ("GET", "/admin/rehearsal/checks", {ADMINS}),
    ("GET", "/admin/rehearsal/checks/nothing", {ADMINS}),
    ("POST", "/admin/rehearsal/checks/nothing/right", {ADMINS}),
    ("POST", "/admin/rehearsal/checks/nothing/forget", {ADMINS}),
    ("POST", "/admin/rehearsal/checks/take-back", {ADMINS}),
    ("GET", "/admin/hours", {ADMINS}),
    ("POST", "/admin/hours", {ADMINS}),
    ("POST", "/admin/hours/heard", {ADMINS}),
    ("GET", "/admin/hours/of/office", {ADMINS}),
    ("POST", "/admin/hours/of/nothing", {ADMINS}),
    ("POST", "/admin/hours/of/office/preview", {ADMINS}),
    ("POST", "/admin/hours/of/nothing/remove", {ADMINS}),
    ("GET", "/admin/hours/of/office/holidays", {ADMINS}),
    ("POST", "/admin/hours/of/nothing/holidays", {ADMINS}),
    ("GET", "/admin/hours/of/office/year/2026", {ADMINS}),
    ("GET", "/admin/hours/closures", {ADMINS}),
    ("POST", "/admin/hours/closures", {ADMINS}),
    ("GET", "/admin/hours/closures/nothing", {ADMINS}),
    ("POST", "/admin/hours/closures/nothing", {ADMINS}),
    ("POST", "/admin/hours/closures/nothing/remove", {ADMINS}),
    ("GET", "/admin/hours/by-hand", WHOLE_SHOP),
    ("POST", "/admin/hours/by-hand", WHOLE_SHOP),
    ("POST", "/admin/hours/by-hand/open", WHOLE_SHOP),
    ("GET", "/admin/outward", {ADMINS}),
    ("GET", "/admin/outward/hooks", {ADMINS}),
    ("POST", "/admin/outward/hooks", {ADMINS}),
    ("GET", "/admin/outward/hooks/nothing", {ADMINS}),
    ("POST", "/admin/outward/hooks/nothing/switch", {ADMINS}),
    ("GET", "/admin/outward/messages/nothing", {ADMINS}),
    ("POST", "/admin/outward/messages/nothing/again", {ADMINS}),
    ("POST", "/admin/outward/tokens", {ADMINS}),
    ("POST", "/admin/outward/tokens/nothing/revoke", {ADMINS}),
    ("GET", "/admin/privacy", {ADMINS}),
    ("POST", "/admin/privacy", {ADMINS}),
    ("POST", "/admin/privacy/export", {ADMINS}),
    ("POST", "/admin/privacy/erase", {ADMINS}),
    ("GET", "/admin/privacy/erase", {ADMINS}),
    ("GET", "/admin/privacy/acts/nothing", {ADMINS}),
    ("GET", "/admin/people", {ADMINS}),
    ("GET", "/admin/people/new", {ADMINS}),
    ("POST", "/admin/people", {ADMINS}),
    ("GET", "/admin/people/nothing", {ADMINS}),
    *(
        ("POST", f"/admin/people/nothing{act}", {ADMINS})
        for act in ("", "/leave", "/return", "/link", "/link/end", "/sign-out", "/pin/remove")
    ),
    ("POST", "/admin/people/nothing/second-step/remove", {ADMINS}),
    ("POST", "/admin/people/nothing/passkeys/remove", {ADMINS}),
    ("GET", "/admin/audit", {ADMINS}),
    ("GET", "/admin/audit/audit.csv", {ADMINS}),
    ("GET", "/account", WHOLE_SHOP | {AGENTS}),
    ("POST", "/account/password", WHOLE_SHOP | {AGENTS}),
    ("POST", "/sign-out", WHOLE_SHOP | {AGENTS}),
]


@pytest.mark.parametrize("role", [AGENTS, SUPERVISORS, ADMINS])
def test_a_role_gets_in_where_its_row_says_and_nowhere_else(lead: Person, store: Store, role: str) -> None:
    store.write(lambda tx: tx.db.execute(update(agent).where(agent.c.id == seed.LEAD).values(roles=[role])))
    let_in = {
        (method, path): (lead.opens(path) if method == "GET" else lead.posts(path)).status_code != 403
        for method, path, _ in ROUTES
    }
    assert let_in == {(method, path): role in roles for method, path, roles in ROUTES}


def test_every_action_stands_before_some_page(app: Flask, database: str) -> None:
    del database
    with app.app_context():
        named = {permission_of(rule.endpoint) for rule in app.url_map.iter_rules()}
    assert set(Action) <= named


@pytest.mark.parametrize(
    ("role", "work"), [(AGENTS, "/desk"), (SUPERVISORS, "/admin/floor"), (ADMINS, "/admin/floor")]
)
def test_everybody_begins_where_their_work_is(lead: Person, store: Store, role: str, work: str) -> None:
    store.write(lambda tx: tx.db.execute(update(agent).where(agent.c.id == seed.LEAD).values(roles=[role])))
    assert lead.opens("/start").location == work
