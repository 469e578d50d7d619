"""Answers to dials are lost, torn or refused, and nobody is dialled twice."""

from tests.soak.small import broken


def test_dials_whose_answer_is_lost_are_settled_and_never_repeated_on_a_guess() -> None:
    assert broken("unclear", "sqlite") == []
