"""Who takes the call: owner, deputy, tiers that open, language that relaxes, and the department's strategy."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from call_routing.choosing.choice import Duty, Memory, OnDuty, choose
from ticket_store.line import Routing, Strategy, Tier
from ticket_store.rows import Free, Waiting

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
PERSON = Waiting("call", "c1", "orders", "pl", NOON, NOON, NOON)
OWNED = replace(PERSON, owner_id="owner", deputy_id="deputy")


def agent(name: str, skill: int = 3, idle_min: int = 5, languages: tuple[str, ...] = ("pl",)) -> Free:
    return Free(name, languages, {"orders": skill}, NOON - timedelta(minutes=idle_min))


def chosen(
    *free: Free,
    person: Waiting = PERSON,
    after_s: float = 0,
    memory: Memory = Memory(),  # noqa: B008 - frozen
    routing: Routing = Routing(),  # noqa: B008 - frozen
    busy: Sequence[Free] = (),
) -> list[str]:
    duty = Duty({one.id: OnDuty(one.languages, one.departments.get("orders", 0)) for one in (*free, *busy)})
    now = person.queued_at + timedelta(seconds=after_s)
    return [one.id for one in choose(person, free, routing, memory, duty, now)]


ANNA, BORYS, OWNER, DEPUTY = agent("anna"), agent("borys"), agent("owner"), agent("deputy")


@pytest.mark.parametrize(
    ("strategy", "free", "who", "why"),
    [
        ("longest_idle", [agent("a", idle_min=3), agent("b", idle_min=9)], "b", "idle longest"),
        ("longest_idle", [agent("a", skill=1, idle_min=9), agent("b", skill=5)], "a", "whatever the skill"),
        ("longest_idle", [replace(agent("a"), idle_since=None), agent("b", idle_min=99)], "a", "for ever"),
        ("longest_idle", [BORYS, ANNA], "anna", "a tie is broken the same way everywhere"),
        ("skill_first", [agent("a", skill=2, idle_min=9), agent("b", skill=3)], "b", "knows it better"),
        ("skill_first", [agent("a", idle_min=3), agent("b", idle_min=9)], "b", "then idle longest"),
        ("fewest_calls", [replace(ANNA, talks=4), replace(BORYS, talks=3)], "borys", "had fewer today"),
        ("fewest_calls", [agent("a", idle_min=3), agent("b", idle_min=9)], "b", "then idle longest"),
        (
            "round_robin",
            [
                replace(agent("a", idle_min=9), offered_at=NOON),
                replace(BORYS, offered_at=NOON - timedelta(1)),
            ],
            "borys",
            "whose last offer is longest ago",
        ),
        ("round_robin", [replace(ANNA, offered_at=NOON), BORYS], "borys", "never offered anything"),
    ],
)
def test_the_strategy_of_the_department_says_who_is_asked(
    strategy: str, free: list[Free], who: str, why: str
) -> None:
    assert chosen(*free, routing=Routing(strategy=Strategy(strategy))) == [who], why


def test_nobody_is_chosen_who_does_not_work_in_the_department() -> None:
    assert chosen() == []
    assert chosen(replace(ANNA, departments={"marketing": 5})) == []


@pytest.mark.parametrize(
    ("after_s", "free", "busy", "who", "why"),
    [
        (0, [OWNER, DEPUTY, ANNA], [], ["owner"], "the owner first"),
        (9, [DEPUTY, ANNA], [OWNER], [], "the owner is on another call: waited for"),
        (10, [DEPUTY, ANNA], [OWNER], ["deputy"], "then the deputy"),
        (29, [ANNA], [OWNER, DEPUTY], [], "the deputy is waited for as long"),
        (20, [ANNA, OWNER], [DEPUTY], ["owner"], "an owner who comes free meanwhile takes it"),
        (30, [ANNA], [OWNER, DEPUTY], ["anna"], "then anybody"),
        (40, [ANNA, DEPUTY, OWNER], [], ["owner"], "the owner is welcome at any time"),
        (40, [ANNA, DEPUTY], [OWNER], ["deputy"], "and the deputy after them"),
        (0, [DEPUTY, ANNA], [], ["deputy"], "an owner off duty is skipped at once"),
        (0, [ANNA], [], ["anna"], "and so is the deputy"),
        (0, [ANNA], [DEPUTY], [], "the deputy alone, while the owner is off duty"),
        (20, [ANNA], [DEPUTY], ["anna"], "for so many seconds"),
    ],
)
def test_the_owner_then_the_deputy_then_all(
    after_s: float, free: list[Free], busy: list[Free], who: list[str], why: str
) -> None:
    assert chosen(*free, person=OWNED, after_s=after_s, busy=busy) == who, why


@pytest.mark.parametrize(
    ("choice", "after_s", "free", "busy", "who", "why"),
    [
        ("wait", 500, [DEPUTY, ANNA], [OWNER], [], "the caller chose to wait for the owner"),
        ("wait", 500, [OWNER, ANNA], [], ["owner"], "who is rung when free"),
        ("wait", 0, [ANNA], [], ["anna"], "but not for one who went home"),
        ("colleague", 0, [ANNA], [OWNER, DEPUTY], ["anna"], "the caller chose whoever is free"),
        ("colleague", 0, [ANNA, OWNER], [], ["owner"], "the owner too"),
    ],
)
def test_the_caller_may_choose_between_the_owner_and_a_colleague(
    choice: str, after_s: float, free: list[Free], busy: list[Free], who: list[str], why: str
) -> None:
    person = replace(OWNED, owner_choice=choice)
    assert chosen(*free, person=person, after_s=after_s, busy=busy) == who, why


def test_the_owner_takes_the_customer_in_any_language_and_with_any_skill() -> None:
    finn, strict = agent("owner", skill=1, languages=("fi",)), Routing(tiers=(Tier(skill=3),))
    for after_s in (0, 50):
        assert chosen(finn, BORYS, person=OWNED, after_s=after_s, routing=strict) == ["owner"]


@pytest.mark.parametrize(
    ("after_s", "free", "busy", "who", "why"),
    [
        (0, [agent("b", skill=2), agent("c", skill=3)], [], ["c"], "the first tier at once"),
        (29, [agent("b", skill=2)], [agent("c", skill=3)], [], "while it is on duty, it is waited for"),
        (30, [agent("b", skill=2)], [agent("c", skill=3)], ["b"], "the second opens in its time"),
        (59, [agent("a", skill=1)], [agent("c", skill=3)], [], "the third not yet"),
        (60, [agent("a", skill=1)], [agent("c", skill=3)], ["a"], "the third opens in its time"),
        (0, [agent("b", skill=2)], [], ["b"], "at once when the first has nobody on"),
        (0, [agent("a", skill=1)], [], ["a"], "and at once when the first two have nobody on"),
        (0, [agent("a", skill=1)], [agent("b", skill=2)], [], "not while the second has somebody on"),
    ],
)
def test_tiers_open_with_time_or_at_once_when_the_ones_before_have_nobody_on(
    after_s: float, free: list[Free], busy: list[Free], who: list[str], why: str
) -> None:
    tiers = (Tier(3), Tier(2, timedelta(seconds=30)), Tier(1, timedelta(seconds=60)))
    assert chosen(*free, after_s=after_s, busy=busy, routing=Routing(tiers=tiers)) == who, why


@pytest.mark.parametrize(
    ("after_s", "free", "busy", "who", "why"),
    [
        (0, [agent("f", idle_min=9, languages=("fi",)), ANNA], [], ["anna"], "who speaks it"),
        (119, [agent("f", languages=("fi",))], [ANNA], [], "Anna is busy but speaks it: waited for"),
        (120, [agent("f", languages=("fi",))], [ANNA], ["f"], "after two minutes anybody"),
        (120, [agent("f", idle_min=9, languages=("fi",)), ANNA], [], ["anna"], "but rather who speaks it"),
        (
            0,
            [agent("f", languages=("fi",))],
            [agent("c", languages=("cs",))],
            ["f"],
            "nobody on duty speaks it",
        ),
    ],
)
def test_the_language_is_insisted_on_for_a_while_and_while_anyone_on_duty_speaks_it(
    after_s: float, free: list[Free], busy: list[Free], who: list[str], why: str
) -> None:
    assert chosen(*free, after_s=after_s, busy=busy) == who, why


@pytest.mark.parametrize(
    ("person", "memory", "after_s", "free", "who", "why"),
    [
        (PERSON, Memory(frozenset({"anna"})), 0, [ANNA], [], "declined: never again for this person"),
        (PERSON, Memory(missed={"anna": 1}), 0, [ANNA, BORYS], ["borys"], "missed: after the others"),
        (PERSON, Memory(missed={"anna": 2}), 0, [ANNA], ["anna"], "but asked again"),
        (PERSON, Memory(missed={"anna": 3}), 0, [ANNA], [], "three times at most"),
        (
            OWNED,
            Memory(frozenset({"owner"})),
            0,
            [DEPUTY, ANNA],
            ["deputy"],
            "the owner declined: the deputy",
        ),
        (
            OWNED,
            Memory(missed={"owner": 1}),
            5,
            [DEPUTY, ANNA],
            ["deputy"],
            "the owner did not come: the deputy",
        ),
        (OWNED, Memory(missed={"owner": 1}), 41, [OWNER, ANNA], ["anna"], "then the owner after the others"),
    ],
)
def test_what_became_of_earlier_offers_is_remembered(
    person: Waiting, memory: Memory, after_s: float, free: list[Free], who: list[str], why: str
) -> None:
    assert chosen(*free, person=person, memory=memory, after_s=after_s) == who, why


def test_whoever_will_not_be_asked_again_keeps_no_tier_shut_and_no_language_required() -> None:
    tiers = Routing(tiers=(Tier(3), Tier(1, timedelta(seconds=60))))
    memory = Memory(frozenset({"best"}))
    assert chosen(agent("a", skill=1), busy=[agent("best")], memory=memory, routing=tiers) == ["a"]
    finn = agent("f", languages=("fi",))
    assert chosen(finn, busy=[agent("best")], memory=memory) == ["f"]


SEVERAL = Routing(strategy=Strategy.RING_SEVERAL, ring_at_once=3)


def test_several_are_rung_at_once_less_those_who_ring_already() -> None:
    free = [agent(name, idle_min=idle) for idle, name in enumerate("dcba")]
    assert chosen(*free, routing=SEVERAL) == ["a", "b", "c"]
    assert chosen(*free, routing=SEVERAL, person=replace(PERSON, held=2)) == ["a"]
    assert chosen(*free, routing=SEVERAL, person=replace(PERSON, held=3)) == []
    assert chosen(*free, person=replace(PERSON, held=1)) == [], (
        "one alone, unless the department rings several"
    )


def test_the_owner_is_rung_alone_even_where_several_ring_at_once() -> None:
    assert chosen(OWNER, ANNA, BORYS, routing=SEVERAL, person=OWNED) == ["owner"]
    assert chosen(ANNA, BORYS, routing=SEVERAL, person=replace(OWNED, held=1), after_s=41) == [
        "anna",
        "borys",
    ]


@given(
    st.permutations([agent(name, skill, idle) for name in "abc" for skill in (1, 3) for idle in (1, 9)]),
    st.sampled_from(Strategy),
)
def test_the_order_in_which_agents_are_listed_makes_no_difference(
    free: list[Free], strategy: Strategy
) -> None:
    named = [replace(one, id=f"{one.id}{one.departments['orders']}{one.idle_since:%M}") for one in free]
    routing = Routing(strategy=strategy)
    assert chosen(*named, routing=routing) == chosen(*sorted(named, key=lambda one: one.id), routing=routing)
