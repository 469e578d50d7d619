from dataclasses import replace

import pytest

from admin.setup.menus.draft import Draft, DraftKey, DraftMenu, draft_of
from admin.setup.menus.draft_faults import Placed, draft_faults, stops
from admin.setup.menus.editing import add_key, add_menu, put_menu
from tests.admin.setup.menus.shop import DIDS, GREETING, MENUS
from tests.admin.setup.menus.test_draft import line as any_line
from ticket_store.line import (
    Branch,
    Department,
    Line,
    Repeat,
    Spoken,
    Target,
    ToDepartment,
    ToLanguage,
    ToMenu,
)

NAMES = {one: one for one in ("pl", "en", "cs", "fi")}


def line() -> Line:
    shop = replace(any_line().shop, languages=("pl", "en", "cs", "fi"))
    departments = {key: Department(key, NAMES, "office") for key in ("complaints", "orders", "marketing")}
    return replace(any_line(), shop=shop, departments=departments, agents=(), menus=MENUS, dids=DIDS)


def found(draft: Draft) -> tuple[Placed, ...]:
    return draft_faults(line(), draft)


def told(draft: Draft) -> list[tuple[str, str | None, str, bool]]:
    return [(one.fault.text, one.menu, one.anchor, one.fault.is_warning) for one in found(draft)]


def with_main(**changes: object) -> Draft:
    main = draft_of(MENUS).menus[0]
    return put_menu(draft_of(MENUS), replace(main, **changes))  # type: ignore[arg-type] # fields of a menu


def keys(*pairs: tuple[str, Target | None]) -> tuple[DraftKey, ...]:
    return tuple(DraftKey(digit, target) for digit, target in pairs)


def test_the_published_menus_have_no_fault() -> None:
    assert told(draft_of(MENUS)) == []


@pytest.mark.parametrize(
    ("typed", "sentence", "anchor"),
    [
        ((("1", ToDepartment("orders")), ("1", Repeat())), "key 1 is used twice (orders, repeat)", "step"),
        ((("1", ToDepartment("orders")), ("2", None)), "key 2: it leads nowhere yet", "digit-1"),
        ((("1", ToDepartment("orders")), ("", Repeat())), "a key has no digit", "digit-1"),
        ((("1", ToDepartment("order")),), 'department "order" does not exist', "digit-0"),
        ((("1", ToMenu("nowhere")), ("2", ToDepartment("orders"))), 'menu "nowhere" does not', "digit-0"),
        ((("1", ToDepartment("orders")), ("8", ToLanguage("de"))), '"de" is not a language', "digit-1"),
        ((("9", Repeat()),), "it is a dead end", "step"),
        ((("1", ToMenu("main")),), "leads only back to itself, a loop", "step"),
    ],
)
def test_a_fault_is_told_while_it_is_typed_with_the_field_where_it_stands(
    typed: tuple[tuple[str, Target | None], ...], sentence: str, anchor: str
) -> None:
    alone = Draft(
        (replace(draft_of(MENUS).menus[0], keys=keys(*typed), no_input=Branch(), no_match=Branch()),)
    )
    (fault,) = (one for one in found(alone) if sentence in one.fault.text)
    assert (fault.menu, fault.anchor, fault.fault.is_warning) == ("main", anchor, False)


def test_a_menu_that_nothing_leads_to_stops_publishing() -> None:
    draft, _ = add_menu(draft_of(MENUS), {"pl": "zwroty"})
    assert any(
        "nothing leads to it" in one.fault.text and one.menu == "zwroty" for one in stops(found(draft))
    )


def test_a_greeting_that_is_missing_in_a_language_is_a_warning_and_stops_nothing() -> None:
    said = with_main(greeting={"pl": GREETING["pl"], "en": Spoken(audio="https://sowa.example/hello.mp3")})
    ((text, menu, anchor, is_warning),) = told(said)
    assert "there is none in cs, fi" in text
    assert (menu, anchor, is_warning) == ("main", "greeting", True)
    assert stops(found(said)) == ()


def test_a_number_that_opens_a_menu_that_is_gone_stops_publishing() -> None:
    only = Draft((DraftMenu("orders", keys(("1", ToDepartment("orders")))),))
    numbers = [one for one in stops(found(only)) if one.menu is None]
    assert numbers
    assert all('menu "main" does not exist' in one.fault.text for one in numbers)


def test_a_key_that_was_just_added_is_told_once() -> None:
    draft = put_menu(draft_of(MENUS), add_key(draft_of(MENUS).menus[0]))
    assert [one.fault.text for one in found(draft)] == [
        'Menu "main", key 4: it leads nowhere yet. Choose where it leads.'
    ]
