"""Days on which hours go wrong, and no customer is rung outside of them."""

from tests.soak.small import broken


def test_nobody_is_rung_outside_the_hours_when_clocks_change_and_at_christmas() -> None:
    assert broken("year", "sqlite") == []
