"""The public form is attacked, and nobody is dialled whom the gate forbids; honest askers are not shut out."""

from tests.soak.small import broken


def test_an_attack_on_the_form_rings_no_forbidden_number_and_refuses_no_honest_one() -> None:
    assert broken("attack", "sqlite") == []
