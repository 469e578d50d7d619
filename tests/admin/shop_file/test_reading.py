"""The shop file as a line: what YAML would make of a value does not matter, only what is written."""

from datetime import UTC, datetime, timedelta

import pytest

from admin.shop_file.reading import read_shop_file
from ticket_store.callback_settings import CallbackPolicy
from ticket_store.line import Branch, Department, Did, Line, OrderStatus, Spoken, ToDepartment, ToMenu


def line_of(text: str) -> Line:
    reading = read_shop_file(text)
    assert reading.book.faults == []
    assert reading.line is not None
    return reading.line


def test_parts_keep_the_order_of_the_file(good: str) -> None:
    line = line_of(good)
    assert list(line.departments) == ["sales", "repairs"]
    assert [one.position for one in line.departments.values()] == [0, 1]
    assert list(line.menus["main"].keys) == ["1", "2", "8"]
    assert [did.position for did in line.dids.values()] == [0, 1]


def test_what_a_department_leaves_out_has_the_default_of_the_house(good: str) -> None:
    repairs = line_of(good).departments["repairs"]
    assert repairs == Department("repairs", {"pl": "naprawy", "en": "repairs"}, "office", position=1)
    assert repairs.callback == CallbackPolicy()


def test_a_closure_is_read_on_the_clock_of_the_shop(good: str) -> None:
    closure = line_of(good).closures[0]
    assert closure.starts_at == datetime(2026, 12, 28, 8, 0, tzinfo=UTC)
    assert closure.ends_at == datetime(2026, 12, 31, 16, 0, tzinfo=UTC)
    assert closure.reason == {"pl": "remont", "en": "works"}


def test_a_closure_of_whole_days_includes_the_last_one(good: str) -> None:
    closure = line_of(
        good.replace("2026-12-28 09:00", "2026-12-28").replace("2026-12-31 17:00", "2026-12-31")
    )
    assert closure.closures[0].ends_at - closure.closures[0].starts_at == timedelta(days=4)


def test_a_closure_comes_back_every_year_where_the_file_says_so(good: str) -> None:
    yearly = line_of(good.replace("to: 2026-12-31 17:00", "to: 2026-12-31 17:00, yearly: true"))
    assert [line_of(good).closures[0].yearly, yearly.closures[0].yearly] == [False, True]


@pytest.mark.parametrize("key", ["1", '"1"', "'1'"])
def test_a_key_is_the_same_with_and_without_quotes(good: str, key: str) -> None:
    keys = (
        line_of(good.replace('"1": {department: sales}', f"{key}: {{department: sales}}")).menus["main"].keys
    )
    assert keys["1"] == ToDepartment("sales")


def test_norwegian_is_a_language_and_not_a_no(good: str) -> None:
    line = line_of(good.replace("languages: [pl, en]", "languages: [pl, en, no]"))
    assert line.shop.languages == ("pl", "en", "no")


def test_a_number_may_be_written_without_quotes_and_with_spaces(good: str) -> None:
    line = line_of(
        good.replace('"+48226012200": {', "+48226012200: {").replace('"+48226012211"', "22 601 22 11")
    )
    assert line.dids["+48226012200"] == Did("+48226012200", "pl", 0, menu_key="main")
    assert line.dids["+48226012211"].department_key == "repairs"


def test_a_greeting_may_be_a_text_or_an_audio_file_or_both(good: str) -> None:
    spoken = '{pl: {text: "Dzień dobry.", audio: "https://lumi.example/pl.mp3"}, en: {audio: "https://lumi.example/en.mp3"}}'
    greeting = line_of(good.replace('{pl: "Dzień dobry.", en: "Hello."}', spoken)).menus["main"].greeting
    assert greeting["pl"] == Spoken("Dzień dobry.", "https://lumi.example/pl.mp3")
    assert greeting["en"] == Spoken(None, "https://lumi.example/en.mp3")


def test_prompts_say_their_own_words_in_each_language(good: str) -> None:
    prompts = 'prompts:\n  closed: {pl: "Zamknięte.", en: {audio: "https://lumi.example/closed.mp3"}}\n'
    assert line_of(good + prompts).prompts == {
        ("closed", "pl"): Spoken("Zamknięte."),
        ("closed", "en"): Spoken(None, "https://lumi.example/closed.mp3"),
    }


def test_branches_have_a_bound_and_a_way_on(good: str) -> None:
    text = good.replace("  more:\n", "    no_match: {times: 3, then: {menu: more}}\n  more:\n")
    menu = line_of(text).menus["main"]
    assert menu.no_input == Branch(2, ToDepartment("sales"))
    assert menu.no_match == Branch(3, ToMenu("more"))


def test_an_order_status_is_a_target(good: str) -> None:
    line = line_of(good.replace('"8": {language: en}', '"*": {order_status: true}'))
    assert line.menus["main"].keys["*"] == OrderStatus()


def test_a_brand_belongs_to_a_number_and_a_name_to_a_menu(good: str) -> None:
    text = good.replace('menu: main}\n  "+', 'menu: main, brand: Lumi Outlet}\n  "+')
    line = line_of(text.replace("  more:\n", "  more:\n    name: {pl: więcej, en: more}\n"))
    assert line.dids["+48226012200"].brand == "Lumi Outlet"
    assert line.menus["more"].name == {"pl": "więcej", "en": "more"}


def test_e_mail_addresses_are_kept_in_small_letters(good: str) -> None:
    assert line_of(good.replace("ola@lumi", "Ola@Lumi")).agents[0].email == "ola@lumi.example"


def test_a_phone_of_an_agent_becomes_e164_and_a_sip_address_stays(good: str) -> None:
    phone = line_of(good.replace("rings: browser", "rings: 601 220 100")).agents[0]
    assert phone.rings == "+48601220100"
    desk = line_of(good.replace("rings: browser", 'rings: "sip:ola@pbx.lumi.example"')).agents[0]
    assert desk.rings == "sip:ola@pbx.lumi.example"


def test_customers_of_the_shops_own_country_are_rung_back_by_default(good: str) -> None:
    assert line_of(good.partition("callbacks:\n")[0]).shop.callbacks.countries == ("PL",)
