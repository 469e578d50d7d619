"""Promises to ring back as the plain tree of the shop file: what `reading_callbacks` reads."""

from datetime import time
from typing import Any

from admin.shop_file.values import write_duration, write_time
from ticket_store.callback_settings import CallbackLimits, CallbackPolicy, Slots

Tree = dict[str, Any]


def limits_tree(limits: CallbackLimits) -> Tree:
    """In the order of docs/shop-file.md. What has no value of its own (a cap, prices) is left out while it is empty."""
    tree: Tree = {
        "countries": list(limits.countries),
        "accept": limits.accept,
        "dial": limits.dial,
        "texts": limits.texts,
        "per_number_per_day": limits.per_number_per_day,
        "attempts_apart": write_duration(limits.attempts_apart),
        "dials_per_day": limits.dials_per_day,
        "spend_per_day": limits.spend_per_day,
        "longest_talk": write_duration(limits.longest_talk),
        "per_address_per_hour": limits.per_address_per_hour,
        "per_address_per_day": limits.per_address_per_day,
        "per_prefix_per_hour": limits.per_prefix_per_hour,
        "web_per_hour": limits.web_per_hour,
        "unverified_share": _figure(limits.unverified_share),
        "prices": {prefix: _figure(price) for prefix, price in limits.prices.items()},
        "slots": _slots(limits.slots),
    }
    return {name: value for name, value in tree.items() if name == "countries" or value not in (None, {})}


def _slots(slots: Slots) -> Tree:
    tree: Tree = {
        "earliest": write_time(slots.earliest),
        "latest": write_time(slots.latest, ends=True),
        "capacity": _figure(slots.capacity),
        "peaks": [_span(start, end) for start, end in slots.peaks],
        "in_peaks": _figure(slots.in_peaks),
        "days": slots.days,
        "after_work": write_time(slots.after_work),
    }
    if slots.max_pending is not None:
        tree["max_pending"] = slots.max_pending
    return tree | {"max_expected": write_duration(slots.max_expected)}


def _span(start: time, end: time) -> str:
    return f"{write_time(start)}-{write_time(end, ends=True)}"


def _figure(value: float) -> float | int:
    """4 and not 4.0."""
    return int(value) if value == int(value) else value


def policy_tree(policy: CallbackPolicy) -> Tree:
    again = policy.again_after
    return {
        "offer_after_waited": write_duration(policy.offer_after_waited),
        "offer_after_expected": write_duration(policy.offer_after_expected),
        "not_before": write_duration(policy.not_before),
        "attempts": policy.attempts,
        "again_after": {
            "busy": write_duration(again.busy),
            "no_answer": write_duration(again.no_answer),
            "machine": write_duration(again.machine),
        },
    }
