"""What of a webhook may be kept: PINs of agents never are, not in the events and not in a log."""

import re
from dataclasses import replace

from call_routing.people.pin_check import is_agents_phone
from ivr.caller_number import caller_number
from ivr.hook import Hook
from ivr.text_line import read_status_text
from ticket_store.line import Line

HIDDEN = "(hidden)"
_MAYBE_PIN = re.compile(r"\d{4,}")


def whole(hook: Hook, line: Line | None) -> Hook:
    """All of it."""
    del line
    return hook


def without_keys(hook: Hook, line: Line | None) -> Hook:
    """The keys that were typed are left out: at this address they are a PIN, right or wrong."""
    del line
    return _with(hook, "Digits", HIDDEN) if hook["Digits"] else hook


def without_pin(hook: Hook, line: Line | None) -> Hook:
    """From an agent's phone, longer numbers in a text are left out; customers' texts are kept as they came.

    So they are in whatever reads like an agent's wish, for one who writes from another phone by mistake; and while
    the line cannot be read, since then nobody knows whose phone it is.
    """
    is_customers = line is not None and not is_agents_phone(line, caller_number(hook["From"]))
    if is_customers and read_status_text(hook["Body"]) is None:
        return hook
    return _with(hook, "Body", _MAYBE_PIN.sub(HIDDEN, hook["Body"]))


def _with(hook: Hook, name: str, value: str) -> Hook:
    return replace(hook, params={**hook.params, name: value})
