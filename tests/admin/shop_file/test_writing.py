"""A written shop file reads back as the line that it was written from."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from admin.shop_file.reading import read_shop_file
from admin.shop_file.writing import write_shop_file
from ticket_store.callback_settings import AgainAfter, CallbackLimits, CallbackPolicy
from ticket_store.line import (
    AgentSetup,
    Branch,
    Closure,
    Department,
    Did,
    Line,
    Menu,
    OfferCallback,
    OrderStatus,
    OverflowTo,
    Repeat,
    Routing,
    ServiceLevel,
    Shop,
    Spoken,
    Strategy,
    Tier,
    ToDepartment,
    ToLanguage,
    ToMenu,
)
from ticket_store.reporting.formulas import ServiceFormula

LANGUAGES = ("pl", "en", "no", "fi")
NUMBERS = ("+48226012200", "+48226012211", "+420228881200", "+358942451200")
# Anything that YAML could take for something else: figures, dates, nothing, brackets, breaks of lines.
text = st.one_of(
    st.text(
        st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffe\uffff"), min_size=1
    ),
    st.sampled_from(
        ["1", "no", "~", "null", "2026-12-28", "a: b", "# c", "- d", "{x}", " y ", "two\nlines", "20 s"]
    ),
)
key = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,8}", fullmatch=True)
duration = st.integers(0, 10**7).map(lambda seconds: timedelta(seconds=seconds))
moment = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001 - hypothesis wants naive bounds
    lambda at: at.replace(microsecond=0)
)
words = st.dictionaries(st.sampled_from(LANGUAGES), text, max_size=3)
texts = st.lists(text, unique=True, max_size=3).map(tuple)
spoken = st.one_of(st.builds(Spoken, text=text), st.builds(Spoken, text=st.none() | text, audio=text))
spoken_words = st.dictionaries(st.sampled_from(LANGUAGES), spoken, max_size=2)
person_or_menu = st.one_of(st.builds(ToDepartment, key), st.builds(ToMenu, key))
target = st.one_of(
    person_or_menu,
    st.builds(ToLanguage, st.sampled_from(LANGUAGES)),
    st.just(Repeat()),
    st.just(OrderStatus()),
)
branch = st.builds(Branch, st.integers(1, 9), st.none() | person_or_menu)
callback_policy = st.builds(
    CallbackPolicy,
    duration,
    duration,
    duration,
    st.integers(1, 9),
    st.builds(AgainAfter, duration, duration, duration),
)
next_step = st.one_of(st.just(OfferCallback()), st.builds(OverflowTo, key))
routing = st.builds(
    Routing,
    strategy=st.sampled_from(Strategy),
    ring_at_once=st.integers(2, 10),
    owner_for=duration,
    deputy_for=duration,
    language_for=duration,
    tiers=st.lists(st.builds(Tier, st.integers(1, 5), duration), min_size=1, max_size=3).map(tuple),
    credit=duration,
    redial_within=duration,
    when_waited=next_step,
    when_full=next_step,
    when_nobody=next_step,
    alarm_after=duration,
)
shop = st.builds(
    Shop,
    name=text,
    country=st.just("PL"),
    timezone=st.sampled_from(["Europe/Warsaw", "Europe/Helsinki", "UTC"]),
    languages=st.permutations(LANGUAGES).map(tuple),
    caller_id=st.none() | st.sampled_from(NUMBERS),
    alarm_number=st.none() | st.sampled_from(NUMBERS),
    alarm_by=st.sampled_from(["call", "text"]),
    short_abandon=duration,
    service_formula=st.sampled_from(ServiceFormula),
    retention=st.dictionaries(st.sampled_from(["calls", "recordings", "web_addresses"]), duration),
    callbacks=st.builds(
        CallbackLimits,
        countries=st.lists(st.sampled_from(["PL", "CZ", "NO"]), unique=True).map(tuple),
        per_number_per_day=st.integers(1, 99),
        dials_per_day=st.integers(1, 999),
        spend_per_day=st.none() | st.just("20 EUR"),
    ),
)


def keyed(
    part: Callable[[str], st.SearchStrategy[Any]], *, least: int = 0
) -> st.SearchStrategy[dict[str, Any]]:
    """Parts by key, where each part knows its own key."""
    some_keys = st.lists(key, unique=True, min_size=least, max_size=3)
    return some_keys.flatmap(lambda keys: st.fixed_dictionaries({one: part(one) for one in keys}))


def department(of_key: str) -> st.SearchStrategy[Department]:
    return st.builds(
        Department,
        key=st.just(of_key),
        name=words.filter(bool),
        hours_key=key,
        ring_timeout=duration,
        wrap_up=duration,
        max_wait=duration,
        max_callers=st.integers(1, 99),
        service_level=st.builds(ServiceLevel, st.floats(0.01, 1), duration),
        callback=callback_policy,
        routing=routing,
        dispositions=texts,
    )


def menu(of_key: str) -> st.SearchStrategy[Menu]:
    keys = st.dictionaries(st.sampled_from("0123456789*#"), target, max_size=5)
    return st.builds(Menu, st.just(of_key), keys, spoken_words, words, branch, branch)


dids = st.lists(st.sampled_from(NUMBERS), unique=True, min_size=1).flatmap(
    lambda numbers: st.tuples(
        *(
            st.builds(
                Did,
                st.just(number),
                st.sampled_from(LANGUAGES),
                st.just(place),
                st.none() | key,
                st.none() | key,
                st.none() | text,
            )
            for place, number in enumerate(numbers)
        )
    )
)
agents = st.lists(
    st.builds(
        AgentSetup,
        email=key.map(lambda name: f"{name}@lumi.example"),
        name=text,
        roles=st.lists(st.sampled_from(["agent", "supervisor", "admin"]), min_size=1, unique=True).map(tuple),
        departments=st.dictionaries(key, st.integers(1, 5), max_size=2),
        languages=st.lists(st.sampled_from(LANGUAGES), unique=True).map(tuple),
        rings=st.sampled_from(["browser", "sip:ola@pbx.lumi.example", *NUMBERS]),
        deputy=st.none() | key.map(lambda name: f"{name}@lumi.example"),
    ),
    unique_by=lambda agent: agent.email,
    max_size=2,
).map(tuple)
lines = st.builds(
    Line,
    version=st.just(0),
    shop=shop,
    hours=st.dictionaries(key, text, min_size=1, max_size=2),
    closures=st.lists(st.builds(Closure, key, moment, moment, words, st.booleans()), max_size=2).map(tuple),
    departments=keyed(department, least=1),
    dids=dids.map(lambda some: {did.number: did for did in some}),
    menus=keyed(menu),
    menu_version=st.just(0),
    agents=agents,
    prompts=st.dictionaries(st.tuples(key, st.sampled_from(LANGUAGES)), spoken, max_size=2),
)


def in_order(line: Line) -> Line:
    """The line with departments numbered as they stand."""
    numbered = enumerate(line.departments.items())
    return replace(line, departments={name: replace(one, position=place) for place, (name, one) in numbered})


@settings(max_examples=30, deadline=None)
@given(lines.map(in_order))
def test_what_is_written_reads_back_as_the_same_line(line: Line) -> None:
    reading = read_shop_file(write_shop_file(line))
    assert reading.book.faults == []
    assert reading.line == line
    assert reading.line is not None
    assert list(reading.line.departments) == list(line.departments)
    assert [list(one.keys) for one in reading.line.menus.values()] == [
        list(one.keys) for one in line.menus.values()
    ]


def test_the_form_is_that_of_a_file_written_by_hand(good: str) -> None:
    line = read_shop_file(good).line
    assert line is not None
    written = write_shop_file(line)
    assert '  office: "Mo-Fr 09:00-17:00; PH off"\n' in written
    assert '  "+48226012211": {language: pl, department: repairs}\n' in written
    assert '      "8": {language: en}\n' in written
    assert "    name: {pl: zakupy, en: sales}\n" in written
    assert "    service_level: {share: 0.8, within: 20 s}\n" in written
    assert "    routing:\n      strategy: longest_idle\n" in written
    assert "      tiers: [{skill: 1, after: 0 s}]\n" in written
    assert "    no_input: {times: 2, then: {department: sales}}\n" in written
    assert "  - {email: adam@lumi.example, name: Adam, roles: [admin], rings: browser}\n" in written
