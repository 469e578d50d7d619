"""The handling time is learned from each call: by half-hour, with the whole day behind it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticket_store.engine import Store
from ticket_store.handling import handling_s, learn
from ticket_store.handling_mean import USUAL_HANDLING_S, believed, learned

NOON = 24


def teach(store: Store, half_hour: int, *handled_s: float) -> None:
    for seconds in handled_s:
        store.write(lambda tx, seconds=seconds: learn(tx, "complaints", seconds, half_hour))  # type: ignore[misc]


def known(store: Store, half_hour: int, department_key: str = "complaints") -> float:
    return store.read(lambda db: handling_s(db, department_key, half_hour))


def test_while_there_are_few_talks_the_usual_figure_stands_in(store: Store) -> None:
    teach(store, NOON, 60, 60, 60, 60)
    assert known(store, NOON) == USUAL_HANDLING_S
    teach(store, NOON, 60)
    assert known(store, NOON) == 60


def test_a_half_hour_with_few_talks_takes_the_figure_of_the_whole_day(store: Store) -> None:
    teach(store, NOON, *[100] * 5)
    assert known(store, NOON + 1) == 100
    teach(store, NOON + 1, *[400] * 5)
    assert known(store, NOON + 1) == 400
    assert known(store, NOON) == 100
    assert known(store, NOON, "orders") == USUAL_HANDLING_S


@pytest.mark.parametrize(
    ("mean_s", "talks", "handled_s", "after"),
    [
        (0, 0, 300, 300),
        (300, 1, 100, 200),  # the plain mean while there are few
        (200, 100, 400, 210),  # then a twentieth of the newest
        (200, 100, 1_000_000, 550),  # two hours at most
        (200, 100, -5, 190),
    ],
)
def test_each_talk_moves_the_average(mean_s: float, talks: int, handled_s: float, after: float) -> None:
    assert learned(mean_s, talks, handled_s) == pytest.approx(after)


def test_the_first_average_with_enough_talks_is_believed() -> None:
    assert believed((100, 4), (200, 5)) == 200
    assert believed((100, 5), (200, 50)) == 100
    assert believed((100, 4)) == believed() == USUAL_HANDLING_S


@given(st.lists(st.floats(0, 7200), min_size=1, max_size=60))
def test_the_average_stays_between_the_extremes(talks: list[float]) -> None:
    mean = 0.0
    for number, handled_s in enumerate(talks):
        mean = learned(mean, number, handled_s)
    assert min(talks) - 1e-6 <= mean <= max(talks) + 1e-6
