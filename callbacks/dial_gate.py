"""May this number be rung at all? One decision, in the transaction of the reservation. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType, number_type, region_code_for_number

from ticket_store.line import Line

_E164 = PhoneNumberFormat.E164
_ALLOWED_TYPES = frozenset(
    {
        PhoneNumberType.MOBILE,
        PhoneNumberType.FIXED_LINE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE,
        PhoneNumberType.VOIP,
    }
)
_TAKES_TEXTS = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})


class GateRule(StrEnum):
    """The rules by name; the asker never hears which one said no."""

    NOT_A_NUMBER = "not_a_number"
    COUNTRY = "country_not_allowed"
    NUMBER_TYPE = "number_type_not_allowed"
    OWN_NUMBER = "own_number"
    BLOCKED = "blocked"
    REQUESTS_PER_DAY = "requests_per_number_per_day"
    DIALS_PER_DAY = "dials_per_day"


@dataclass(frozen=True)
class GateFacts:
    """What the store knows. Counts are of the last 24 hours; `requests` counts those before this one."""

    countries: Collection[str]
    own_numbers: Collection[str]  # the shop's and its agents'
    blocked: bool
    requests: int
    dials: int
    requests_per_day: int
    dials_per_day: int


def may_dial(number: str, facts: GateFacts) -> GateRule | None:
    """None when the number may be rung; else the first rule that says no.

    No premium, shared-cost, universal-access or satellite number, whatever its country says: satellite numbers
    pass as mobiles of region 001, so the region must be on the list too.
    """
    refused = _kind_of_number(number, facts.countries)
    if refused is not None:
        return refused
    if number in facts.own_numbers:
        return GateRule.OWN_NUMBER
    if facts.blocked:
        return GateRule.BLOCKED
    if facts.requests >= facts.requests_per_day:
        return GateRule.REQUESTS_PER_DAY
    return GateRule.DIALS_PER_DAY if facts.dials >= facts.dials_per_day else None


def _kind_of_number(number: str, countries: Collection[str]) -> GateRule | None:
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return GateRule.NOT_A_NUMBER
    if not phonenumbers.is_valid_number(parsed) or phonenumbers.format_number(parsed, _E164) != number:
        return (
            GateRule.NOT_A_NUMBER
        )  # another spelling would slip past the lists and limits, which hold E.164
    if region_code_for_number(parsed) not in countries:
        return GateRule.COUNTRY
    return None if number_type(parsed) in _ALLOWED_TYPES else GateRule.NUMBER_TYPE


def may_text(line: Line, number: str | None) -> bool:
    """Whether a text may go to this number: a mobile of a country that may be rung, and none of the shop's own.

    A fixed line cannot read it, and one at a premium would be paid for each. Asked before a caller is offered
    a text, and again before it is sent.
    """
    if number is None or number in line.dids:
        return False
    countries = line.shop.callbacks.countries or (line.shop.country,)
    return _kind_of_number(number, countries) is None and number_type(_parsed(number)) in _TAKES_TEXTS


def _parsed(number: str) -> phonenumbers.PhoneNumber:
    return phonenumbers.parse(number, None)
