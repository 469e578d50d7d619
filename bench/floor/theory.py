"""The theoretical line: the shop as one pool in which every agent can take every call, half-hour by half-hour.

No languages, no departments, nobody misses a ring: what is left is what Erlang computed. Each half-hour is taken to
be in equilibrium, which it is not quite at the edges of a peak.
"""

from bench.floor.measures import WITHIN_S
from bench.floor.shops import HOUR, AgentPlan, Shop, staff
from call_routing.staffing.erlang import Theory, erlang_a, erlang_c

_STEP = HOUR / 2


def pooled(shop: Shop, seed: int) -> tuple[Theory, Theory | None]:
    """Erlang A and Erlang C over the day, weighted by calls; C is None where a half-hour has more load than agents."""
    plans = staff(shop, seed)
    handle_s = sum(shop.departments[key] * shop.handle_s[key] for key in shop.departments) + shop.wrap_up_s
    with_ring = handle_s + shop.answers_ring_s
    patient: list[tuple[float, Theory]] = []
    endless: list[tuple[float, Theory | None]] = []
    for index in range(2 * len(shop.by_hour)):
        at = shop.opens * HOUR + (index + 0.5) * _STEP
        calls = shop.calls_per_day * shop.by_hour[index // 2] / sum(shop.by_hour) / 2
        there = sum(_is_there(plan, at) for plan in plans)
        patient.append(
            (
                calls,
                erlang_a(calls / _STEP, with_ring, there, shop.patience_s, WITHIN_S - shop.answers_ring_s),
            )
        )
        endless.append((calls, erlang_c(calls / _STEP, with_ring, there, WITHIN_S - shop.answers_ring_s)))
    ring_s = shop.answers_ring_s
    known = [(calls, one) for calls, one in endless if one is not None]
    return _mean(patient, ring_s), _mean(known, ring_s) if len(known) == len(endless) else None


def _is_there(plan: AgentPlan, at: float) -> bool:
    return plan.starts <= at < plan.ends and not any(begin <= at < begin + s for begin, s in plan.breaks)


def _mean(parts: list[tuple[float, Theory]], ring_s: float) -> Theory:
    """By calls; a caller hears the ring out on top of the wait."""
    whole = sum(calls for calls, _ in parts)
    return Theory(
        waits=sum(calls * one.waits for calls, one in parts) / whole,
        answer_s=sum(calls * one.answer_s for calls, one in parts) / whole + ring_s,
        within=sum(calls * one.within for calls, one in parts) / whole,
        abandons=sum(calls * one.abandons for calls, one in parts) / whole,
    )
