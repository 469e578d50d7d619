"""What decided, told to whoever listens to a turn: the rule with its figures, as the engine itself has them.

Nobody listens to a real call: then each of these returns at its first line, and asks the store nothing.
"""

from datetime import timedelta

from call_routing.because import Because, Fact, Rule
from call_routing.hours.opening_hours import Closed, Open, opening
from call_routing.hours.schedules import schedule_of
from call_routing.menu_walk import Ask, Heard, Move, Place, keys_at
from call_routing.queue.arrival import Arrival, LastCall, NobodyThere, Overflow, OwnerBusy, QueueFull, Shut
from call_routing.queue.estimates import Estimate
from call_routing.queue.foretelling import foretell
from call_routing.queue.recognition import KeptPlace, Thread
from ivr.turn import CallTurn, Turn
from ticket_store.callbacks import callback_by_id
from ticket_store.calls import call_by_id
from ticket_store.customers import Known
from ticket_store.line import (
    Did,
    Incident,
    OrderStatus,
    Repeat,
    Target,
    ToDepartment,
    ToLanguage,
    ToMenu,
)
from ticket_store.queue import people_ahead
from ticket_store.refusals import list_refusals
from ticket_store.rows import Call, Callback


def tell(turn: Turn, rule: Rule, **facts: Fact) -> None:
    """One decision whose figures are at hand."""
    if turn.because is not None:
        turn.because.append(Because(rule, facts))


def tell_beginning(
    turn: CallTurn, did: Did, known: Known | None, language: str, promised: Callback | None
) -> None:
    """Which number was dialled and where it leads, in which language, and what was promised to this caller."""
    if turn.because is None:
        return
    if did.number not in turn.line.dids:
        tell(turn, Rule.UNKNOWN_NUMBER, number=did.number)
    if known is not None and known.language == language:
        tell(turn, Rule.CUSTOMERS_LANGUAGE, language=language)
    if known is not None and known.blocked:
        tell(turn, Rule.BLOCKED)
    elif promised is not None:
        tell_promise(turn, Rule.PROMISE_OPEN, promised)
    elif did.menu_key is not None and did.menu_key in turn.menus:
        tell(turn, Rule.TO_MENU, number=did.number, menu=did.menu_key)
    else:
        there = did.department_key or turn.default_department
        tell(turn, Rule.TO_DEPARTMENT, number=did.number, department=there)


def tell_thread(turn: CallTurn, thread: Thread | None) -> None:
    """What a known caller may go on with."""
    if turn.because is None or thread is None:
        return
    if isinstance(thread, KeptPlace):
        tell(turn, Rule.KEPT_PLACE, department=thread.department_key)
    else:
        tell(turn, Rule.OWN_CASE, department=thread.department_key, owner=thread.owner_name)


def tell_incident_rule(turn: Turn, incident: Incident) -> None:
    """What is broken is told first."""
    tell(turn, Rule.INCIDENT, department=incident.department_key, until=incident.ends_at)


def tell_choice(turn: CallTurn, place: Place, key: str | None, move: Move) -> None:
    """What a key of a menu, a wrong one, or none has done."""
    if turn.because is None:
        return
    menu = turn.menus[place.menu]
    target = keys_at(turn.menus, place, turn.default_department).get(key or "")
    if key is None:
        tell(turn, Rule.NO_INPUT, menu=place.menu, tried=place.no_input + 1, times=menu.no_input.times)
    elif target is None or (isinstance(move, Ask) and move.heard is Heard.NO_MATCH):
        tried = place.no_match + 1
        tell(turn, Rule.NO_MATCH, menu=place.menu, key=key, tried=tried, times=menu.no_match.times)
    else:
        kind, there = _where(target)
        tell(turn, Rule.KEY, menu=place.menu, key=key, to=kind, target=there)


def _where(target: Target) -> tuple[str, str | None]:
    match target:
        case ToDepartment(key):
            return "department", key
        case ToMenu(key):
            return "menu", key
        case ToLanguage(language):
            return "language", language
        case Repeat():
            return "repeat", None
        case OrderStatus():
            return "order_status", None


def tell_arrival(turn: CallTurn, call: Call, key: str, arrival: Arrival) -> None:
    """What a caller found in a department, with the figures of that decision."""
    if turn.because is None:
        return
    match arrival:
        case Shut(closed):
            tell_closed(turn, key, closed)
        case NobodyThere():
            tell(turn, Rule.NOBODY_ON_DUTY, department=key)
        case OwnerBusy(_, name):
            tell(turn, Rule.OWNER_BUSY, department=key, owner=name)
        case Overflow(other):
            tell(turn, Rule.OVERFLOW, department=key, target=other)
        case _:
            _tell_queue(turn, call, key, arrival)


def tell_closed(turn: Turn, key: str, closed: Closed) -> None:
    """Which of hours, holiday, closure and manual close it is, and when it opens."""
    tell(
        turn,
        Rule.CLOSED,
        department=key,
        cause=closed.cause.value,
        reason=dict(closed.reason),
        opens_at=closed.opens_at,
    )


def _tell_queue(turn: CallTurn, call: Call, key: str, arrival: Arrival) -> None:
    """The queue that was full, too slow before closing, or took the caller in."""
    assert turn.because is not None  # noqa: S101 - the caller of this has looked
    found = call_by_id(turn.tx, call.id) or call
    ranks_at = found.ranks_at or found.arrived_at or found.started_at
    seen = foretell(turn.tx.db, turn.line, key, ranks_at, turn.now)
    match arrival:
        case QueueFull():
            most = turn.line.departments[key].max_callers
            tell(turn, Rule.QUEUE_FULL, department=key, waiting=seen.outlook.waiting, most=most)
        case LastCall():
            state = opening(schedule_of(turn.line, key), turn.now)
            closes_at = state.closes_at if isinstance(state, Open) else None
            expected_s = _seconds(seen.wait)
            tell(turn, Rule.LAST_CALL, department=key, expected_s=expected_s, closes_at=closes_at)
        case _:
            ahead = people_ahead(turn.tx.db, key, ranks_at, turn.now)
            staffed, expected_s = seen.outlook.staffed, found.expected_s
            tell(turn, Rule.MAY_WAIT, department=key, ahead=ahead, staffed=staffed, expected_s=expected_s)


def _seconds(wait: Estimate | None) -> int | None:
    return None if wait is None else round(wait.expected.total_seconds())


def tell_end_of_waiting(turn: CallTurn, key: str, why: str, waited: timedelta) -> None:
    """Why this caller should not wait any longer."""
    if turn.because is None:
        return
    match why:
        case "closed":
            state = opening(schedule_of(turn.line, key), turn.now)
            if isinstance(state, Closed):
                tell_closed(turn, key, state)
        case "nobody":
            tell(turn, Rule.NOBODY_ON_DUTY, department=key)
        case "declined":
            tell(turn, Rule.DECLINED, department=key)
        case _:
            most_s = int(turn.line.departments[key].max_wait.total_seconds())
            waited_s = int(waited.total_seconds())
            tell(turn, Rule.WAITED_TOO_LONG, department=key, waited_s=waited_s, most_s=most_s)


def tell_keys_told(turn: CallTurn, key: str, wait: Estimate | None, waited: timedelta) -> None:
    """Why the keys of the waiting room are spoken about now."""
    if turn.because is None:
        return
    policy = turn.line.departments[key].callback
    if wait is not None and wait.expected >= policy.offer_after_expected:
        after_s = int(policy.offer_after_expected.total_seconds())
        expected_s = _seconds(wait)
        tell(turn, Rule.KEYS_TOLD_EXPECTED, department=key, expected_s=expected_s, after_s=after_s)
    else:
        after_s, waited_s = int(policy.offer_after_waited.total_seconds()), int(waited.total_seconds())
        tell(turn, Rule.KEYS_TOLD_WAITED, department=key, waited_s=waited_s, after_s=after_s)


def tell_promised(turn: Turn, rule: Rule, callback_id: str) -> None:
    """The window that was promised just now, or before."""
    found = callback_by_id(turn.tx, callback_id) if turn.because is not None else None
    if found is not None:
        tell_promise(turn, rule, found)


def tell_promise(turn: Turn, rule: Rule, found: Callback) -> None:
    tell(
        turn,
        rule,
        department=found.department_key,
        number=found.customer_number,
        start=found.promised_from,
        end=found.promised_until,
    )


def tell_refused(turn: Turn) -> None:
    """The rule of the dial gate that said no; the caller never hears which."""
    if turn.because is None:
        return
    refused = list_refusals(turn.tx.db, turn.now, turn.now.max.replace(tzinfo=turn.now.tzinfo), limit=1)
    tell(turn, Rule.REFUSED, gate=refused[0].rule if refused else None)
