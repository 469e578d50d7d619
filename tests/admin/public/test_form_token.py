from dataclasses import replace
from datetime import UTC, datetime

import pytest

from admin.public.form_token import PARTS, is_proven, read_token, solve, write_token

NOW = datetime(2026, 11, 19, 12, tzinfo=UTC)
TOKEN = write_token("a secret", "nonce", 10, NOW)


def test_what_is_written_is_read_again() -> None:
    assert read_token("a secret", TOKEN.text) == TOKEN


@pytest.mark.parametrize("text", ["", "x", TOKEN.text[:-1], TOKEN.text + "x", "é", "[1].x"])
def test_what_we_did_not_sign_is_no_token(text: str) -> None:
    assert read_token("a secret", text) is None
    assert read_token("another secret", TOKEN.text) is None


def test_the_numbers_that_solve_each_place_are_proof() -> None:
    proof = solve(TOKEN)
    assert proof.count(".") == PARTS - 1
    assert is_proven(TOKEN, proof)


def test_nothing_else_is_proof() -> None:
    numbers = solve(TOKEN).split(".")
    hardly = replace(TOKEN, bits=60)
    another = write_token("a secret", "another nonce", 40, NOW)
    wrong = ["", "1", ".".join(numbers[:-1]), ".".join([*numbers, "1"]), ".".join(["-1", *numbers[1:]]),
             ".".join(["1" * 13, *numbers[1:]]), ".".join(["²", *numbers[1:]])]  # fmt: skip
    assert not any(is_proven(TOKEN, proof) for proof in wrong)
    assert not is_proven(hardly, solve(TOKEN))
    assert not is_proven(another, solve(TOKEN))
