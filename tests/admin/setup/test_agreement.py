"""Panel and file never disagree: after any edits of any room, what is exported applies without a change."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from admin.back_office import BackOffice
from admin.setup.changing import Refused, Saved, change_line
from admin.setup.hours.editing import put_closures, put_hours
from admin.setup.menus.draft import DraftKey, draft_of, line_with
from admin.setup.menus.editing import add_menu, move_key, put_menu
from admin.setup.menus.sentences import say_instead
from admin.setup.people.typed_person import Typed, agent_of, with_agent, without_agent
from admin.setup.settings.departments import new_department, with_department, with_moved
from admin.setup.settings.numbers import TypedNumber, typed_number, with_numbers
from admin.shop_file.commands import export, read_checked
from admin.shop_file.differences import differences
from admin.shop_file.reading import read_shop_file
from admin.shop_file.typed import kept_apart, with_typed
from call_routing.line_book import LineBook
from tests.admin import seed
from tests.admin.conftest import SECRET, Clock
from tests.admin.shop_file.conftest import GOOD
from ticket_store.engine import Store
from ticket_store.line import Closure, Line, Spoken, ToDepartment, ToMenu
from ticket_store.line_rows import load_line, save_line

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
Edit = Callable[[Line], Line]
BOSS = "adam@lumi.example"

words = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=8)
seconds = st.integers(1, 200_000).map(lambda count: f"{count} s")
times = st.sampled_from(["00:00", "08:15", "16:30", "24:00"])
SETTINGS: dict[tuple[str, ...], st.SearchStrategy[Any]] = {
    ("shop", "name"): words,
    ("shop", "alarm_number"): st.sampled_from([None, "+48601220100"]),
    ("shop", "second_factor"): st.booleans(),
    ("shop", "retention", "calls"): st.none() | seconds,
    ("departments", "sales", "ring_timeout"): seconds,
    ("departments", "sales", "name", "pl"): words,
    ("departments", "sales", "service_level", "share"): st.sampled_from(["0.5", "0.987654", "1", "1.5"]),
    ("departments", "sales", "dispositions"): st.lists(words, max_size=3),
    ("departments", "sales", "routing", "credit"): seconds,
    ("departments", "sales", "routing", "when_full"): st.sampled_from(
        ["callback", {"department": "repairs"}]
    ),
    ("departments", "sales", "routing", "tiers"): st.just([{"skill": "4"}, {"skill": "1", "after": "90 s"}]),
    ("callbacks", "dial"): st.booleans(),
    ("callbacks", "prices"): st.dictionaries(st.sampled_from(["+48", "+420"]), st.sampled_from(["4", "6.5"])),
    ("callbacks", "spend_per_day"): st.sampled_from([None, "7.50 EUR", "much"]),
    ("callbacks", "slots", "latest"): times,
    ("callbacks", "slots", "after_work"): times,
    ("callbacks", "slots", "max_pending"): st.none() | st.integers(0, 40).map(str),
}
typed = st.sampled_from(list(SETTINGS)).flatmap(lambda path: SETTINGS[path].map(lambda value: {path: value}))


def put_number(number: str, leads_to: str, brand: str) -> Edit:
    new = TypedNumber(number, "pl", leads_to, brand)
    return lambda line: with_numbers(line, [*(typed_number(did) for did in line.dids.values()), new])


def put_closure(days: int, length: int, *, yearly: bool, reason: dict[str, str]) -> Edit:
    start = seed.NOW + timedelta(days=days)
    new = Closure("office", start, start + timedelta(hours=length), reason, yearly)
    return lambda line: put_closures(line, line.closures[:1], [new])


def put_person(name: str, device: str, deputy: str) -> Edit:
    person = Typed(
        f"{name}@lumi.example", name, ("agent",), {"repairs": 2}, (), ("en",), device, "601220111", "", deputy
    )
    known = person.email
    return lambda line: with_agent(
        line, agent_of(person, "PL"), known if known in {one.email for one in line.agents} else None
    )


def put_keys(text: str, to: int) -> Edit:
    """A new menu with a way to a person, a key that leads to it, and keys in another order."""

    def edit(line: Line) -> Line:
        draft, made = add_menu(draft_of(line.menus), {"pl": text})
        draft = put_menu(
            draft, type(made)(made.key, (DraftKey("1", ToDepartment("sales")),), name={"pl": text})
        )
        main = draft.menu("main")
        if main is None or len(main.keys) > 5:
            return line
        free = next(digit for digit in "3456" if digit not in {one.digit for one in main.keys})
        keys = (*main.keys, DraftKey(free, ToMenu(made.key)))
        return line_with(line, put_menu(draft, move_key(type(main)(**{**vars(main), "keys": keys}), 0, to)))

    return edit


edits: st.SearchStrategy[Edit] = st.one_of(
    typed.map(lambda values: lambda line: with_typed(line, values)),
    st.builds(
        put_number,
        st.sampled_from(["22 601 22 33", "+48226012211", "12"]),
        st.sampled_from(["menu:main", "department:sales", ""]),
        words,
    ),
    words.map(lambda name: lambda line: with_department(line, new_department(line, {"pl": name}, "office"))),
    st.integers(-1, 1).map(lambda by: lambda line: with_moved(line, "repairs", by)),
    st.sampled_from(["Mo-Fr 08:15-12:00,12:30-16:45; PH off", "24/7", "Feb 30 10:00-11:00"]).map(
        lambda text: lambda line: put_hours(line, "office", text)
    ),
    st.builds(
        put_closure,
        st.integers(1, 300),
        st.integers(-1, 80),
        yearly=st.booleans(),
        reason=st.sampled_from([{}, {"pl": "święto", "en": "feast"}]),
    ),
    st.builds(
        put_person,
        st.sampled_from(["ola", "ewa"]),
        st.sampled_from(["browser", "phone"]),
        st.sampled_from(["", BOSS]),
    ),
    st.just(lambda line: without_agent(line, "ewa@lumi.example")),
    st.builds(put_keys, words, st.integers(0, 2)),
    words.map(
        lambda text: (
            lambda line: say_instead(
                line, "goodbye", {"pl": Spoken(text), "en": Spoken(audio="https://lumi.example/a.mp3")}
            )
        )
    ),
)


@pytest.fixture
def office(store: Store, clock: Clock) -> BackOffice:
    line = read_shop_file(GOOD).line
    assert line
    store.write(lambda tx: save_line(tx, line, actor="shop file", now=seed.NOW))
    return BackOffice(store, clock, LineBook(store), SECRET, "http://127.0.0.1", cookie_secure=False)


def applies(office: BackOffice, line: Line) -> None:
    office.store.write(lambda tx: save_line(tx, line, actor="shop file", now=seed.NOW))


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(some=st.lists(edits, min_size=1, max_size=3))
def test_what_is_exported_after_any_edits_applies_without_a_change(
    office: BackOffice, some: list[Edit]
) -> None:
    """The line goes on from example to example, so that edits pile up as they do in a shop."""
    for edit in some:
        before = office.store.read(load_line)
        done = change_line(office, edit, actor=BOSS, now=seed.NOW)
        stored = office.store.read(load_line)
        assert isinstance(done, Saved | Refused)
        if isinstance(done, Refused):
            assert stored == before
        again, faults = read_checked(export(office.store))
        assert again, faults
        assert differences(stored, again) == ()
        assert kept_apart(again, stored) == stored
        applies(office, again)
        assert office.store.read(load_line).version == stored.version
