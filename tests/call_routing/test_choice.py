"""Who takes the call: the owner, then language and skill, then whoever has been idle longest."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from call_routing.choice import Duty, Memory, choose_agent
from ticket_store.rows import Free, Waiting

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
PERSON = Waiting("call", "c1", "orders", "pl", NOON, "t1", owner_id=None)
NOBODY_TRIED = Memory()


def agent(name: str, skill: int = 3, idle_min: int = 5, languages: tuple[str, ...] = ("pl",)) -> Free:
    return Free(name, languages, {"orders": skill}, NOON - timedelta(minutes=idle_min))


def chosen(
    *free: Free,
    person: Waiting = PERSON,
    memory: Memory = NOBODY_TRIED,
    busy: dict[str, tuple[str, ...]] | None = None,
) -> str | None:
    duty = Duty({one.id: one.languages for one in free} | (busy or {}))
    found = choose_agent(person, free, memory, duty)
    return found and found.id


ANNA, BORYS = agent("anna"), agent("borys")


@pytest.mark.parametrize(
    ("free", "who", "why"),
    [
        ((), None, "nobody is free"),
        ((ANNA,), "anna", "the only one"),
        ((agent("anna", skill=2), agent("borys", skill=3)), "borys", "knows the department better"),
        ((agent("anna", idle_min=3), agent("borys", idle_min=9)), "borys", "idle longest"),
        ((BORYS, ANNA), "anna", "a tie is broken the same way everywhere"),
        ((replace(ANNA, departments={"marketing": 5}),), None, "does not work in this department"),
        (
            (replace(ANNA, idle_since=None), agent("borys", idle_min=99)),
            "anna",
            "never talked: idle for ever",
        ),
    ],
)
def test_the_best_of_the_free_agents_is_chosen(free: tuple[Free, ...], who: str | None, why: str) -> None:
    assert chosen(*free) == who, why


def test_the_owner_of_the_case_comes_before_skill_and_idle_time() -> None:
    assert (
        chosen(
            agent("anna", skill=1, idle_min=0),
            agent("borys", skill=5),
            person=replace(PERSON, owner_id="anna"),
        )
        == "anna"
    )


def test_the_owner_takes_the_customer_in_any_language() -> None:
    person = replace(PERSON, owner_id="anna")
    assert chosen(agent("anna", languages=("fi",)), BORYS, person=person) == "anna"


def test_the_language_is_required_while_anyone_on_duty_speaks_it() -> None:
    finn = agent("anna", languages=("fi",))
    assert chosen(finn, busy={"borys": ("pl",)}) is None, (
        "Borys is busy but speaks it: the caller waits for him"
    )
    assert chosen(finn, busy={"borys": ("cs",)}) == "anna", (
        "nobody on duty speaks it: any agent is better than none"
    )


def test_who_declined_is_never_asked_again_for_this_person() -> None:
    assert chosen(ANNA, memory=Memory(declined=frozenset({"anna"}))) is None


def test_who_did_not_come_is_asked_after_the_others_even_as_owner() -> None:
    memory = Memory(missed=frozenset({"anna"}))
    person = replace(PERSON, owner_id="anna")
    assert chosen(ANNA, BORYS, person=person, memory=memory) == "borys"
    assert chosen(ANNA, person=person, memory=memory) == "anna"


@given(st.permutations([agent(name, skill, idle) for name in "abc" for skill in (1, 3) for idle in (1, 9)]))
def test_the_order_in_which_agents_are_listed_makes_no_difference(free: list[Free]) -> None:
    named = [replace(one, id=f"{one.id}{one.departments['orders']}{one.idle_since:%M}") for one in free]
    assert chosen(*named) == chosen(*sorted(named, key=lambda one: one.id))
