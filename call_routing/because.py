"""Why the line did what it did: the rule that decided, with its figures, as data.

The engine tells it only where somebody listens (a rehearsal); pages put it into words. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

# Departments, menus and languages by their keys; spans in whole seconds `..._s`; words by language.
Fact = str | int | datetime | Mapping[str, str] | None


class Rule(StrEnum):
    """What decided. Beside each: the facts that are told with it."""

    # a call comes in
    TO_MENU = "to_menu"  # number, menu
    TO_DEPARTMENT = "to_department"  # number, department
    UNKNOWN_NUMBER = "unknown_number"  # number: not one of the line's, answered like the first
    CUSTOMERS_LANGUAGE = "customers_language"  # language: chosen once in an earlier call
    BLOCKED = "blocked"
    AGENTS_PHONE = "agents_phone"
    INCIDENT = "incident"  # department (None: the whole shop), until
    PROMISE_OPEN = "promise_open"  # department, start, end
    KEPT_PLACE = "kept_place"  # department
    OWN_CASE = "own_case"  # department, owner
    # in a menu
    KEY = "key"  # menu, key, to (department, menu, language, repeat, order_status, thread), target
    NO_MATCH = "no_match"  # menu, key, tried, times
    NO_INPUT = "no_input"  # menu, tried, times
    ORDER_STATUS_AWAY = "order_status_away"  # department
    # a department is reached
    CLOSED = "closed"  # department, cause (manual, closure, holiday, hours), reason, opens_at
    NOBODY_ON_DUTY = "nobody_on_duty"  # department
    QUEUE_FULL = "queue_full"  # department, waiting, most
    LAST_CALL = "last_call"  # department, expected_s, closes_at
    MAY_WAIT = "may_wait"  # department, ahead, staffed, expected_s
    OWNER_BUSY = "owner_busy"  # department, owner
    OVERFLOW = "overflow"  # department, target
    # in the waiting room
    WAITED_TOO_LONG = "waited_too_long"  # department, waited_s, most_s
    DECLINED = "declined"  # department
    KEYS_TOLD_WAITED = "keys_told_waited"  # department, waited_s, after_s
    KEYS_TOLD_EXPECTED = "keys_told_expected"  # department, expected_s, after_s
    # a callback
    PROMISED = "promised"  # department, number, start, end
    PROMISED_BEFORE = "promised_before"  # department, number, start, end
    PROMISE_MOVED = "promise_moved"  # department, number, start, end
    PROMISE_CANCELLED = "promise_cancelled"  # department, number, start, end
    REFUSED = "refused"  # gate: the name of the dial gate's rule
    NO_NUMBER = "no_number"  # withheld: it is asked for
    # an agent is rung
    AGENT_OWNER = "agent_owner"  # agent (e-mail address), department: their case
    AGENT_CHOSEN = "agent_chosen"  # agent, department, strategy


@dataclass(frozen=True)
class Because:
    """One decision of the line."""

    rule: Rule
    facts: Mapping[str, Fact] = field(default_factory=dict)
