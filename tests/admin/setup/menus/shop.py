"""Menus and numbers over the small shop of the pages' tests, and an admin who may set them up."""

from dataclasses import replace

from sqlalchemy import update

from admin.setup.menus.draft import Draft, DraftKey
from admin.setup.menus.editing import put_menu
from admin.setup.menus.workbench import Work, change_draft
from tests.admin import seed
from ticket_store.engine import Store, Transaction
from ticket_store.line import (
    Branch,
    Did,
    Menu,
    OrderStatus,
    Repeat,
    Spoken,
    ToDepartment,
    ToLanguage,
    ToMenu,
)
from ticket_store.line_rows import load_line, save_line
from ticket_store.schema import agent

ADMIN = f"{seed.LEAD}@sowa.example"
POLISH, CZECH, DIRECT = "+48221234567", "+420228880100", "+48221234568"
GREETING = {
    "pl": Spoken("Dzień dobry, tu księgarnia Sowa."),
    "en": Spoken("Hello, this is Sowa Books."),
    "cs": Spoken("Dobrý den, tady knihkupectví Sowa."),
    "fi": Spoken("Hei, täällä Sowa Books."),
}
MENUS = {
    "main": Menu(
        "main",
        keys={
            "1": ToDepartment("complaints"),
            "2": ToMenu("orders"),
            "3": ToDepartment("marketing"),
            "8": ToLanguage("en"),
            "9": Repeat(),
        },
        greeting=GREETING,
        no_input=Branch(2, ToDepartment("orders")),
        no_match=Branch(2, ToDepartment("orders")),
    ),
    "orders": Menu("orders", keys={"1": OrderStatus(), "2": ToDepartment("orders"), "9": ToMenu("main")}),
}
DIDS = {
    POLISH: Did(POLISH, "pl", 0, menu_key="main"),
    CZECH: Did(CZECH, "cs", 1, menu_key="main"),
    DIRECT: Did(DIRECT, "pl", 2, department_key="complaints"),
}


def set_up(store: Store) -> None:
    """Publish the menus, and make the team lead an admin as well."""

    def work(tx: Transaction) -> None:
        tx.db.execute(
            update(agent).where(agent.c.id == seed.LEAD).values(roles=["agent", "supervisor", "admin"])
        )
        line = replace(load_line(tx.db), menus=MENUS, dids=DIDS)
        save_line(tx, line, actor="shop file", now=seed.NOW)

    store.write(work)


def spoil(tx: Transaction) -> None:
    """A draft with faults: a key that stands twice and one that leads nowhere, texts that are missing, a sound."""

    def faulty(work: Work) -> Draft:
        main = work.draft.menus[0]
        keys = (*main.keys, DraftKey("1", Repeat()), DraftKey("4"))
        greeting = {"pl": Spoken("Dzień dobry.", "https://sowa.example/hello.mp3")}
        return put_menu(work.draft, replace(main, keys=keys, greeting=greeting))

    change_draft(tx, faulty, actor=ADMIN, now=seed.NOW, undoable=True)
