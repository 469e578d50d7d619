import pytest

from admin.reports.charts.scale import counts, seconds, shares


@pytest.mark.parametrize(
    ("highest", "top", "step"),
    [(0, 1, 1), (1, 1, 1), (4, 4, 1), (7, 8, 2), (23, 25, 5), (99, 100, 20), (1234, 1500, 500)],
)
def test_counts_go_in_round_steps_to_just_above_the_highest(highest: float, top: float, step: float) -> None:
    assert (counts(highest).top, counts(highest).step) == (top, step)


@pytest.mark.parametrize(
    ("highest", "top"), [(0, 5), (70, 75), (130, 150), (3000, 3000), (1_000_000, 1_000_000)]
)
def test_durations_go_in_steps_that_people_count_in(highest: float, top: float) -> None:
    assert seconds(highest).top == top
    assert len(seconds(highest).lines) <= 6


def test_what_is_beyond_the_top_stands_at_the_top() -> None:
    assert shares().part(1.4) == 1.0
    assert shares().part(-0.2) == 0.0
