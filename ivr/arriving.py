"""A caller rings: the call is recorded first, then greeted, or brought straight to a department."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from call_routing.because import Rule
from call_routing.people.pin_check import holders_at
from call_routing.queue.recognition import Thread
from callbacks.promising.proving import number_called
from ivr.agent_line import first_words as greet_agent
from ivr.answers import answer
from ivr.beginning import first_place, first_words, recognised_thread
from ivr.call_rows import first_row
from ivr.called_in import meet_meanwhile, nearest_promise
from ivr.caller_number import as_told, caller_number
from ivr.places import InMenu, ToldIncident, ToldPromise, as_walk
from ivr.reasons import tell, tell_beginning, tell_thread
from ivr.to_department import go_to_department
from ivr.turn import CallTurn, Verbs
from ivr.twiml import Hangup, Reject, render
from ticket_store.calls import call_by_sid, change_call, insert_call_once, write_event
from ticket_store.customers import Known, customer_for
from ticket_store.line import Did
from ticket_store.pins_kept import PinHolder
from ticket_store.rows import Call, Callback


def receive_call(turn: CallTurn) -> Verbs | str:
    """The first webhook of a call. A repeat gets the same answer; a call that has already ended gets none."""
    hook = turn.hook
    did = _did(turn)
    number = caller_number(hook["From"])
    if number in turn.line.dids:
        number = None  # our own number never matches a customer
    holders = holders_at(turn.tx, turn.line, number)
    if holders:
        return _meet_agent(turn, did, number, holders)
    known = customer_for(turn.tx, number, turn.now) if number else None
    blocked = known is not None and known.blocked
    language = _language(turn, did, known)
    promised = None if blocked else nearest_promise(turn, known, number)
    tell_beginning(turn, did, known, language, promised)
    thread = recognised_thread(turn, did, known, number) if promised is None else None
    tell_thread(turn, thread)
    where = None if blocked else _first_place(turn, did, promised, thread)
    first: dict[str, Any] = {}
    if where is not None:
        spoken = render(*first_words(turn, turn.tongue(language), where, 1, number=number))
        first = {"walk": as_walk(where), "step": 1, "answer": spoken}
    call = _record(turn, did, number, known, language, first)
    if call is None:
        return _as_before(turn)
    if blocked:
        return (Reject("rejected"),)
    if promised is not None and where is None:
        return meet_meanwhile(turn, call, promised) or begin(turn, call, known)
    department_key = did.department_key or turn.default_department
    return call.answer or go_to_department(turn, call, department_key, 1, thread=thread)


def _first_place(
    turn: CallTurn, did: Did, promised: Callback | None, thread: Thread | None
) -> InMenu | ToldIncident | ToldPromise | None:
    """What was promised comes before what is broken and before the menu. Whom we are just about to ring is brought
    to the agent instead, once their call is written.
    """
    if promised is None:
        return first_place(turn, did, thread)
    return ToldPromise(promised.id) if promised.status == "waiting" else None


def begin(turn: CallTurn, call: Call, known: Known | None) -> Verbs:
    """The usual beginning of a call: what is broken, the menu, or the department of the number."""
    did = _did(turn)
    thread = recognised_thread(turn, did, known, call.customer_number)
    tell_thread(turn, thread)
    where = first_place(turn, did, thread)
    if where is None:
        department_key = did.department_key or turn.default_department
        return go_to_department(turn, call, department_key, call.step + 1, thread=thread)
    change_call(turn.tx, call.id, walk=as_walk(where), status="menu")
    tongue = turn.tongue(call.language)
    return first_words(turn, tongue, where, call.step + 1, number=call.customer_number)


def _as_before(turn: CallTurn) -> Verbs | str:
    """The answer to a repeat; nothing more is said in a call that has ended."""
    earlier = call_by_sid(turn.tx, turn.hook.call_sid)
    if earlier is None or earlier.status == "ended":
        return (Hangup(),)
    return earlier.answer or answer(turn, earlier)


def _meet_agent(turn: CallTurn, did: Did, number: str | None, holders: Sequence[PinHolder]) -> Verbs | str:
    """Somebody calls from an agent's phone: the PIN is asked for, and no customer is made of an agent."""
    tell(turn, Rule.AGENTS_PHONE)
    where, spoken = greet_agent(turn, holders)
    document = render(*spoken)
    first = {"walk": as_walk(where), "step": 1, "answer": document}
    call = _record(turn, did, number, None, did.language, first)
    return _as_before(turn) if call is None else document


def go_on_as_caller(turn: CallTurn, call: Call) -> Verbs:
    """No PIN was typed: the call goes on like everybody's, from its beginning."""
    known = customer_for(turn.tx, call.customer_number, turn.now) if call.customer_number else None
    if known is not None and known.blocked:
        return (Hangup(),)
    language = _language(turn, _did(turn), known)
    customer_id = known.id if known else None
    turn.changes.update(customer_id=customer_id, language=language)
    return begin(turn, replace(call, customer_id=customer_id, language=language), known)


def _did(turn: CallTurn) -> Did:
    """The number that was dialled; one that the shop file does not name is answered like the first."""
    line = turn.line
    found = line.dids.get(turn.hook["To"].strip())
    if found is not None:
        return found
    first = next(iter(line.dids.values()), None)
    fallback = first or Did("", line.shop.languages[0], department_key=turn.default_department)
    return replace(fallback, number=as_told(turn.hook["To"]))


def _language(turn: CallTurn, did: Did, known: Known | None) -> str:
    """The language that the customer chose once; else the number's."""
    if known is not None and known.language in turn.line.shop.languages:
        return known.language or did.language
    return did.language


def _record(
    turn: CallTurn, did: Did, number: str | None, known: Known | None, language: str, first: Mapping[str, Any]
) -> Call | None:
    """Write the call, with what is spoken first where that is known; None where it was written before."""
    given = {"did_number": did.number, "deadline_at": turn.now + turn.silence, **first}
    row = first_row(turn, number, known, language, at=turn.now, **given)
    if not insert_call_once(turn.tx, row):
        return None
    write_event(
        turn.tx, "voice", f"{turn.hook.call_sid}:voice", turn.now, call_id=row["id"],
        leg_sid=turn.hook.call_sid, body=turn.hook.params,
    )  # fmt: skip
    turn.tx.topics.add("calls")
    if number is not None:
        number_called(turn.tx, turn.line, number, turn.now)
    made: dict[str, Any] = {field.name: row.get(field.name) for field in fields(Call)}
    return Call(**made)
