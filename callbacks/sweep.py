"""Every state that is not final has a deadline; here they are looked after, every two seconds."""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial

from call_routing.choosing.distribution import distribute
from call_routing.people.attendance import look_after
from call_routing.people.offers import Miss
from call_routing.people.presence import lose_silent
from call_routing.phone_line import LineAwayError, LineRefusedError
from call_routing.queue.handled import learn_handling
from callbacks.callback_desk import CallbackDesk
from callbacks.promising.closed_hours import move_closed
from callbacks.promising.keeping import keep_promises
from callbacks.promising.proving import take_up_held
from callbacks.promising.putting_off import put_off_foreseen
from callbacks.promising.web_asking import forget_forms
from callbacks.ringing.after_restore import ask_books
from callbacks.ringing.legs import let_slip
from callbacks.ringing.settling import settle_call, settle_leg
from callbacks.ringing.turns import call_off_customers
from ticket_store.agents import agent_by_id, change_agent, rested, wrapped_up
from ticket_store.call_states import LegStatus
from ticket_store.callbacks import let_callback_wait
from ticket_store.calls import (
    call_by_id,
    calls_past_deadline,
    leg_by_id,
    legs_of_reservation,
    legs_past_deadline,
)
from ticket_store.engine import Transaction, is_store_fault
from ticket_store.estimate_errors import log_half_hour
from ticket_store.line import Line
from ticket_store.outbox import send
from ticket_store.queue_load import add_half_hours
from ticket_store.ready import mend_ready
from ticket_store.reporting.duty_kept import keep_all_duty
from ticket_store.reservations import expired, release, reservation_by_id
from ticket_store.rows import Reservation

log = logging.getLogger(__name__)


def sweep(desk: CallbackDesk) -> None:
    """One round, every matter of it on its own. What needs the carrier waits while it is away; all the rest goes on.

    Raises: what the store raises where the database itself failed; that ends the round.
    """
    _try(partial(ask_books, desk))
    line, now = desk.lines.line(), desk.clock()
    for agent_id in desk.store.read(lambda db: wrapped_up(db, now)):
        _write(desk, partial(_end_wrap_up, line=line, agent_id=agent_id, now=now))
    for matter in _MATTERS:
        _settle(desk, matter, line, now)
    _try(partial(call_off_customers, desk))
    for held in desk.store.read(lambda db: expired(db, now)):
        _write(desk, partial(_end_lease, line=line, held=held, now=now))
    for leg in desk.store.read(lambda db: legs_past_deadline(db, now)):
        _try(partial(settle_leg, desk, leg))
    for call in desk.store.read(lambda db: calls_past_deadline(db, now)):
        _try(partial(settle_call, desk, call))


def _settle(
    desk: CallbackDesk, matter: Callable[[Transaction, Line, datetime], object], line: Line, now: datetime
) -> None:
    _write(desk, lambda tx: matter(tx, line, now))


def _write(desk: CallbackDesk, work: Callable[[Transaction], object]) -> None:
    _try(lambda: desk.store.write(work))


def _try(settle: Callable[[], object]) -> None:
    """One that cannot be settled now does not keep the others from it."""
    try:
        settle()
    except (LineAwayError, LineRefusedError) as fault:
        log.warning("the carrier could not be asked (%s); this leg or call is settled later", fault)
    except Exception as fault:
        if is_store_fault(fault):
            raise
        log.exception("a matter of this round could not be settled; it is looked at again")


def _end_wrap_up(tx: Transaction, line: Line, agent_id: str, now: datetime) -> None:
    if agent_id not in wrapped_up(tx.db, now):  # meanwhile in another talk, or its wrap-up
        return
    agent = agent_by_id(tx.db, agent_id)
    done_at = min(now, agent.wrap_up_until or now) if agent is not None else now
    change_agent(tx, agent_id, wrap_up_until=None)
    learn_handling(tx, line, agent_id, done_at)


def _end_rests(tx: Transaction, line: Line, now: datetime) -> None:
    del line
    for agent_id in rested(tx.db, now):
        change_agent(tx, agent_id, not_before_at=None)


def _lose_silent(tx: Transaction, line: Line, now: datetime) -> None:
    del line
    lose_silent(tx, now)


def _add_half_hours(tx: Transaction, line: Line, now: datetime) -> None:
    add_half_hours(tx, line.departments, now)


def _keep_duty(tx: Transaction, line: Line, now: datetime) -> None:
    del line
    keep_all_duty(tx, now)  # whoever was changed by hand, or by two at once


def _match(tx: Transaction, line: Line, now: datetime) -> None:
    mend_ready(tx)
    distribute(tx, line, now)


# In this order: the match looks at what the others have left, and promises are moved of those for whom nobody was free.
_MATTERS: tuple[Callable[[Transaction, Line, datetime], object], ...] = (
    _end_rests,
    _lose_silent,
    _keep_duty,
    move_closed,
    take_up_held,
    forget_forms,
    put_off_foreseen,
    look_after,
    log_half_hour,
    _add_half_hours,
    _match,
    keep_promises,
)


def _end_lease(tx: Transaction, line: Line, held: Reservation, now: datetime) -> None:
    """A lease ran out: an offer counts as missed and its leg is ended; a talk's lease is simply let go."""
    if held.call_id is not None:
        call_by_id(tx, held.call_id)  # locked before the lease, as every webhook of the call does it
    fresh = reservation_by_id(tx, held.id)
    if fresh is None or fresh.state == "released" or fresh.expires_at > now:
        return
    legs = [leg for leg in legs_of_reservation(tx, held.id) if leg.role == "agent" and leg.ended_at is None]
    for leg in legs:
        if leg_by_id(tx, leg.id) is not None:
            send(tx, "end_leg", now, leg_id=leg.id)
    if fresh.state == "ringing" and any(leg.status == LegStatus.PLACING for leg in legs):
        _never_rang(tx, line, fresh, now)
    elif fresh.state == "ringing":
        let_slip(tx, line, fresh, Miss.NO_ANSWER, now)
    else:
        release(tx, held.id, "lease_over", now)


def _never_rang(tx: Transaction, line: Line, held: Reservation, now: datetime) -> None:
    """The line out was away or too busy to ring this agent in time: no miss of theirs, and no rest."""
    if release(tx, held.id, "not_rung", now):
        if held.callback_id is not None:
            let_callback_wait(tx, held.callback_id, due_at=None)
        tx.topics.add(f"agent:{held.agent_id}")
        distribute(tx, line, now)
