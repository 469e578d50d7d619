"""A customer may not be rung now: tried again when the rule may have passed, given up where waiting cannot help."""

from datetime import datetime

from callbacks.limits.dial_gate import GateRule, passes_at
from callbacks.limits.gate import NotDialled, rule_against_dial
from callbacks.promising.next_time import give_up, put_off
from callbacks.steps import Step
from ticket_store import callbacks as book
from ticket_store.callback_steps import write_step
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.rows import Callback

_AT_ONCE = 10  # so many due callbacks are looked at in one round of the sweeper
# Lasting for a while: an agent would be rung for nothing. Of the others the dialling itself hears.
_FORESEEN = frozenset(
    {GateRule.UNVERIFIED_SHARE, GateRule.DIALS_PER_DAY, GateRule.SPEND, GateRule.ATTEMPTS_APART}
)


def heed_gate(tx: Transaction, line: Line, found: Callback, refused: NotDialled, now: datetime) -> None:
    """The dial gate said no to this callback's dial: later, or never."""
    if refused.again_at is None:
        give_up(tx, line, found, f"refused by {refused.rule}", now)
        return
    write_step(tx, found.id, Step.PUT_OFF, now, actor="dial gate", rule=refused.rule, until=refused.again_at)
    put_off(tx, line, found, refused.again_at, now)


def put_off_foreseen(tx: Transaction, line: Line, now: datetime) -> int:
    """Due callbacks that the gate would refuse for now wait, before any agent is rung for them; how many.

    The rule itself is asked again at the dialling, where it counts.
    """
    many = 0
    for due in book.due_callbacks(tx.db, now)[:_AT_ONCE]:
        rule, facts = rule_against_dial(tx, line, due, now)
        if rule not in _FORESEEN:
            continue
        found = book.callback_by_id(tx, due.id)
        if found is not None and found.status == "waiting":
            heed_gate(tx, line, found, NotDialled(rule, passes_at(rule, facts, now)), now)
            many += 1
    return many
