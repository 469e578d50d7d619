"""The store on which the pages are measured fits the schema, and every page answers on it."""

from bench import pages
from bench.ground import Ground, _open_shop
from bench.pages_store import fill
from ticket_store.engine import Store
from ticket_store.reporting.rebuilding import astray


def test_the_filled_store_has_its_roll_ups_and_every_page_of_the_app_is_measured(
    database: str, database_url: str
) -> None:
    made = Ground("sqlite" if database == "sqlite" else "postgresql", database_url, "")
    _open_shop(made)
    fill(made, 60)
    store = Store(database_url)
    assert store.read(astray) == []
    store.close()
    addresses = pages._addresses(made)
    assert {"/desk", "/admin/floor", "/admin/reports", "/admin/settings", "/admin/menus"} <= set(addresses)
