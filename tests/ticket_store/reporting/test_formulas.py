"""Each figure by its formula; nothing to tell it of is no figure."""

from datetime import timedelta

import pytest

from ticket_store.line import Shop
from ticket_store.reporting import formulas
from ticket_store.reporting.counts import (
    CallbackCounts,
    CallCounts,
    CaseCounts,
    DutyTimes,
    PromiseCounts,
    TalkCounts,
)
from ticket_store.reporting.formulas import Formula, ServiceFormula, service_level

# 10 offered: 6 answered (4 in time), 2 abandoned, 1 chose a callback, 1 left a message; 3 short abandons beside them.
DAY = CallCounts(
    calls=20, offered=10, answered=6, in_time=4, abandoned=2, short_abandons=3, chose_callback=1, left_message=1,
    foretold=4, waited_ms=90_000, gave_up_after_ms=80_000, foretold_off_ms=40_000, foretold_over_ms=-20_000,
)  # fmt: skip
TALKS = TalkCounts(talks=8, calls=6, taken_over=3, talk_ms=1_200_000, held_ms=200_000, wrap_up_ms=400_000)


@pytest.mark.parametrize(
    ("by", "share"),
    [
        (ServiceFormula.OF_ANSWERED, 4 / 6),
        (ServiceFormula.OF_OFFERED, 4 / 10),
        (ServiceFormula.OF_ANSWERED_AND_ABANDONED, 4 / 8),
    ],
)
def test_the_service_level_is_told_by_the_chosen_formula(by: ServiceFormula, share: float) -> None:
    assert service_level(DAY, by) == pytest.approx(share)
    assert service_level(CallCounts(short_abandons=3), by) is None
    assert Formula(by.value).sentence.startswith("Answered within the promised time")


def test_means_are_told_of_those_who_had_it() -> None:
    assert formulas.speed_of_answer(DAY) == timedelta(seconds=15)
    assert formulas.gave_up_after(DAY) == timedelta(seconds=40)
    assert formulas.estimate_error(DAY) == timedelta(seconds=10)
    assert formulas.estimate_bias(DAY) == timedelta(seconds=-5)
    assert formulas.handle_time(TALKS) == timedelta(seconds=225)


def test_shares_are_told_of_the_whole() -> None:
    assert formulas.abandoned_share(DAY) == pytest.approx(0.2)
    assert formulas.occupancy(TALKS, DutyTimes(available=timedelta(hours=1))) == pytest.approx(0.5)
    assert formulas.occupancy(TALKS, DutyTimes(available=timedelta(minutes=10))) == 1
    assert formulas.transfers_per_call(TALKS) == pytest.approx(0.5)
    assert formulas.callbacks_kept(CallbackCounts(asked=9, kept=6, late=1, gave_up=1, cancelled=1)) == 0.75
    assert formulas.promises_kept(PromiseCounts(kept=3, moved=7, broken=1, withdrawn=2)) == 0.75
    cases = CaseCounts(cases=5, talked=4, people=5, solved=2, solved_at_once=1)
    assert formulas.people_per_case(cases) == 1.25
    assert formulas.solved_at_once(cases) == 0.5


def test_nothing_to_tell_of_is_no_figure() -> None:
    nothing = CallCounts()
    for told in (
        formulas.speed_of_answer(nothing),
        formulas.abandoned_share(nothing),
        formulas.handle_time(TalkCounts()),
        formulas.occupancy(TALKS, DutyTimes()),
        formulas.callbacks_kept(CallbackCounts(cancelled=2)),
        formulas.promises_kept(PromiseCounts(moved=1)),
        formulas.people_per_case(CaseCounts(cases=1)),
        formulas.estimate_error(nothing),
    ):
        assert told is None


def test_every_figure_has_a_sentence_and_the_shop_a_formula() -> None:
    assert all(formula.sentence.endswith(".") for formula in Formula)
    assert Shop("Lumi", "PL", "Europe/Warsaw", ("pl",)).service_formula is ServiceFormula.OF_OFFERED
