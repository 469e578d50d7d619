"""What a rehearsed call leaves behind: rows of the scratch store, and what would have gone out."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from admin.rehearse import Came, Kind
from app.rehearsing.acting import Actor
from app.rehearsing.stage import BASE
from ticket_store.scratch.traces import OfferTrace, Traces, traces_of

# The customer's own link is another one each time, and leads nowhere.
_LINK, _SHORTENED = re.compile(re.escape(BASE) + r"(/\w+/)[\w-]+"), r"...\1..."


def came_of(actor: Actor, offers: Sequence[OfferTrace], since: datetime) -> tuple[Came, ...]:
    """In the order of the kinds. `since` is the beginning of the call: what was there before is not shown."""
    traces = actor.stage.store.read(lambda db: traces_of(db, actor.call.sid, since))
    rows = () if traces is None else (*_of_the_call(traces), *_promised(traces), *_beside(traces))
    return (*rows, *_dials(actor, offers), *_texts(actor))


def _of_the_call(traces: Traces) -> Iterator[Came]:
    call, ticket = traces.call, traces.ticket
    facts = {"status": call.status, "outcome": call.outcome, "department": call.department_key}
    yield Came(Kind.CALL, {**facts, "agent": call.agent})
    if ticket is not None:
        owned = {"department": ticket.department_key, "status": ticket.status, "owner": ticket.owner}
        yield Came(Kind.TICKET, owned)


def _promised(traces: Traces) -> Iterator[Came]:
    for one in traces.callbacks:
        facts = {"department": one.department_key, "number": one.number, "status": one.status}
        yield Came(Kind.CALLBACK, {**facts, "start": one.start, "end": one.end})
    for made in traces.promises:
        window = {"start": made.start, "end": made.end}
        yield Came(Kind.PROMISE, {"kind": made.kind, "state": made.state, **window})


def _beside(traces: Traces) -> Iterator[Came]:
    for rule in traces.refusals:
        yield Came(Kind.REFUSAL, {"gate": rule})
    for duration_s in traces.messages_s:
        yield Came(Kind.MESSAGE, {"duration_s": duration_s})
    for _ in range(traces.mails):
        yield Came(Kind.MAIL, {})


def _dials(actor: Actor, offers: Sequence[OfferTrace]) -> Iterator[Came]:
    """Every telephone that would have rung; agents may share one, so the connection tells for whom."""
    of_agents = {sid: offer.email for offer in offers for sid in offer.leg_sids}
    for dial in actor.stage.carrier.ledger.dials:
        if dial.call_sid in of_agents:
            yield Came(Kind.DIAL, {"agent": of_agents[dial.call_sid], "number": None})
        else:
            yield Came(Kind.DIAL, {"agent": None, "number": dial.to_number})


def _texts(actor: Actor) -> Iterator[Came]:
    for text in actor.stage.carrier.messages.values():
        body = _LINK.sub(_SHORTENED, text.body)
        yield Came(Kind.TEXT, {"number": text.to_number, "body": body})
