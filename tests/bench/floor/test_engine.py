"""The simulator gives back what theory says of the queues that theory knows; else its tables would prove nothing."""

import statistics
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bench.floor.engine import Floor
from bench.floor.journal import CallEnd, How
from bench.floor.mod_callcenter import ModCallcenter
from bench.floor.ours import Ours
from bench.floor.rules import Rules
from bench.floor.shops import HOUR, Shop
from bench.floor.workload import DAY, contacts
from call_routing.staffing.erlang import erlang_a, erlang_c
from ticket_store.callback_settings import CallbackPolicy
from ticket_store.line import Department

AGENTS, HANDLE_S, CALLS = 5, 200.0, 1500.0  # a load of 3.5 erlangs
SEEDS = range(4)
LONG = timedelta(days=1)
ONE_POOL = Shop(
    "one pool",
    AGENTS,
    CALLS,
    languages={"pl": 1.0},
    spoken_by={"pl": 1.0},
    departments={"orders": 1.0},
    handle_s={"orders": HANDLE_S},
    known=1,
    opens=0,
    closes=24,
    by_hour=(1.0,) * 24,
    hours_text="24/7",
    spread=0.0,
    skill_factor=(1.0, 1.0, 1.0),
    wrap_up_s=0.0,
    patience_s=1e9,
    hangs_up_at_once=0.0,
    comes_again=0.0,
    redials=0.0,
    answers_ring_s=0.0,
    declines=0.0,
    unheard=0.0,
    away_per_hour=0.0,
    breaks=(),
    takes_callback=0.0,
)


def ours_without_callbacks() -> Rules:
    never = CallbackPolicy(offer_after_waited=LONG, offer_after_expected=LONG)
    return Ours(Department("orders", {}, "always", max_wait=LONG, max_callers=10_000, callback=never))


def calls(shop: Shop, rules: Rules, seed: int) -> list[CallEnd]:
    """A day's calls without those of the first hour, before which the floor was empty, and of the last."""
    journal = Floor(shop, rules, 1, seed).run()
    return [call for call in journal.days[0].calls if HOUR <= call.queued_at < DAY - HOUR]


def drawn(shop: Shop) -> tuple[float, float]:
    """Calls a second and seconds a talk as the dice fell, so that theory is asked about the same days."""
    found = [contact for seed in SEEDS for contact in contacts(shop, 1, seed)]
    return len(found) / DAY / len(SEEDS), HANDLE_S * statistics.fmean(contact.talk for contact in found)


@pytest.mark.parametrize("make", [ours_without_callbacks, ModCallcenter])
def test_patient_callers_wait_as_erlang_c_says(make: Callable[[], Rules]) -> None:
    waits = [call.waited_s for seed in SEEDS for call in calls(ONE_POOL, make(), seed)]
    theory = erlang_c(*drawn(ONE_POOL), AGENTS, 20)
    assert theory is not None
    assert statistics.fmean(waits) == pytest.approx(theory.answer_s, rel=0.15)
    assert sum(wait > 0 for wait in waits) / len(waits) == pytest.approx(theory.waits, rel=0.07)
    assert sum(wait <= 20 for wait in waits) / len(waits) == pytest.approx(theory.within, rel=0.07)


@pytest.mark.parametrize("make", [ours_without_callbacks, ModCallcenter])
def test_impatient_callers_leave_as_erlang_a_says(make: Callable[[], Rules]) -> None:
    """With more load than agents, where Erlang C has no answer."""
    shop = replace(ONE_POOL, calls_per_day=1.5 * CALLS, patience_s=240.0, patience_spread=0.0)
    found = [call for seed in SEEDS for call in calls(shop, make(), seed)]
    waits = [call.waited_s for call in found if call.how is How.ANSWERED]
    theory = erlang_a(*drawn(shop), AGENTS, 240, 20)
    assert 1 - len(waits) / len(found) == pytest.approx(theory.abandons, rel=0.07)
    assert statistics.fmean(waits) == pytest.approx(theory.answer_s, rel=0.07)
    assert sum(wait <= 20 for wait in waits) / len(found) == pytest.approx(theory.within, rel=0.07)


def test_the_same_seed_gives_every_rule_set_the_same_customers() -> None:
    shop = replace(ONE_POOL, calls_per_day=200)
    one, other = (calls(shop, rules, 3) for rules in (ours_without_callbacks(), ModCallcenter()))
    assert [call.arrived_at for call in sorted(one, key=lambda call: call.arrived_at)] == [
        call.arrived_at for call in sorted(other, key=lambda call: call.arrived_at)
    ]
