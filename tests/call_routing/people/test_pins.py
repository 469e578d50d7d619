"""PINs: four to eight digits, none that is guessed first, kept as a hash that a webhook can afford."""

from time import perf_counter

import pytest

from call_routing.people.pins import PinFault, PinRefusedError, fits, hash_pin


@pytest.mark.parametrize(
    ("pin", "fault"),
    [
        ("1937", None),
        ("80264", None),
        ("40718293", None),
        ("193", PinFault.DIGITS),
        ("193719371", PinFault.DIGITS),
        ("", PinFault.DIGITS),
        ("19a7", PinFault.DIGITS),
        ("1937 ", PinFault.DIGITS),
        ("१९३७", PinFault.DIGITS),
        ("0000", PinFault.TOO_EASY),
        ("1111", PinFault.TOO_EASY),
        ("99999999", PinFault.TOO_EASY),
        ("1212", PinFault.TOO_EASY),
        ("12121", PinFault.TOO_EASY),
        ("1234", PinFault.TOO_EASY),
        ("7890", PinFault.TOO_EASY),
        ("01234567", PinFault.TOO_EASY),
        ("4321", PinFault.TOO_EASY),
        ("098765", PinFault.TOO_EASY),
    ],
)
def test_only_digits_that_are_not_guessed_first_are_taken(pin: str, fault: PinFault | None) -> None:
    if fault is None:
        assert fits(hash_pin(pin), pin)
        return
    with pytest.raises(PinRefusedError, match=r"Choose another one\.$") as refused:
        hash_pin(pin)
    assert refused.value.fault == fault


def test_no_other_pin_and_no_broken_hash_fits() -> None:
    kept = hash_pin("1937")
    assert not fits(kept, "1938")
    assert not fits(kept, "")
    assert not fits("no hash at all", "1937")


def test_the_same_pin_of_two_agents_cannot_be_told_from_its_hashes() -> None:
    assert hash_pin("1937") != hash_pin("1937")


def test_a_webhook_can_afford_it() -> None:
    kept, quickest = hash_pin("1937"), 1.0
    for _ in range(5):
        start = perf_counter()
        fits(kept, "1937")
        quickest = min(quickest, perf_counter() - start)
    assert quickest < 0.05
