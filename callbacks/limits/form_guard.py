"""Who may post the callback form, and how often. Pure: what a form shows is judged, nothing is looked up."""

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from callbacks.limits.dial_gate import GateRule
from ticket_store.callback_settings import CallbackLimits

FILLED_AT_LEAST = timedelta(seconds=3)
FILLED_AT_MOST = timedelta(hours=2)
LEAST_BITS, MOST_BITS = 14, 20
CALM = 10  # so many posts of the last ten minutes cost the least work
RECENT = timedelta(minutes=10)


@dataclass(frozen=True)
class FormPost:
    """One post of the form. `filled_for` is the age of its token, `honeypot` what a field held that no person sees.

    `proven`: the token is ours and its proof of work is right. `address` is that of the asker, as the server saw it.
    """

    address: str
    nonce: str
    filled_for: timedelta
    honeypot: str
    proven: bool
    number: str | None = None  # as E.164, where what was typed is a number


@dataclass(frozen=True)
class FormVerdict:
    """What the form guard thinks of a post. `rule` is None where it may be asked with it."""

    rule: GateRule | None = None

    @property
    def may_ask(self) -> bool:
        return self.rule is None

    @property
    def is_held(self) -> bool:
        """A good form of an address that has asked often: the wish is kept until its number rings us."""
        return self.rule is not None and self.rule.holds

    @property
    def is_stale(self) -> bool:
        """Open for too long: a fresh form, filled in as before, may be shown. It tells nothing about any number."""
        return self.rule is GateRule.TOO_OLD


def address_key(address: str) -> str:
    """What counts as one asker: an IPv4 address, or the /64 of an IPv6 one, which one line or phone has to itself.

    An IPv4 address written inside an IPv6 one is that IPv4 address. What is no address at all is one asker together.
    """
    try:
        parsed = ip_address(address.strip().split("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ip_network((parsed, 64), strict=False))
    return str(parsed)


def judge_form(post: FormPost, in_hour: int, in_day: int, limits: CallbackLimits) -> GateRule | None:
    """None for a form that a person may have filled in; else the first rule that says no.

    `in_hour` and `in_day` count the posts of the same address before this one.
    """
    said = (
        (bool(post.honeypot.strip()), GateRule.HONEYPOT),
        (not post.proven, GateRule.NO_PROOF),
        (post.filled_for < FILLED_AT_LEAST, GateRule.TOO_FAST),
        (post.filled_for > FILLED_AT_MOST, GateRule.TOO_OLD),
        (in_hour >= limits.per_address_per_hour, GateRule.ADDRESS_PER_HOUR),
        (in_day >= limits.per_address_per_day, GateRule.ADDRESS_PER_DAY),
    )
    return next((rule for refuses, rule in said if refuses), None)


def difficulty(recent: int) -> int:
    """How many leading zero bits a proof of work needs, when so many forms were posted in the last ten minutes.

    One bit more, twice the work, for each doubling beyond what is calm. A phone hashes some 200,000 a second: 14
    bits take it a tenth of a second on average, 20 bits five; an attacker of 10,000 posts pays that 10,000 times.
    """
    return min(LEAST_BITS + max(recent // CALM, 1).bit_length() - 1, MOST_BITS)
