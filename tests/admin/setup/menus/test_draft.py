from dataclasses import replace

from admin.setup.menus.draft import (
    Draft,
    DraftKey,
    DraftMenu,
    draft_from_json,
    draft_of,
    draft_to_json,
    line_with,
)
from admin.shop_file.reading import read_shop_file
from tests.admin.setup.menus.shop import CZECH, DIDS, DIRECT, MENUS
from tests.admin.shop_file.conftest import GOOD
from ticket_store.line import Line, Repeat, Spoken, ToDepartment, ToMenu


def line() -> Line:
    read = read_shop_file(GOOD).line
    assert read
    return replace(read, menus=MENUS, dids=DIDS)


def test_a_draft_of_the_published_menus_changes_nothing() -> None:
    assert line_with(line(), draft_of(MENUS)) == line()


def test_a_draft_reads_back_from_the_store_as_it_was_typed() -> None:
    menu = DraftMenu(
        "main",
        (DraftKey("1", Repeat()), DraftKey("1", None), DraftKey("")),
        {"pl": Spoken("Dzień dobry.", "https://sowa.example/a.mp3")},
        {"pl": "główne"},
    )
    draft = Draft((menu, *draft_of(MENUS).menus[1:]), {CZECH: ToDepartment("orders"), DIRECT: ToMenu("main")})
    assert draft_from_json(draft_to_json(draft)) == draft


def test_a_key_that_stands_twice_counts_once_and_one_that_leads_nowhere_not_at_all() -> None:
    keys = (DraftKey("1", Repeat()), DraftKey("1", ToMenu("main")), DraftKey("2"), DraftKey("", Repeat()))
    planned = line_with(line(), Draft((DraftMenu("main", keys),)))
    assert dict(planned.menus["main"].keys) == {"1": Repeat()}


def test_a_number_goes_where_the_draft_leads_it_and_nowhere_else_than_before_otherwise() -> None:
    planned = line_with(line(), Draft(draft_of(MENUS).menus, {DIRECT: ToMenu("main"), "+48000": ToMenu("x")}))
    assert planned.dids[DIRECT].menu_key == "main"
    assert planned.dids[DIRECT].department_key is None
    assert planned.dids[CZECH] == DIDS[CZECH]
    assert planned.dids.keys() == DIDS.keys()
