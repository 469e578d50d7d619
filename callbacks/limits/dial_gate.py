"""May this number be promised a call, and may it be rung? Two decisions over the same rules. Pure.

`may_ask` is asked when somebody wants to be rung back, `may_dial` again in the transaction that writes the attempt.
Source of the rules and their reasons: docs/rules.md#dial-gate.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from callbacks.limits.number_kinds import Kind, kind_of, reads_texts
from ticket_store.callback_settings import CallbackLimits
from ticket_store.line import Line

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FIRST_UNVERIFIED = 10  # so many dials of a day to unproven numbers are free of the share
_NOT_SOONER = timedelta(minutes=1)
_LOOK_AGAIN = timedelta(minutes=5)  # where nobody can say when the rule passes
_ROOM_MAY_COME = timedelta(minutes=30)


class GateRule(StrEnum):
    """The rules by name; the asker never hears which one said no."""

    NOT_A_NUMBER = "not_a_number"
    SHORT_CODE = "emergency_or_short_code"
    COUNTRY = "country_not_allowed"
    NUMBER_TYPE = "number_type_not_allowed"
    OWN_NUMBER = "own_number"
    AGENTS_NUMBER = "agents_number"
    BLOCKED = "blocked"
    NO_DIAL = "no_dial"
    PRICE_UNKNOWN = "price_unknown"
    # when somebody asks
    NOT_ACCEPTING = "not_accepting"
    REQUESTS_PER_DAY = "requests_per_number_per_day"
    PREFIX_PER_HOUR = "requests_per_prefix_per_hour"
    WEB_PER_HOUR = "web_requests_per_hour"
    ADDRESS_PER_HOUR = "forms_per_address_per_hour"
    ADDRESS_PER_DAY = "forms_per_address_per_day"
    HONEYPOT = "form_honeypot"
    TOO_FAST = "form_too_fast"
    TOO_OLD = "form_too_old"
    USED_TWICE = "form_used_twice"
    NO_PROOF = "form_without_proof_of_work"
    # when somebody is dialled
    DIAL_OFF = "dialling_switched_off"
    DIAL_HELD = "dialling_held"
    ANOTHER_DIAL = "number_is_being_dialled"
    ATTEMPTS_APART = "attempts_apart"
    DIALS_PER_DAY = "dials_per_day"
    SPEND = "spend_per_day"
    UNVERIFIED_SHARE = "unverified_share"  # when somebody asks, too

    @property
    def is_lasting(self) -> bool:
        """Whether waiting cannot help: a promise that meets it at the dialling is given up, not put off."""
        return self in _LASTING

    @property
    def holds(self) -> bool:
        """Whether a wish is kept: it counts once its number rings us, or when there is room again."""
        return self in _HOLDS


_LASTING = frozenset(
    {
        GateRule.NOT_A_NUMBER,
        GateRule.SHORT_CODE,
        GateRule.COUNTRY,
        GateRule.NUMBER_TYPE,
        GateRule.OWN_NUMBER,
        GateRule.AGENTS_NUMBER,
        GateRule.BLOCKED,
        GateRule.NO_DIAL,
        GateRule.PRICE_UNKNOWN,
    }
)
_HOLDS = frozenset(
    {
        GateRule.PREFIX_PER_HOUR,
        GateRule.WEB_PER_HOUR,
        GateRule.ADDRESS_PER_HOUR,
        GateRule.ADDRESS_PER_DAY,
        GateRule.UNVERIFIED_SHARE,
    }
)
_BY_KIND = {
    Kind.NONE: GateRule.NOT_A_NUMBER,
    Kind.SHORT: GateRule.SHORT_CODE,
    Kind.ABROAD: GateRule.COUNTRY,
    Kind.SPECIAL: GateRule.NUMBER_TYPE,
}


@dataclass(frozen=True)
class NumberFacts:
    """What is known of the number itself. `own_numbers` are the shop's, its alarm number among them.

    `cents_a_minute` is None where nobody has set a price. `forbidden`: it is on the list that we never dial.
    """

    limits: CallbackLimits
    countries: Collection[str]
    own_numbers: Collection[str]
    agents_numbers: Collection[str]
    blocked: bool
    forbidden: bool
    cents_a_minute: float | None


@dataclass(frozen=True)
class DayOfDials:
    """All dials to customers of the last 24 hours. `cents`: what they cost, or may cost while they are under way."""

    dials: int = 0
    unverified: int = 0
    cents: float = 0
    first_at: datetime | None = None
    live: int = 0


@dataclass(frozen=True)
class AskFacts:
    """What else counts when somebody asks. All counts are those before this wish.

    `unseen`: asked by somebody else's means for a number that has never called us. `requests` are those of the last
    24 hours that count against this way of asking: whoever is on the phone is not shut out by others' forms.
    """

    number: NumberFacts
    unseen: bool
    requests: int
    prefix_requests: int = 0  # for unseen numbers, of the last hour
    web_requests: int = 0  # the same, of all prefixes
    waiting_unverified: int = 0  # open promises to unproven numbers
    day: DayOfDials = DayOfDials()


@dataclass(frozen=True)
class DialFacts:
    """What else counts when a customer is about to be dialled."""

    number: NumberFacts
    verified: bool
    held: bool  # a restored backup waits for the carrier's books
    being_dialled: bool  # another attempt to this number lives, in whatever department
    last_dial_at: datetime | None
    day: DayOfDials
    cap_cents: float


def may_ask(number: str, facts: AskFacts) -> GateRule | None:
    """None when a call may be promised; else the first rule that says no.

    Of an unseen number more is asked: see `GateRule.holds` for what becomes of its wish.
    """
    limits = facts.number.limits
    if not limits.accept:
        return GateRule.NOT_ACCEPTING
    lasting = _of_the_number(number, facts.number)
    if lasting is not None:
        return lasting
    if facts.requests >= limits.per_number_per_day:
        return GateRule.REQUESTS_PER_DAY
    return _of_the_unseen(facts) if facts.unseen else None


def may_dial(number: str, facts: DialFacts, now: datetime) -> GateRule | None:
    """None when the number may be rung now; else the first rule that says no, lasting ones first."""
    lasting = _of_the_number(number, facts.number)
    if lasting is not None:
        return lasting
    if facts.being_dialled:
        return GateRule.ANOTHER_DIAL
    if facts.last_dial_at is not None and now - facts.last_dial_at < facts.number.limits.attempts_apart:
        return GateRule.ATTEMPTS_APART
    return _of_the_shop(facts)


def most_cents(facts: NumberFacts) -> float:
    """What the longest talk with this number would cost, in cents: reserved before it is dialled."""
    return (facts.cents_a_minute or 0) * minutes_begun(facts.limits.longest_talk)


def minutes_begun(talk: timedelta) -> int:
    """Minutes as the carrier bills them: each one begun is paid in full."""
    return -(-max(talk, timedelta()) // timedelta(minutes=1))


def fits_share(day: DayOfDials, share: float, more: int = 1) -> bool:
    """Whether so many more dials to unproven numbers keep to their share of the day, the first ten being free."""
    unverified = day.unverified + more
    return unverified <= FIRST_UNVERIFIED or unverified <= share * (day.dials + more)


def passes_at(rule: GateRule, facts: DialFacts, now: datetime) -> datetime:
    """When a dial that a passing rule refused may be tried again; never sooner than in a minute."""
    limits, oldest = facts.number.limits, facts.day.first_at
    leaves_the_day = oldest + DAY if oldest is not None else now + _LOOK_AGAIN
    match rule:
        case GateRule.ATTEMPTS_APART:
            at = (facts.last_dial_at or now) + limits.attempts_apart
        case GateRule.DIALS_PER_DAY:
            at = leaves_the_day
        case GateRule.SPEND:
            # A talk under way holds the price of the longest one; what it did not use comes back.
            at = min(leaves_the_day, now + _ROOM_MAY_COME) if facts.day.live else leaves_the_day
        case GateRule.UNVERIFIED_SHARE:
            at = now + _ROOM_MAY_COME
        case _:
            at = now + _LOOK_AGAIN
    return max(at, now + _NOT_SOONER)


def may_text(line: Line, number: str | None) -> bool:
    """Whether a text may go to this number: a mobile of a country that may be rung, and none of the shop's own.

    A fixed line cannot read it, and one at a premium would be paid for each. Asked before a caller is offered
    a text, and again before it is sent.
    """
    if number is None or number in line.dids:
        return False
    countries = line.shop.callbacks.countries or (line.shop.country,)
    return kind_of(number, countries) is Kind.ORDINARY and reads_texts(number)


def _of_the_number(number: str, facts: NumberFacts) -> GateRule | None:
    kind = kind_of(number, facts.countries)
    if kind is not Kind.ORDINARY:
        return _BY_KIND[kind]
    said = (
        (number in facts.own_numbers, GateRule.OWN_NUMBER),
        (number in facts.agents_numbers, GateRule.AGENTS_NUMBER),
        (facts.blocked, GateRule.BLOCKED),
        (facts.forbidden, GateRule.NO_DIAL),
        (facts.cents_a_minute is None, GateRule.PRICE_UNKNOWN),
    )
    return next((rule for refuses, rule in said if refuses), None)


def _of_the_unseen(facts: AskFacts) -> GateRule | None:
    limits = facts.number.limits
    if facts.prefix_requests >= limits.per_prefix_per_hour:
        return GateRule.PREFIX_PER_HOUR
    if facts.web_requests >= limits.web_per_hour:
        return GateRule.WEB_PER_HOUR
    # A promise is only made to an unproven number while its dial, too, would fit.
    if not fits_share(facts.day, limits.unverified_share, facts.waiting_unverified + 1):
        return GateRule.UNVERIFIED_SHARE
    return None


def _of_the_shop(facts: DialFacts) -> GateRule | None:
    limits, day = facts.number.limits, facts.day
    said = (
        (not limits.dial, GateRule.DIAL_OFF),
        (facts.held, GateRule.DIAL_HELD),
        (day.dials >= limits.dials_per_day, GateRule.DIALS_PER_DAY),
        (day.cents + most_cents(facts.number) > facts.cap_cents, GateRule.SPEND),
        (
            not facts.verified and not fits_share(day, limits.unverified_share),
            GateRule.UNVERIFIED_SHARE,
        ),
    )
    return next((rule for refuses, rule in said if refuses), None)
