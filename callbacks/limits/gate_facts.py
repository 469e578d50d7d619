"""What the dial gate decides on: a few indexed statements, in the transaction that acts on the decision."""

from datetime import datetime

from sqlalchemy import Connection

from callbacks.limits.dial_gate import DAY, HOUR, AskFacts, DayOfDials, DialFacts, NumberFacts
from callbacks.limits.number_kinds import prefix_of
from callbacks.limits.prices import cap_cents, cents_a_minute
from callbacks.wishes import CallbackWish
from ticket_store import request_counts, spend
from ticket_store.agents import agent_numbers
from ticket_store.carrier_pace import line_state
from ticket_store.customers import customer_by_number
from ticket_store.line import Line
from ticket_store.no_dial import is_forbidden
from ticket_store.rows import Callback

WEB = "web"  # asked through the public form, where anybody can type any number


def number_facts(db: Connection, line: Line, number: str, now: datetime) -> NumberFacts:
    """What is known of the number itself. The alarm number counts as one of the shop's own."""
    shop = line.shop
    known = customer_by_number(db, number)
    own = (*line.dids, shop.caller_id, shop.alarm_number)
    return NumberFacts(
        limits=shop.callbacks,
        countries=shop.callbacks.countries or (shop.country,),
        own_numbers={one for one in own if one is not None},
        agents_numbers=agent_numbers(db),
        blocked=known is not None and known.blocked,
        forbidden=is_forbidden(db, number, now),
        cents_a_minute=cents_a_minute(number, shop.callbacks.prices),
    )


def ask_facts(db: Connection, line: Line, wish: CallbackWish, now: datetime) -> AskFacts:
    """What counts when this wish is heard. Only an unproven number has to be measured against others."""
    number = wish.customer_number
    facts = number_facts(db, line, number, now)
    by_others_too = wish.asked_through == WEB or not wish.verified
    requests = request_counts.requests_since(db, number, now - DAY, web_too=by_others_too)
    if wish.verified:
        return AskFacts(number=facts, unseen=False, requests=requests)
    others = request_counts.unseen_since(db, prefix_of(number), now - HOUR)
    return AskFacts(
        number=facts,
        unseen=True,
        requests=requests,
        prefix_requests=others.asked_in_prefix,
        web_requests=others.asked,
        waiting_unverified=others.waiting,
        day=day_of_dials(db, now),
    )


def dial_facts(db: Connection, line: Line, found: Callback, now: datetime) -> DialFacts:
    """What counts when this callback's customer is about to be dialled."""
    number = found.customer_number
    to_them = spend.dials_to(db, [number], now - DAY).get(number)
    return DialFacts(
        number=number_facts(db, line, number, now),
        verified=found.verified,
        held=line_state(db).held_since is not None,
        being_dialled=to_them is not None and to_them.live,
        last_dial_at=to_them.last_at if to_them is not None else None,
        day=day_of_dials(db, now),
        cap_cents=cap_cents(line.shop.callbacks.spend_per_day),
    )


def day_of_dials(db: Connection, now: datetime) -> DayOfDials:
    """All dials to customers of the last 24 hours."""
    seen = spend.dials_since(db, now - DAY)
    return DayOfDials(seen.dials, seen.unverified, seen.cents, seen.first_at, seen.live)
