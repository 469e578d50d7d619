from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from call_routing.ways_in import WayIn, ways_in
from ticket_store.line import Did, Menu, Repeat, ToDepartment, ToMenu

MENUS = {
    "main": Menu("main", {"1": ToDepartment("complaints"), "2": ToMenu("more"), "9": Repeat()}),
    "more": Menu("more", {"1": ToDepartment("orders"), "2": ToDepartment("complaints"), "0": ToMenu("main")}),
}
HOTLINE = Did("+48226012200", "pl", position=0, menu_key="main")
DIRECT = Did("+48226012211", "pl", position=1, department_key="complaints")
CZECH = Did("+420228881200", "cs", position=2, menu_key="main")


def line(*dids: Did) -> Any:
    return SimpleNamespace(dids={did.number: did for did in dids}, menus=MENUS)


def test_the_number_that_leads_there_by_itself_comes_first() -> None:
    assert ways_in(line(HOTLINE, DIRECT, CZECH), "complaints") == [
        WayIn("+48226012211", "pl"),
        WayIn("+48226012200", "pl", ("1",)),
        WayIn("+420228881200", "cs", ("1",)),
    ]


def test_a_department_of_a_menu_within_a_menu_takes_two_keys() -> None:
    assert ways_in(line(HOTLINE, DIRECT), "orders") == [WayIn("+48226012200", "pl", ("2", "1"))]


def test_a_department_that_no_number_reaches_has_none() -> None:
    assert ways_in(line(DIRECT), "orders") == []


def test_a_number_whose_menu_is_not_published_leads_nowhere() -> None:
    assert ways_in(line(replace(HOTLINE, menu_key="gone")), "orders") == []
