"""The theory gives the values that its tables print."""

import pytest

from call_routing.staffing.erlang import erlang_a, erlang_b, erlang_c


def test_the_worked_example_of_erlang_c_comes_out() -> None:
    """0.2 calls a second of 240 s for 55 agents. Source: mitan.co.uk/erlang/elgcmath.htm."""
    found = erlang_c(0.2, 240, 55, 15)
    assert found is not None
    assert found.waits == pytest.approx(0.239, abs=5e-4)
    assert found.answer_s == pytest.approx(8.184, abs=0.01)
    assert found.within == pytest.approx(0.846, abs=5e-4)


def test_one_agent_waits_as_often_as_busy() -> None:
    found = erlang_c(0.005, 100, 1, 0)
    assert found is not None
    assert found.waits == pytest.approx(0.5)
    assert found.answer_s == pytest.approx(100)


@pytest.mark.parametrize(
    ("load", "agents", "blocked"), [(1, 1, 0.5), (2, 2, 0.4), (10, 10, 0.2146), (9.01, 15, 0.02)]
)
def test_erlang_b_is_as_in_its_table(load: float, agents: int, blocked: float) -> None:
    assert erlang_b(load, agents) == pytest.approx(blocked, abs=4e-4)


def test_more_load_than_agents_has_no_equilibrium_unless_callers_leave() -> None:
    assert erlang_c(1, 100, 99, 20) is None
    assert erlang_a(1, 100, 99, 200, 20).abandons > 0


def test_erlang_a_with_boundless_patience_is_erlang_c() -> None:
    patient, never_leaves = erlang_a(0.18, 100, 20, 1e7, 20), erlang_c(0.18, 100, 20, 20)
    assert never_leaves is not None
    assert patient.waits == pytest.approx(never_leaves.waits, rel=1e-3)
    assert patient.answer_s == pytest.approx(never_leaves.answer_s, rel=1e-3)
    assert patient.within == pytest.approx(never_leaves.within, abs=1e-3)
    assert patient.abandons < 1e-5


def test_as_many_leave_as_waited_over_patience() -> None:
    """Share abandoned = mean wait of all / mean patience, exactly; with patience as long as a talk the number
    of callers is Poisson."""
    load, agents = 10.0, 10
    found = erlang_a(0.1, 100, agents, 100, 20)
    term, below = 2.718281828459045**-load, 0.0
    for number in range(agents):
        below += term
        term *= load / (number + 1)
    assert found.waits == pytest.approx(1 - below, abs=1e-6)
    excess, weight = 0.0, term
    for number in range(agents, 60):
        excess += (number - agents) * weight
        weight *= load / (number + 1)
    assert found.abandons == pytest.approx(excess / load, rel=1e-4)
