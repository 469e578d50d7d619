"""What the file says of promises to ring back: a department's part `callback`, and `callbacks` for the whole shop."""

import re
from datetime import time

from admin.shop_file.parts import Part, no_share, short
from admin.shop_file.values import read_switch, read_time
from call_routing.sentence import Sentence, sentence
from ticket_store.callback_settings import AgainAfter, CallbackLimits, CallbackPolicy, Slots

_PRICE = re.compile(r"\d{1,5}(\.\d{1,3})?")


def read_limits(part: Part | None, country: str) -> CallbackLimits:
    """Customers in the shop's own country are rung back unless the file names other countries."""
    default = CallbackLimits(countries=(country,))
    if part is None:
        return default
    limits = part.fields(
        *("countries", "accept", "dial", "texts", "per_number_per_day", "attempts_apart", "dials_per_day"),
        *(
            "spend_per_day",
            "longest_talk",
            "per_address_per_hour",
            "per_address_per_day",
            "per_prefix_per_hour",
        ),
        *("web_per_hour", "unverified_share", "prices", "slots"),
    )
    return CallbackLimits(
        countries=limits.texts("countries") if limits.get("countries") else default.countries,
        accept=limits.read("accept", default.accept, read_switch, no_switch),
        dial=limits.read("dial", default.dial, read_switch, no_switch),
        texts=limits.read("texts", default.texts, read_switch, no_switch),
        per_number_per_day=limits.whole("per_number_per_day", default.per_number_per_day),
        dials_per_day=limits.whole("dials_per_day", default.dials_per_day),
        per_address_per_hour=limits.whole("per_address_per_hour", default.per_address_per_hour),
        per_address_per_day=limits.whole("per_address_per_day", default.per_address_per_day),
        per_prefix_per_hour=limits.whole("per_prefix_per_hour", default.per_prefix_per_hour),
        web_per_hour=limits.whole("web_per_hour", default.web_per_hour),
        attempts_apart=limits.duration("attempts_apart", default.attempts_apart),
        longest_talk=limits.duration("longest_talk", default.longest_talk),
        spend_per_day=limits.optional_text("spend_per_day"),
        unverified_share=limits.read("unverified_share", default.unverified_share, float, no_share),
        prices=_prices(limits.get("prices")),
        slots=_slots(limits.get("slots")),
    )


def _prices(part: Part | None) -> dict[str, float]:
    """Cents a minute by prefix."""
    if part is None:
        return {}
    prices = part.fields(*part.entries())
    return {prefix: prices.read(prefix, 0.0, _read_price, no_price) for prefix in prices.parts}


def _read_price(text: str) -> float:
    if not _PRICE.fullmatch(text):
        raise ValueError(text)
    return float(text)


def _slots(part: Part | None) -> Slots:
    default = Slots()
    if part is None:
        return default
    slots = part.fields(
        *("earliest", "latest", "capacity", "peaks", "in_peaks", "days", "after_work", "max_pending"),
        "max_expected",
    )
    peaks = slots.get("peaks")
    return Slots(
        earliest=slots.read("earliest", default.earliest, read_time, no_time),
        latest=slots.read("latest", default.latest, read_time, no_time),
        capacity=slots.read("capacity", default.capacity, float, no_share),
        peaks=_peaks(peaks) if peaks else default.peaks,
        in_peaks=slots.read("in_peaks", default.in_peaks, float, no_share),
        days=slots.whole("days", default.days),
        after_work=slots.read("after_work", default.after_work, read_time, no_time),
        max_pending=slots.whole("max_pending", 0) if slots.get("max_pending") else None,
        max_expected=slots.duration("max_expected", default.max_expected),
    )


def _peaks(part: Part) -> tuple[tuple[time, time], ...]:
    """Those that can be read; what is wrong with the others is in the book."""
    found = []
    for one in part.items():
        text = one.text()
        start, _, end = text.partition("-")
        try:
            found.append((read_time(start), read_time(end)))
        except ValueError:
            one.book.unread(part.path, no_peak(short(text)), line=one.line)
    return tuple(found)


def read_policy(part: Part | None) -> CallbackPolicy:
    """How one department promises and tries again."""
    default = CallbackPolicy()
    if part is None:
        return default
    names = ("offer_after_waited", "offer_after_expected", "not_before", "attempts", "again_after")
    policy = part.fields(*names)
    again_part = policy.get("again_after")
    again = again_part.fields("busy", "no_answer", "machine") if again_part else None
    return CallbackPolicy(
        offer_after_waited=policy.duration("offer_after_waited", default.offer_after_waited),
        offer_after_expected=policy.duration("offer_after_expected", default.offer_after_expected),
        not_before=policy.duration("not_before", default.not_before),
        attempts=policy.whole("attempts", default.attempts),
        again_after=AgainAfter(
            busy=again.duration("busy", default.again_after.busy),
            no_answer=again.duration("no_answer", default.again_after.no_answer),
            machine=again.duration("machine", default.again_after.machine),
        )
        if again
        else default.again_after,
    )


def no_switch(text: str) -> Sentence:
    return sentence('"%(text)s" is neither on nor off. Write true or false.', text=text)


def no_time(text: str) -> Sentence:
    return sentence('"%(text)s" is no time of the day. Write it like 08:00; latest may be 24:00.', text=text)


def no_peak(text: str) -> Sentence:
    return sentence('"%(text)s" is no time of the day from and to. Write it like 08:00-10:00.', text=text)


def no_price(text: str) -> Sentence:
    return sentence('"%(text)s" is no price. Write cents a minute, like 4 or 2.5.', text=text)
