"""Whatever people do with a callback, in whatever order: one dial, one promise, nobody held for nothing."""

from tests.soak.small import broken


def test_a_callback_keeps_its_rules_whatever_happens() -> None:
    assert broken("events", "sqlite") == []
