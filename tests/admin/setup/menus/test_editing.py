import pytest

from admin.setup.menus.draft import Draft, DraftKey, DraftMenu, draft_of
from admin.setup.menus.editing import (
    DIGITS,
    add_key,
    add_menu,
    lead_key,
    move_key,
    put_menu,
    remove_key,
    remove_menu,
)
from tests.admin.setup.menus.shop import MENUS
from ticket_store.line import Branch, Repeat, ToDepartment, ToMenu

MENU = DraftMenu("main", (DraftKey("1", Repeat()), DraftKey("2"), DraftKey("9")))


def digits(menu: DraftMenu) -> str:
    return "".join(one.digit for one in menu.keys)


def test_a_new_key_takes_the_first_free_digit() -> None:
    assert digits(add_key(MENU)) == "1293"


def test_a_thirteenth_key_has_no_digit_yet() -> None:
    full = DraftMenu("main", tuple(DraftKey(one) for one in DIGITS))
    assert add_key(full).keys[-1].digit == ""


@pytest.mark.parametrize(
    ("index", "to", "said"), [(0, 1, "219"), (2, 0, "912"), (0, 9, "291"), (1, -3, "219"), (1, 1, "129")]
)
def test_a_key_is_said_at_the_place_to_which_it_is_moved(index: int, to: int, said: str) -> None:
    assert digits(move_key(MENU, index, to)) == said


def test_a_key_is_removed_and_the_others_stay() -> None:
    assert digits(remove_key(MENU, 1)) == "19"


def test_a_key_leads_elsewhere_and_keeps_its_place() -> None:
    assert lead_key(MENU, 1, ToMenu("orders")).keys[1] == DraftKey("2", ToMenu("orders"))


def test_a_menu_that_goes_leaves_nothing_that_leads_to_it() -> None:
    draft = Draft(
        (
            DraftMenu(
                "main",
                (DraftKey("1", ToMenu("orders")), DraftKey("2", Repeat())),
                no_input=Branch(1, ToMenu("orders")),
                no_match=Branch(3, ToDepartment("orders")),
            ),
            DraftMenu("orders"),
        )
    )
    (left,) = remove_menu(draft, "orders").menus
    assert left.keys == (DraftKey("1", None), DraftKey("2", Repeat()))
    assert (left.no_input, left.no_match) == (Branch(1, None), Branch(3, ToDepartment("orders")))


def test_a_menu_is_put_in_the_place_of_the_old_one() -> None:
    changed = DraftMenu("main", name={"en": "first"})
    assert put_menu(draft_of(MENUS), changed).menus[0] == changed


def test_two_menus_of_one_name_have_two_keys() -> None:
    draft, made = add_menu(draft_of(MENUS), {"en": "Orders"})
    again = add_menu(draft, {"en": "orders"})[1]
    assert (made.key, again.key) == ("orders-2", "orders-3")
