"""What the shop has set for promises to ring back: a department's policy, and the limits of the dial gate."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta


@dataclass(frozen=True)
class AgainAfter:
    """How long to wait for the next attempt, by the cause of the last."""

    busy: timedelta = timedelta(minutes=5)
    no_answer: timedelta = timedelta(minutes=30)
    machine: timedelta = timedelta(hours=2)


@dataclass(frozen=True)
class CallbackPolicy:
    offer_after_waited: timedelta = timedelta(seconds=120)
    offer_after_expected: timedelta = timedelta(seconds=300)
    not_before: timedelta = timedelta(seconds=60)  # after the hang-up
    attempts: int = 3
    again_after: AgainAfter = AgainAfter()


@dataclass(frozen=True)
class Slots:
    """When callbacks are promised and how many fit: windows of half an hour, in the shop's wall time.

    Dialled only between `earliest` and `latest`, whatever the opening hours say, on Sundays and holidays only
    where the shop is open then. In a peak only `in_peaks` of the capacity is on offer.
    """

    earliest: time = time(8)
    latest: time = time(20)
    capacity: float = 0.7  # of what those on duty could handle
    peaks: tuple[tuple[time, time], ...] = ((time(8), time(10)), (time(16), time(20)))
    in_peaks: float = 0.5
    days: int = 5  # opening days on offer, today included
    after_work: time = time(16)  # what one key asks for: after 16
    max_pending: int | None = None  # of a department at once; empty: twice what is left today
    max_expected: timedelta = timedelta(hours=4)  # a longer wait is promised as a slot of the next day


@dataclass(frozen=True)
class CallbackLimits:
    """What the dial gate allows for the whole shop, and what else holds for every promise to ring back.

    Source of the defaults: docs/rules.md#dial-gate. `accept` off: nobody is promised a callback; `dial` off: nobody
    is rung, and what was promised waits.
    """

    countries: tuple[str, ...] = ()
    accept: bool = True
    dial: bool = True
    texts: bool = True  # the promise is texted, too, where the number can read it
    per_number_per_day: int = 2
    attempts_apart: timedelta = timedelta(minutes=5)  # two dials to one number, whatever asked for them
    dials_per_day: int = 300
    spend_per_day: str | None = None  # "20 EUR"; empty: that
    longest_talk: timedelta = timedelta(minutes=30)  # of one that we dialled; the carrier ends it
    per_address_per_hour: int = 3  # forms of one IPv4 address or IPv6 /64
    per_address_per_day: int = 10
    per_prefix_per_hour: int = 10  # requests for numbers that differ in the last four digits only
    web_per_hour: int = 60  # requests through the form, of numbers that never called us
    unverified_share: float = 0.2  # of the dials of a day, beyond the first ten
    prices: Mapping[str, float] = field(
        default_factory=dict
    )  # prefix -> cents a minute, over the built-in ones
    slots: Slots = Slots()
