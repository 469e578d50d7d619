"""Which numbers may be rung at all, by their digits: a corpus of the three countries, and the traps."""

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callbacks.limits.number_kinds import Kind, kind_of, reads_texts
from callbacks.limits.prices import cents_a_minute

HOME = ("PL", "CZ", "FI")
CORPUS = [
    ("+48501234567", Kind.ORDINARY),  # a Polish mobile
    ("+48226543210", Kind.ORDINARY),  # Warsaw
    ("+48391234567", Kind.ORDINARY),  # Polish voice over IP
    ("+420601123456", Kind.ORDINARY),
    ("+420212345678", Kind.ORDINARY),
    ("+420910123456", Kind.ORDINARY),
    ("+358412345678", Kind.ORDINARY),
    ("+358504567890", Kind.ORDINARY),
    ("+358942450100", Kind.ORDINARY),
    ("+48701234567", Kind.SPECIAL),  # premium
    ("+48801234567", Kind.SPECIAL),  # shared cost
    ("+48804123456", Kind.SPECIAL),  # universal access
    ("+48800123456", Kind.SPECIAL),  # free for the caller: we pay more
    ("+48641234567", Kind.SPECIAL),  # a pager
    ("+420900123456", Kind.SPECIAL),
    ("+420811234567", Kind.SPECIAL),
    ("+420972123456", Kind.SPECIAL),
    ("+420700123456", Kind.SPECIAL),  # a personal number
    ("+42093123456789", Kind.SPECIAL),  # a voicemail box
    ("+358600123456", Kind.SPECIAL),
    ("+35870012345", Kind.SPECIAL),
    ("+35810112345", Kind.SPECIAL),  # 010, 020, 075: dear company numbers
    ("+358201234567", Kind.SPECIAL),
    ("+358753123456", Kind.SPECIAL),
    ("+358800123456", Kind.SPECIAL),
    ("+49301234567", Kind.ABROAD),
    ("+2637712345678", Kind.NONE),
    ("+263771234567", Kind.ABROAD),  # Zimbabwe, dear to ring back
    ("+37120123456", Kind.ABROAD),
    ("+881612345678", Kind.ABROAD),  # satellite: "mobile" of region 001
    ("+882161234567", Kind.ABROAD),  # an international network: "voip" of region 001
    ("+979123456789", Kind.ABROAD),  # international premium
    ("+87812345678", Kind.NONE),
    ("112", Kind.SHORT),
    ("997", Kind.SHORT),
    ("158", Kind.SHORT),
    ("+48112", Kind.SHORT),
    ("+358112", Kind.SHORT),
    ("+420158", Kind.SHORT),
    ("+48116111", Kind.SHORT),
    ("+4850123456", Kind.NONE),
    ("0048501234567", Kind.NONE),
    ("501234567", Kind.NONE),
    ("+48 501 234 567", Kind.NONE),
    ("+48-501-234-567", Kind.NONE),
    ("+48501234567 ", Kind.NONE),
    ("+48501234567\n", Kind.NONE),
    ("+48501234567;ext=9", Kind.NONE),
    ("+48501234567x9", Kind.NONE),
    ("+48501234567,,123", Kind.NONE),
    ("+48501234567w1", Kind.NONE),
    ("tel:+48501234567", Kind.NONE),
    ("\uff0b48501234567", Kind.NONE),  # a full-width plus
    ("+4850123456\u0667", Kind.NONE),  # an Arabic seven
    ("+\u0664\u0668501234567", Kind.NONE),
    ("+\u1d7d2\u1d7d6501234567", Kind.NONE),
    ("+48FLOWERS77", Kind.NONE),
    ("client:anna", Kind.NONE),
    ("sip:anna@example.com", Kind.NONE),
    ("", Kind.NONE),
    ("+", Kind.NONE),
    ("+0048501234567", Kind.NONE),
    ("+" + "4" * 40, Kind.NONE),
]


@pytest.mark.parametrize(("number", "kind"), CORPUS)
def test_only_an_ordinary_number_of_the_shops_countries_is_ordinary(number: str, kind: Kind) -> None:
    assert kind_of(number, HOME) is kind


@pytest.mark.parametrize(("number", "kind"), CORPUS)
def test_every_ordinary_number_has_a_price_and_no_other_one_needs_it(number: str, kind: Kind) -> None:
    if kind is Kind.ORDINARY:
        assert cents_a_minute(number, {}) is not None


@pytest.mark.parametrize(
    "number", ["+48701234567", "+48801234567", "+420900123456", "+358600123456", "+881612345678"]
)
def test_what_is_dear_has_no_price_either_so_that_two_rules_would_have_to_fail(number: str) -> None:
    assert cents_a_minute(number, {}) is None


def test_a_country_is_only_at_home_where_it_is_listed() -> None:
    assert kind_of("+420601123456", ("PL",)) is Kind.ABROAD
    assert kind_of("+48501234567", ()) is Kind.ABROAD


def test_only_a_mobile_reads_texts() -> None:
    assert reads_texts("+48501234567")
    assert not reads_texts("+48226543210")
    assert not reads_texts("nothing")


@settings(max_examples=25)
@given(st.text(max_size=40))
def test_no_text_is_ordinary_that_is_not_plain_digits_behind_a_plus(text: str) -> None:
    if kind_of(text, HOME) is Kind.ORDINARY:
        assert text.startswith(("+48", "+420", "+358"))
        assert text[1:].isdecimal()
        assert text.isascii()


@pytest.mark.parametrize("country", HOME)
@pytest.mark.parametrize("kind", ["MOBILE", "FIXED_LINE"])
def test_the_example_numbers_of_the_number_plans_are_ordinary_and_priced(country: str, kind: str) -> None:
    example = phonenumbers.example_number_for_type(country, getattr(phonenumbers.PhoneNumberType, kind))
    assert example is not None
    number = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
    assert kind_of(number, HOME) is Kind.ORDINARY
    assert cents_a_minute(number, {}) is not None
