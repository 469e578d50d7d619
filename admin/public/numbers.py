"""A customer's number as it may be shown to whoever looks."""

import phonenumbers

from admin.wording import phone

_SHOWN = 3


def masked(number: str) -> str:
    """Country and first three digits, the rest as stars: "+48 501 *** ***"."""
    grouped = phone(number)
    code, _, rest = grouped.partition(" ")
    shown = []
    seen = 0
    for character in rest:
        seen += character.isdigit()
        shown.append("*" if character.isdigit() and seen > _SHOWN else character)
    return f"{code} {''.join(shown)}"


def country_code(country: str) -> str:
    """What a number of the shop's country begins with abroad: "+48"."""
    return f"+{phonenumbers.country_code_for_region(country)}"
