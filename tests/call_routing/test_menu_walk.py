"""Every key and every silence leads somewhere, and no caller walks in circles for ever."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from call_routing.menu_walk import (
    MOST_STEPS,
    Ask,
    GoTo,
    Heard,
    Move,
    Place,
    Speak,
    enter,
    goes_back,
    keys_at,
    press,
    stay_silent,
)
from ticket_store.line import Branch, Menu, OrderStatus, Repeat, ToDepartment, ToLanguage, ToMenu

DEFAULT = "complaints"
MENUS = {
    "main": Menu(
        "main",
        {
            "1": ToDepartment("complaints"),
            "2": ToMenu("orders"),
            "8": ToLanguage("en"),
            "9": Repeat(),
            "0": ToDepartment("reception"),
        },
        no_input=Branch(2, ToDepartment("reception")),
        no_match=Branch(3, ToMenu("orders")),
    ),
    "orders": Menu("orders", {"1": OrderStatus(), "2": ToDepartment("orders"), "9": ToMenu("main")}),
    "lonely": Menu("lonely", {"1": OrderStatus()}, no_input=Branch(1, ToMenu("lonely"))),
}
MAIN, ORDERS = Place("main", "main"), Place("orders", "main")


def test_a_call_begins_with_a_greeting() -> None:
    assert enter("main") == Ask(MAIN, first=True)


@pytest.mark.parametrize(
    ("place", "key", "move"),
    [
        (MAIN, "1", GoTo("complaints")),
        (MAIN, "2", Ask(Place("orders", "main", steps=1))),
        (MAIN, "8", Speak("en", Place("main", "main", steps=1))),
        (MAIN, "9", Ask(Place("main", "main", steps=1))),
        (MAIN, "0", GoTo("reception")),
        (ORDERS, "1", GoTo("orders", order_status_away=True)),
        (ORDERS, "2", GoTo("orders")),
        (ORDERS, "9", Ask(Place("main", "main", steps=1))),
        (ORDERS, "0", GoTo("reception")),  # inherited from the first menu
        (Place("lonely", "lonely"), "0", GoTo(DEFAULT)),  # nobody names a person: the first department
        (Place("lonely", "lonely"), "1", GoTo(DEFAULT, order_status_away=True)),
        (MAIN, "7", Ask(Place("main", "main", no_match=1, steps=1), Heard.NO_MATCH)),
        (MAIN, "*", Ask(Place("main", "main", no_match=1, steps=1), Heard.NO_MATCH)),
        (Place("main", "main", no_match=2, steps=2), "7", Ask(Place("orders", "main", steps=3))),
        (Place("orders", "main", no_match=1, steps=4), "7", GoTo(DEFAULT)),  # the branch names nobody
    ],
)
def test_each_key_does_what_the_menu_says(place: Place, key: str, move: Move) -> None:
    assert press(MENUS, place, key, DEFAULT) == move


@pytest.mark.parametrize(
    ("place", "move"),
    [
        (MAIN, Ask(Place("main", "main", no_input=1, steps=1), Heard.NO_INPUT)),
        (Place("main", "main", no_input=1, steps=1), GoTo("reception")),
        (Place("lonely", "lonely"), GoTo(DEFAULT)),  # a branch back to itself would be a loop
    ],
)
def test_silence_is_asked_again_and_then_led_on(place: Place, move: Move) -> None:
    assert stay_silent(MENUS, place, DEFAULT) == move


def test_a_good_key_forgives_the_wrong_ones_before() -> None:
    move = press(MENUS, Place("main", "main", no_input=1, no_match=2, steps=3), "2", DEFAULT)
    assert move == Ask(Place("orders", "main", steps=4))


def test_zero_works_in_every_menu() -> None:
    assert all("0" in keys_at(MENUS, Place(menu, "main"), DEFAULT) for menu in MENUS)


@given(st.lists(st.sampled_from([*"0123456789*#", None]), min_size=MOST_STEPS + 1, max_size=200))
def test_every_walk_ends_at_a_person_whatever_is_pressed(keys: list[str | None]) -> None:
    place = MAIN
    for key in keys:
        move = stay_silent(MENUS, place, DEFAULT) if key is None else press(MENUS, place, key, DEFAULT)
        if isinstance(move, GoTo):
            return
        place = move.place
    raise AssertionError(f"still in the menu {place.menu} after {len(keys)} steps")


@pytest.mark.parametrize(
    ("place", "name", "back"),
    [
        (MAIN, "orders", False),
        (ORDERS, "main", True),
        (Place("orders", "orders"), "main", False),
        (Place("lonely", "main"), "main", True),
        (MAIN, "lonely", False),
        (MAIN, "main", False),
    ],
)
def test_a_key_goes_back_only_where_it_leads_nearer_to_the_first_menu(
    place: Place, name: str, *, back: bool
) -> None:
    assert goes_back(MENUS, place, name) is back
