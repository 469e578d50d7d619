"""The process dies at points on the way of a callback, and nothing is lost or dialled twice."""

from tests.soak.small import broken


def test_a_callback_survives_the_death_of_its_process() -> None:
    assert broken("crash-points", "sqlite") == []
