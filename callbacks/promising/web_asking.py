"""A callback asked for by the public form: guarded, noted, and asked for like any other, in one transaction.

Whatever comes of it, the asker gets one and the same page: what is answered here is for the store and for tests.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection

from callbacks.limits.dial_gate import DAY, HOUR, GateRule
from callbacks.limits.form_guard import RECENT, FormPost, FormVerdict, address_key, difficulty, judge_form
from callbacks.limits.gate import keep_wish
from callbacks.limits.gate_facts import WEB
from callbacks.promising.requests import request_callback
from callbacks.wishes import CallbackAlreadyPromised, CallbackPromised, CallbackRefused, CallbackWish
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.refusals import write_refusal
from ticket_store.spend import serialise_gate
from ticket_store.web_asks import answer_ask, asks_of, asks_since, forget_asks, note_ask

KEPT_FOR = timedelta(days=30)


class FormAnswer(StrEnum):
    """What became of a post."""

    PROMISED = "promised"
    MERGED = "merged"
    HELD = "held"  # kept until the number rings us, or there is room
    REFUSED = "refused"
    STALE = "stale"  # open for hours: show the form again, filled in as it was


def ask_by_form(tx: Transaction, line: Line, post: FormPost, wish: CallbackWish, now: datetime) -> FormAnswer:
    """Guard the form, then ask for the callback. `wish.customer_number` is what was typed, where it is no number.

    The one way from the public form to a promise: it sets the wish's way, address and proof itself.
    """
    address = address_key(post.address)
    wish = replace(wish, asked_through=WEB, address=address, verified=True, actor="customer", call_id=None)
    verdict = guard_form(tx, line, post, now)
    if verdict.is_stale:
        answer = FormAnswer.STALE
    elif verdict.is_held and verdict.rule is not None and post.number is not None:
        keep_wish(tx, wish, verdict.rule, now)
        answer = FormAnswer.HELD
    elif not verdict.may_ask:
        answer = FormAnswer.REFUSED
    else:
        answer = _ask(tx, line, wish, now)
    if verdict.rule is not GateRule.USED_TWICE:
        answer_ask(tx, post.nonce, answer)
    return answer


def guard_form(tx: Transaction, line: Line, post: FormPost, now: datetime) -> FormVerdict:
    """Judge a post by its form and its address, and note it; a no is written down with its rule."""
    serialise_gate(tx)
    address = address_key(post.address)
    in_hour, in_day = asks_of(tx.db, address, now - HOUR, now - DAY)
    is_first = note_ask(tx, address, post.number, post.nonce, FormAnswer.REFUSED, now)
    rule = judge_form(post, in_hour, in_day, line.shop.callbacks) if is_first else GateRule.USED_TWICE
    if rule is not None:
        facts = {"in_hour": in_hour, "in_day": in_day, "filled_for_s": post.filled_for.total_seconds()}
        write_refusal(tx, post.number, rule, WEB, now, address=address, facts=facts)
    return FormVerdict(rule)


def work_wanted(db: Connection, now: datetime) -> int:
    """How many leading zero bits the proof of work of a form needs that is shown now."""
    return difficulty(asks_since(db, now - RECENT))


def forget_forms(tx: Transaction, line: Line, now: datetime) -> int:
    """Drop what is known of those who posted forms longer ago than the shop keeps it (30 days); how many."""
    return forget_asks(tx, now - line.shop.retention.get("web_addresses", KEPT_FOR))


def _ask(tx: Transaction, line: Line, wish: CallbackWish, now: datetime) -> FormAnswer:
    match request_callback(tx, line, wish, now):
        case CallbackPromised():
            return FormAnswer.PROMISED
        case CallbackAlreadyPromised():
            return FormAnswer.MERGED
        case CallbackRefused(is_held):
            return FormAnswer.HELD if is_held else FormAnswer.REFUSED
