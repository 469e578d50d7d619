import pytest

from admin.public.numbers import country_code, masked


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+48501234567", "+48 501 *** ***"),
        ("+420601123456", "+420 601 *** ***"),
        ("+358401234567", "+358 40 1******"),
        ("+48221234567", "+48 22 1** ** **"),
    ],
)
def test_country_and_three_digits_are_shown(number: str, shown: str) -> None:
    assert masked(number) == shown


def test_the_country_of_the_shop_gives_its_code() -> None:
    assert country_code("FI") == "+358"
