"""Callback settings as JSON and back; each pair of functions is the other's inverse.

A key that an older version did not write has the default of the house.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import time, timedelta
from typing import Any

from ticket_store.callback_settings import AgainAfter, CallbackLimits, CallbackPolicy, Slots

Body = dict[str, Any]


def limits_json(limits: CallbackLimits) -> Body:
    return {field.name: _plain(getattr(limits, field.name)) for field in fields(limits)}


def limits_of(body: Mapping[str, Any]) -> CallbackLimits:
    default = CallbackLimits()
    known = {
        field.name: _as(getattr(default, field.name), body[field.name])
        for field in fields(default)
        if field.name in body
    }
    return CallbackLimits(**known)


def policy_json(policy: CallbackPolicy) -> Body:
    return {
        "offer_after_waited_s": _plain(policy.offer_after_waited),
        "offer_after_expected_s": _plain(policy.offer_after_expected),
        "not_before_s": _plain(policy.not_before),
        "attempts": policy.attempts,
        "again_after_s": {
            "busy": _plain(policy.again_after.busy),
            "no_answer": _plain(policy.again_after.no_answer),
            "machine": _plain(policy.again_after.machine),
        },
    }


def policy_of(body: Mapping[str, Any]) -> CallbackPolicy:
    """A row without a policy, as a bare insert makes it, has the defaults of the house."""
    if not body:
        return CallbackPolicy()
    again = {cause: timedelta(seconds=after) for cause, after in body["again_after_s"].items()}
    return CallbackPolicy(
        offer_after_waited=timedelta(seconds=body["offer_after_waited_s"]),
        offer_after_expected=timedelta(seconds=body["offer_after_expected_s"]),
        not_before=timedelta(seconds=body["not_before_s"]),
        attempts=body["attempts"],
        again_after=AgainAfter(**again),
    )


def _plain(value: Any) -> Any:
    """Durations as whole seconds, times as 08:00."""
    match value:
        case timedelta():
            return int(value.total_seconds())
        case time():
            return value.isoformat("minutes")
        case Slots():
            return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        case tuple():
            return [_plain(one) for one in value]
        case Mapping():
            return dict(value)
        case _:
            return value


def _as(default: Any, kept: Any) -> Any:
    """What `_plain` wrote, in the kind of the default."""
    match default:
        case timedelta():
            return timedelta(seconds=kept)
        case time():
            return time.fromisoformat(kept)
        case Slots():
            known = {
                f.name: _as(getattr(default, f.name), kept[f.name]) for f in fields(default) if f.name in kept
            }
            return Slots(**known)
        case ((time(), time()), *_):
            return tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in kept)
        case tuple():
            return tuple(kept)
        case _:
            return kept
