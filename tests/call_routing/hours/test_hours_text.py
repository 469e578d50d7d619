"""What a shop may write as opening hours, and what it is told where it may not."""

import pytest

from call_routing.hours.opening_hours import check_hours


@pytest.mark.parametrize(
    "text",
    [
        "Mo-Fr 08:30-17:00; PH off",
        "Mo-Fr 08:30-12:00,12:30-17:00; Sa 09:00-13:00; PH off; 2026 Dec 24 off",
        "Mo-Fr 08:00-20:00; Sa 09:00-15:00; PH off; Dec 24 08:00-12:00",
        "Mo-Fr 22:00-06:00",
        "Mo-Fr 08:00-16:00; 2026 Dec 24-2027 Jan 02 off; Dec 27-Jan 02 off",
        "Mo-Fr 20:00-26:00",
        "PH 10:00-14:00",
        "Feb 29 10:00-12:00",
        '24/7; Dec 25 off "Boże Narodzenie"',
        '24/7; Dec 25 off "unknown || sunset"',
        "24/7",
        "off",
    ],
)
def test_hours_of_a_shop_are_taken(text: str) -> None:
    assert check_hours(text, "PL") is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", 'Opening hours are empty. Write them like "Mo-Fr'),
        ("   ", "Opening hours are empty."),
        ("Mo-Fr 08:30-12:xx", 'cannot be read from character 16 on, "xx".'),
        ("Mo-Fr 8-12", 'cannot be read from character 7 on, "8-12".'),
        ("Mon-Fri 08:00-17:00", 'cannot be read from character 3 on, "n-Fri 08:00-17:00".'),
        ("10:00", "cannot be read where they end."),
        ("Feb 30 10:00-12:00", "there is no Feb 30. Give a day of that month."),
        ("24/7; 2027 Jan 01-2026 Jan 01 off", '"2027 Jan 01-2026 Jan 01" ends before it begins'),
        ("24/7; 2027 Jan 05 - 2027 Jan 02 off", '"2027 Jan 05-2027 Jan 02" ends before it begins'),
        ("Mo 10:00-10:00", '10:00-10:00 has no length. Write "00:00-24:00" for the whole day.'),
        ("Mo-Fr 08:30-17:00; PH", 'PH stands alone. Write "PH off"'),
        ("Mo-Fr 08:30+", "an open end tells nobody when you close."),
        ("Mo-Fr 08:30-17:00; SH off", "school holidays are not known here; give their dates."),
        ("sunrise-sunset", "the sun keeps no office hours."),
        ("Mo 09:00-17:00 unknown", '"unknown" is neither open nor closed.'),
        (
            "PH off; Mo-Fr 08:00-17:00",
            '"Mo-Fr 08:00-17:00" comes after "PH off" and opens public holidays again.',
        ),
    ],
)
def test_hours_that_nobody_can_mean_are_refused_in_a_sentence(text: str, told: str) -> None:
    sentence = check_hours(text, "PL")
    assert sentence is not None
    assert told in sentence
    assert "\n" not in sentence


def test_a_country_without_known_holidays_is_named() -> None:
    sentence = check_hours("24/7", "Poland")
    assert sentence is not None
    assert 'country "Poland" are not known. Give a country by its two letters' in sentence


@pytest.mark.parametrize("text", ["Mo-Fr " + "x" * 9000, "Mo 10:00-12:00; " * 500 + "PH", "x" * 9000])
def test_a_fault_quotes_no_more_than_one_can_read(text: str) -> None:
    sentence = check_hours(text, "PL")
    assert sentence is not None
    assert len(sentence) < 300
    assert f"{text[:60]}..." in sentence
