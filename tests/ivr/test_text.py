"""Text that customers give, on its way into TwiML."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.text import clean_text, xml_attribute, xml_text

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)


def readable(text: str) -> str:
    """What XML 1.0 allows of the text, by the wording of the standard."""
    return "".join(
        letter
        for letter in text
        if letter in "\t\n\r"
        or " " <= letter <= "\ud7ff"
        or "\ue000" <= letter <= "\ufffd"
        or letter > "\uffff"
    )


@given(ANY_TEXT)
@settings(deadline=None)
def test_any_text_survives_as_all_that_xml_allows_of_it(text: str) -> None:
    element = ET.fromstring(f'<a b="{xml_attribute(text)}">{xml_text(text)}</a>')  # noqa: S314 - our own bytes
    assert element.get("b") == readable(text)
    # A parser reads every line end in a text as \n (XML 1.0, 2.11); in an attribute it was escaped.
    assert (element.text or "") == readable(text).replace("\r\n", "\n").replace("\r", "\n")


@given(ANY_TEXT, st.integers(0, 60))
@settings(deadline=None)
def test_cleaned_text_is_one_short_line_and_cleaning_it_again_changes_nothing(text: str, limit: int) -> None:
    cleaned = clean_text(text, limit)
    assert len(cleaned) <= limit
    assert cleaned == readable(cleaned)
    assert cleaned.split() == cleaned.split(" ") or cleaned == ""
    assert clean_text(cleaned, limit) == cleaned


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("  Jan\t Kowalski\r\n", "Jan Kowalski"),
        ("Zażo\u0301łć", "Zażółć"),
        ("\x00\x0b\ufffe\ud800", ""),
        ("Ann \u202egnol", "Ann gnol"),
        ("parcel 📦 for 👩‍🚒", "parcel 📦 for 👩‍🚒"),
        ("zero\u200bwidth", "zerowidth"),
    ],
)
def test_customer_text_keeps_what_can_be_read(given_text: str, kept: str) -> None:
    assert clean_text(given_text) == kept


def test_a_letter_is_never_cut_from_its_accent() -> None:
    assert clean_text("abq\u0307", limit=3) == "ab"


def test_a_megabyte_in_one_field_is_cut_before_it_costs_time() -> None:
    assert clean_text("a" * 1_000_000) == "a" * 500
