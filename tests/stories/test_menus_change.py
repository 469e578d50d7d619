"""Menus are published while somebody is in them."""

from dataclasses import replace

from admin.setup.changing import Saved, change_in
from tests.stories.world import MAIN, World
from ticket_store.line import Line, Spoken, ToDepartment
from ticket_store.line_rows import load_line

OTHER = "+48501000002"


def _other_menus(line: Line) -> Line:
    """One menu alone, whose first key leads elsewhere."""
    main = replace(
        line.menus["main"],
        greeting={"pl": Spoken("Witaj w nowym menu.")},
        keys={"1": ToDepartment("marketing"), "2": ToDepartment("complaints"), "3": ToDepartment("orders")},
    )
    return replace(
        line, menus={"main": main}, prompts={("key_department", "pl"): Spoken("{key}: {department}.")}
    )


def test_a_live_call_finishes_on_the_menus_with_which_it_began(shop: World) -> None:
    shop.comes_on("anna@sowa.example", "borys@sowa.example")
    before = shop.customer().dial(MAIN)
    shop.clock.advance(3)
    now = shop.clock.now
    saved = shop.store.write(lambda tx: change_in(tx, _other_menus, actor="admin@sowa.example", now=now))
    assert isinstance(saved, Saved)
    shop.clock.advance(3)  # every process has the new line by now
    after = shop.customer(OTHER).dial(MAIN)
    shop.clock.advance(3)
    before.press("2")  # leads into a menu that is there no more for new callers
    after.press("2")
    shop.clock.advance(5)
    heard = " ".join(shop.customer().hears())
    assert "Witaj w nowym menu." not in heard
    before.press("2")
    shop.clock.advance(5)
    old, new = shop.rows("call")
    assert (old.department_key, old.menu_version) == ("orders", 1)
    assert (new.department_key, new.menu_version) == ("complaints", 2)
    heard = " ".join(shop.customer(OTHER).hears())
    assert "Witaj w nowym menu." in heard
    assert "1: marketing." in heard  # the shop's own sentence, filled in
    assert shop.store.read(load_line).menu_version == 2
    shop.nothing_wrong()
