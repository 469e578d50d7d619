import re

from flask import Flask
from sqlalchemy import update

from admin.back_office import BackOffice
from admin.door import register_pages
from admin.guard import permission_of
from admin.permissions import Action
from call_routing.line_book import LineBook
from tests.admin import seed
from tests.admin.conftest import SECRET, Person
from ticket_store.engine import Store
from ticket_store.schema import agent as agents

FACE = (
    "contact",
    "status",
    "widget",
    "robots",
    "favicon",
    "form",
    "ask",
    "promise",
    "move",
    "cancel",
    "again",
)
WAYS_IN = (
    *("form", "enter", "second_form", "second", "passkey_options", "passkey", "company", "company_back"),
    *("forgotten_form", "forgotten", "invitation", "choose"),
)
PUBLIC = {
    "pages.static",
    "pages.language",
    *(f"pages.welcome.{name}" for name in ("begin", "step", "typed")),
    *(f"pages.sign_in.{name}" for name in WAYS_IN),
    *(f"public.{name}" for name in FACE),
}


def test_every_page_is_public_on_purpose_or_names_its_permission(app: Flask) -> None:
    with app.app_context():
        named = {rule.endpoint: permission_of(rule.endpoint) for rule in app.url_map.iter_rules()}
    assert {endpoint for endpoint, permission in named.items() if permission == "public"} == PUBLIC
    assert {permission for permission in named.values() if permission != "public"} <= set(Action)


def addresses(app: Flask, method: str) -> list[str]:
    """Every address that takes the method, with a name that exists nowhere."""
    rules = [
        rule
        for rule in app.url_map.iter_rules()
        if method in (rule.methods or ()) and rule.endpoint not in PUBLIC
    ]
    return [re.sub("<[^>]+>", "nothing", re.sub("<int[^>]*>", "7", rule.rule)) for rule in rules]


def test_a_stranger_is_sent_from_every_page_to_the_sign_in(app: Flask, stranger: Person) -> None:
    for address in addresses(app, "GET"):
        answer = stranger.opens(address)
        assert (address, answer.status_code, answer.location.split("?")[0]) == (address, 302, "/sign-in")


def test_nothing_is_changed_without_the_token_of_the_session(app: Flask, store: Store, lead: Person) -> None:
    roles = ["agent", "supervisor", "admin"]  # all of them, so that every address is reached
    store.write(lambda tx: tx.db.execute(update(agents).where(agents.c.id == seed.LEAD).values(roles=roles)))
    for address in [*addresses(app, "POST"), "/language", "/sign-in", "/sign-in/code", "/sign-in/passkey"]:
        assert lead.client.post(address, data={"status": "away"}).status_code == 400, address
        forged = lead.client.post(address, headers={"X-CSRF-Token": "guessed"})
        assert forged.status_code == 400, address


def test_an_agent_without_the_role_gets_a_page_that_says_so(agent: Person) -> None:
    answer = agent.opens("/admin/calls", **{"Accept-Language": "en"})
    assert answer.status_code == 403
    assert "Ask an admin for the role that you need." in answer.text


def test_a_missing_thing_gets_a_page_that_says_so(lead: Person) -> None:
    answer = lead.opens("/admin/calls/nothing", **{"Accept-Language": "fi"})
    assert answer.status_code == 404
    assert "Täällä ei ole mitään" in answer.text


def test_pages_run_no_script_and_no_style_but_files_of_ours(lead: Person) -> None:
    answer = lead.opens("/admin/calls")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
    assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=|hx-on", answer.text)


def test_pages_are_never_kept_framed_or_sniffed(lead: Person) -> None:
    headers = lead.opens("/desk").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(stranger: Person) -> None:
    cookie = stranger.signs_in(seed.AGENT).headers["Set-Cookie"]
    assert cookie.startswith("hotline=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_over_https_the_cookie_is_bound_to_the_host(store: Store) -> None:
    seed.seed_shop(store)
    app = Flask("pages", static_folder=None)
    register_pages(app, BackOffice(store, lambda: seed.NOW, LineBook(store), SECRET, "https://shop.example"))
    cookie = app.test_client().get("/sign-in", base_url="https://shop.example").headers["Set-Cookie"]
    assert cookie.startswith("__Host-hotline=")
    assert "Secure" in cookie
    assert "Path=/" in cookie


def test_files_of_ours_are_kept_for_a_year_under_an_address_with_their_version(stranger: Person) -> None:
    page = stranger.opens("/sign-in").text
    address = re.search(r'href="(/assets/hotline.css\?v=\w+)"', page)
    assert address
    with stranger.opens(address[1]) as file:
        assert file.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_the_language_of_the_browser_is_taken_until_one_is_chosen(stranger: Person) -> None:
    assert '<html lang="cs">' in stranger.opens("/sign-in", **{"Accept-Language": "cs,en;q=0.5"}).text
    stranger.posts("/language", language="fi")
    assert '<html lang="fi">' in stranger.opens("/sign-in", **{"Accept-Language": "cs"}).text


def test_a_chosen_language_stays_with_the_agent(agent: Person, stranger: Person) -> None:
    agent.posts("/language", language="pl")
    stranger.signs_in(seed.AGENT)
    assert '<html lang="pl">' in stranger.opens("/desk").text


def test_a_language_that_we_do_not_have_is_refused(agent: Person) -> None:
    assert agent.posts("/language", language="tlh").status_code == 400


def test_without_a_live_process_the_page_is_told_to_poll(agent: Person) -> None:
    assert agent.opens("/live-pass?topics=calls").status_code == 204
