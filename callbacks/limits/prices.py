"""What a minute to a number costs, in euro cents; a number without a price is never dialled. Pure.

The built-in prices are set on the high side of what carriers with an API ask for ordinary numbers of these
countries, so that the daily cap errs towards stopping early. What such a carrier itself pays to end the call is
capped at 0.2 cents a minute for mobiles and 0.07 for fixed lines inside the EU. Set your own carrier's in the shop
file (`callbacks: {prices: {"+4850": 4.5}}`); Twilio tells them at https://pricing.twilio.com/v2/Voice/Numbers/<number>.
Source of the caps: Commission Delegated Regulation (EU) 2021/654, articles 4 and 5. The prices are our estimate.
"""

from collections.abc import Mapping

DEFAULT_CAP_CENTS = 2000.0

_PL_MOBILE = ("45", "50", "51", "53", "57", "60", "66", "69", "72", "73", "78", "79", "88")
_PL_FIXED = (
    *(
        "12",
        "13",
        "14",
        "15",
        "16",
        "17",
        "18",
        "21",
        "22",
        "23",
        "24",
        "25",
        "26",
        "29",
        "32",
        "33",
        "34",
        "39",
    ),
    *("41", "42", "43", "44", "46", "47", "48", "52", "54", "55", "56", "58", "59", "61", "62", "63"),
    *("65", "67", "68", "71", "74", "75", "76", "77", "81", "82", "83", "84", "85", "86", "87", "89"),
    *("91", "94", "95"),
)
_CZ_MOBILE = ("60", "70", "71", "72", "73", "77", "79")
_CZ_FIXED = ("2", "3", "4", "5", "910", "97")
_FI_MOBILE = ("4", "50")
_FI_FIXED = (
    *("13", "14", "15", "16", "17", "18", "19", "9"),
    *(f"{area}{digit}" for area in "2356" for digit in "12345678"),
    *(f"8{digit}" for digit in "123456789"),
)

_BUILT_IN: Mapping[str, float] = {
    f"{country}{area}": cents
    for country, areas, cents in (
        ("+48", _PL_FIXED, 3.0),
        ("+48", _PL_MOBILE, 5.0),
        ("+420", _CZ_FIXED, 4.0),
        ("+420", _CZ_MOBILE, 6.0),
        ("+358", _FI_FIXED, 9.0),
        ("+358", _FI_MOBILE, 9.0),
    )
    for area in areas
}


def cents_a_minute(number: str, own: Mapping[str, float]) -> float | None:
    """The price of the longest prefix that fits, the shop's `own` before the built-in ones; None if none does."""
    for prices in (own, _BUILT_IN):
        for length in range(len(number), 0, -1):
            price = prices.get(number[:length])
            if price is not None:
                return price
    return None


def cap_cents(spend_per_day: str | None) -> float:
    """The cap of a day in cents; `spend_per_day` is written like "20 EUR", and is that where it is empty."""
    return DEFAULT_CAP_CENTS if spend_per_day is None else float(spend_per_day.split()[0]) * 100
