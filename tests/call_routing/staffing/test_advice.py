"""How many people a half-hour needs, has, and would do with by callbacks."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from call_routing.staffing.advice import Load, Spell, Target, Verdict, advise, loads, people_needed
from ticket_store.handling_mean import USUAL_HANDLING_S
from ticket_store.reporting.counts import Workload

MINUTE = timedelta(minutes=1)
HOUR = Target(longest_promise=timedelta(hours=1))


def week(*parts: tuple[float, float], weekday: int = 0, begins: int = 16) -> list[Load]:
    return [Load(weekday, begins + n, calls, 240, have) for n, (calls, have) in enumerate(parts)]


@pytest.mark.parametrize(
    ("calls", "handle_s", "people"),
    [(0, 240, 0), (1, 180, 1), (5, 240, 2), (14, 240, 4), (60, 240, 11), (400, 240, None)],
)
def test_the_need_is_the_least_that_erlang_c_lets_keep_the_target(
    calls: float, handle_s: float, people: int | None
) -> None:
    assert people_needed(calls, handle_s, Target()) == people


@given(st.floats(0.1, 100), st.floats(30, 900))
@settings(deadline=None)
def test_a_call_more_never_needs_fewer_people(calls: float, handle_s: float) -> None:
    now, then = people_needed(calls, handle_s, Target()), people_needed(calls + 1, handle_s, Target())
    assert then is None or (now is not None and now <= then)


def told(spell: Spell) -> tuple[object, ...]:
    return (spell.begins, spell.ends, spell.needs, spell.have, spell.verdict, spell.enough, spell.promise)


def test_eight_to_ten_needs_four_and_with_callbacks_two_are_enough() -> None:
    found = advise(week((14, 2), (14, 2), (14, 2), (14, 2), (5, 2), (5, 2), (5, 2), (5, 2)), HOUR)
    peak, later = found.spells
    assert told(peak)[:5] == (16, 20, 4, 2, Verdict.ENOUGH_WITH_CALLBACKS)
    assert told(later)[:5] == (20, 24, 2, 2, Verdict.ENOUGH)
    assert peak.promise == 15 * MINUTE
    assert peak.enough == 2
    assert found.peak == 4


def test_too_few_are_told_how_many_would_do_with_callbacks() -> None:
    (spell,) = advise(week(*[(20, 1)] * 6)).spells
    assert (spell.needs, spell.verdict, spell.enough) == (5, Verdict.TOO_FEW, 3)
    assert spell.promise == 10 * MINUTE
    assert all(half.promise is None for half in spell.half_hours[-1:])


def test_nobody_there_is_too_few_and_nothing_is_foretold() -> None:
    (spell,) = advise(week((2, 0), (2, 0.4))).spells
    assert (spell.have, spell.verdict) == (0, Verdict.TOO_FEW)
    assert {(half.service, half.wait, half.abandons) for half in spell.half_hours} == {(None, None, None)}


def test_people_whom_nobody_calls_need_no_advice() -> None:
    (spell,) = advise(week((0, 2), (0, 2))).spells
    assert told(spell) == (16, 18, 0, 2, Verdict.NOBODY_CALLS, 0, None)


def test_more_than_thirty_people_are_not_counted() -> None:
    found = advise(week((400, 20)))
    assert (found.peak, found.spells[0].needs) == (None, None)


def test_days_and_pauses_part_spells() -> None:
    monday, tuesday = week((5, 2), (5, 2)), week((5, 2), weekday=1)
    noon = week((5, 2), begins=26)
    found = advise([*tuesday, *noon, *monday])
    assert [(one.weekday, one.begins, one.ends) for one in found.spells] == [
        (0, 16, 18),
        (0, 26, 27),
        (1, 16, 17),
    ]


def test_those_who_are_there_are_foretold_by_the_impatient_callers_too() -> None:
    (spell,) = advise(week((14, 2))).spells
    (half,) = spell.half_hours
    assert half.service is not None
    assert half.abandons is not None
    assert 0.4 < half.service < 0.6
    assert 0.2 < half.abandons < 0.35
    assert (
        advise(week((14, 2)), Target(patience=timedelta(minutes=20))).spells[0].half_hours[0].service
        is not None
    )


def test_loads_are_made_of_the_shops_own_figures() -> None:
    known = Workload(0, 16, offered=4.0, callbacks=0.5, handled_s=300.0, staffed=1.5)
    unknown = Workload(0, 17, offered=1.0, callbacks=0.0, handled_s=None, staffed=0.0)
    assert loads([known, unknown]) == [Load(0, 16, 4.5, 300.0, 1.5), Load(0, 17, 1.0, USUAL_HANDLING_S, 0.0)]
