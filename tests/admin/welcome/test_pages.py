"""The way from an empty store to a published line, page by page."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from admin.back_office import BackOffice
from admin.welcome.key import welcome_key
from call_routing.line_book import LineBook
from tests.admin.conftest import SECRET, Clock
from tests.admin.one_app import pages_of
from tests.admin.setup.settings.conftest import fields_of
from ticket_store.engine import Store
from ticket_store.line_kept import kept_lines
from ticket_store.line_rows import line_version, load_line

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
KEY = welcome_key(SECRET)
ENGLISH = {"Accept-Language": "en"}
Sends = Callable[..., str]


@pytest.fixture
def newcomer(store: Store, clock: Clock) -> FlaskClient:
    """Nobody has set anything up yet."""
    office = BackOffice(store, clock, LineBook(store), SECRET, "http://127.0.0.1", cookie_secure=False)
    return pages_of(office).test_client()


@pytest.fixture
def sends(newcomer: FlaskClient) -> Sends:
    """Send a step as it stands with these fields changed; where one is sent then, or the page with its faults."""

    def send(step: str, **fields: str) -> str:
        form = fields_of(newcomer.get(f"/welcome/{step}").text) | fields
        answer = newcomer.post(f"/welcome/{step}", data=form, headers=ENGLISH)
        return str(answer.location) if answer.status_code == 303 else answer.text

    return send


def sent_to_the_end(sends: Sends) -> str:
    sends("shop", name="Lumi", country="PL", language="pl")
    sends("number", number="+48226012200")
    sends("departments")
    sends("people", name="Ada Lis", email="ada@lumi.example", password="four quiet words here")
    return sends("menu")


@pytest.mark.parametrize(
    "path", ["/sign-in", "/start", "/desk", "/admin/floor", "/admin/settings", "/account"]
)
def test_without_a_line_every_page_leads_to_the_set_up(newcomer: FlaskClient, path: str) -> None:
    assert newcomer.get(path).location == "/welcome"


@pytest.mark.parametrize("key", ["", "wrong", KEY[:-1]])
def test_without_the_link_nobody_sets_anything_up(newcomer: FlaskClient, key: str) -> None:
    page = newcomer.get(f"/welcome?key={key}", headers=ENGLISH)
    assert "Open the link that the program printed" in page.text
    assert newcomer.get("/welcome/shop").location == "/welcome"


def test_each_step_is_kept_and_who_comes_back_goes_on_there(newcomer: FlaskClient, sends: Sends) -> None:
    newcomer.get(f"/welcome?key={KEY}")
    assert newcomer.get("/welcome").location == "/welcome/shop"
    assert sends("shop", name="Lumi", country="FI", language="fi") == "/welcome/number"
    assert "no phone number" in sends("number", number="soon")
    newcomer.delete_cookie("hotline")
    newcomer.get(f"/welcome?key={KEY}")
    assert newcomer.get("/welcome").location == "/welcome/number"
    assert 'value="soon"' in newcomer.get("/welcome/number").text
    assert 'value="Lumi"' in newcomer.get("/welcome/shop").text


def test_five_steps_make_a_line_and_let_its_admin_in(
    newcomer: FlaskClient, sends: Sends, store: Store
) -> None:
    newcomer.get(f"/welcome?key={KEY}")
    assert sent_to_the_end(sends) == "/welcome/hello"
    line = store.read(load_line)
    assert (line.shop.name, list(line.dids), list(line.departments)) == (
        "Lumi",
        ["+48226012200"],
        ["reklamacje", "zamowienia"],
    )
    assert [one.actor for one in store.read(kept_lines)] == ["ada@lumi.example"]
    assert "hotline twilio connect" in newcomer.get("/welcome/hello").text
    assert newcomer.get("/admin/settings").status_code == 200


def test_the_link_opens_nothing_once_there_is_a_line(
    newcomer: FlaskClient, sends: Sends, store: Store
) -> None:
    newcomer.get(f"/welcome?key={KEY}")
    sent_to_the_end(sends)
    version = store.read(line_version)
    newcomer.delete_cookie("hotline")
    assert newcomer.get(f"/welcome?key={KEY}").location == "/start"
    assert newcomer.get("/welcome/shop").location == "/start"
    assert store.read(line_version) == version


def test_colleagues_get_links_with_which_they_choose_a_password(newcomer: FlaskClient, sends: Sends) -> None:
    newcomer.get(f"/welcome?key={KEY}")
    sends("shop", name="Lumi", country="PL", language="pl")
    sends("number", number="+48226012200")
    sends("departments")
    colleague = {"c0.name": "Jan", "c0.email": "jan@lumi.example", "c0.in.0": "on"}
    sends("people", name="Ada", email="ada@lumi.example", password="four quiet words here", **colleague)
    sends("menu")
    path = newcomer.get("/welcome/hello").text.partition("http://127.0.0.1/invitation/")[2].partition("<")[0]
    assert newcomer.get(f"/invitation/{path}").status_code == 200


def test_a_weak_password_is_refused_beside_its_field(newcomer: FlaskClient, sends: Sends) -> None:
    newcomer.get(f"/welcome?key={KEY}")
    sends("shop", name="Lumi", country="PL", language="pl")
    assert "fewer than 12 characters" in sends(
        "people", name="Ada", email="ada@lumi.example", password="short"
    )
    assert newcomer.get("/welcome").location == "/welcome/number"
