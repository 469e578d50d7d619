"""The dial gate at work: facts are looked up, the rule decides, and its no is written down, all in one transaction."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from callbacks.limits.dial_gate import AskFacts, DialFacts, GateRule, may_ask, may_dial, most_cents, passes_at
from callbacks.limits.gate_facts import WEB, ask_facts, dial_facts
from callbacks.limits.spend_alarm import tell_of_spend
from callbacks.wishes import CallbackWish
from ticket_store import spend
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.refusals import write_refusal
from ticket_store.request_counts import has_called
from ticket_store.rows import Callback
from ticket_store.web_asks import hold_wish


@dataclass(frozen=True)
class Cleared:
    """The number may be rung now. `cost_cents` are held for the longest talk until its end says what it was."""

    cost_cents: float
    cents_a_minute: float


@dataclass(frozen=True)
class NotDialled:
    """The gate said no. `again_at` is when it may be tried again, None where waiting cannot help."""

    rule: GateRule
    again_at: datetime | None


def speaks_for_number(wish: CallbackWish) -> bool:
    """Whether whoever asks is known to have this number: it rings us now, or one of us asks for them."""
    return wish.asked_through != WEB and wish.verified


def with_proof(tx: Transaction, wish: CallbackWish) -> CallbackWish:
    """The wish, and whether its number is proven: whatever a form says proves nothing, an earlier call of it does."""
    if speaks_for_number(wish):
        return wish
    return replace(wish, verified=has_called(tx.db, wish.customer_number))


def refuse_asking(tx: Transaction, line: Line, wish: CallbackWish, now: datetime) -> GateRule | None:
    """None when a call may be promised to this wish; else the rule, which is written down.

    A wish that is only one too many is kept besides: `callbacks.promising.proving` makes a promise of it.
    """
    spend.serialise_gate(tx)
    facts = ask_facts(tx.db, line, wish, now)
    rule = may_ask(wish.customer_number, facts)
    if rule is not None:
        write_refusal(
            tx,
            wish.customer_number,
            rule,
            wish.asked_through,
            now,
            department_key=wish.department_key,
            address=wish.address,
            facts=_told(facts),
        )
        if rule.holds:
            keep_wish(tx, wish, rule, now)
    return rule


def keep_wish(tx: Transaction, wish: CallbackWish, rule: GateRule, now: datetime) -> None:
    """Hold a wish until its number rings us, or there is room for it."""
    wanted = wish.wanted_from.isoformat() if wish.wanted_from is not None else None
    asked: dict[str, Any] = {
        "language": wish.language,
        "wanted_from": wanted,
        "customer_name": wish.customer_name,
        "customer_email": wish.customer_email,
        "matter": wish.matter,
        "address": wish.address,
    }
    hold_wish(tx, wish.customer_number, wish.department_key, rule, asked, now)


def clear_dial(tx: Transaction, line: Line, found: Callback, now: datetime) -> Cleared | NotDialled:
    """Whether this callback's customer may be rung now; a no is written down.

    Asked in the transaction that writes the attempt: until its commit nobody else decides on the same counts.
    """
    spend.serialise_gate(tx)
    rule, facts = rule_against_dial(tx, line, found, now)
    if rule is None:
        cost = most_cents(facts.number)
        tell_of_spend(tx, line, facts.day.cents + cost, facts.cap_cents, now)
        return Cleared(cost, facts.number.cents_a_minute or 0)
    promised = {"department_key": found.department_key, "callback_id": found.id}
    write_refusal(tx, found.customer_number, rule, "dial", now, **promised, facts=_told(facts))
    return NotDialled(rule, None if rule.is_lasting else passes_at(rule, facts, now))


def rule_against_dial(
    tx: Transaction, line: Line, found: Callback, now: datetime
) -> tuple[GateRule | None, DialFacts]:
    """The rule that would refuse this dial now, if any, and what it decides on. Nothing is written down."""
    facts = dial_facts(tx.db, line, found, now)
    return may_dial(found.customer_number, facts, now), facts


def _told(facts: AskFacts | DialFacts) -> Mapping[str, Any]:
    """What decided, as plain values: the counts and the price, but no lists of numbers."""
    counts = {name: fact for name, fact in vars(facts).items() if name not in {"number", "day"}}
    told = {"cents_a_minute": facts.number.cents_a_minute, **asdict(facts.day), **counts}
    return {name: fact.isoformat() if isinstance(fact, datetime) else fact for name, fact in told.items()}
