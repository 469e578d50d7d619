"""What is done to a callback through the API, as by hand on the list of tasks: move, give to somebody, ring now."""

from sqlalchemy import Connection

from admin.api.asks import CallbackGiven, CallbackMoved, SlotFilters
from admin.api.callback_items import callback_item
from admin.api.errors import ApiError, shown
from admin.api.items import CallbackItem, SlotItem, SlotPage
from admin.api.once import write_once
from admin.api.operation import Ask, Operation, Reply
from callbacks.promising.moving import move_callback, reassign_callback, ring_now
from callbacks.promising.slot_book import offered_slots
from callbacks.wishes import CallbackRefused
from ticket_store.engine import Transaction
from ticket_store.listing.agents import find_agent


def list_slots(ask: Ask[SlotFilters, None]) -> Reply:
    """The free half-hours of the next opening days, the soonest first; one page."""
    key = ask.query.department

    def read(db: Connection) -> SlotPage:
        line = ask.office.lines.line_in(db)
        if key not in line.departments:
            known = ", ".join(line.departments) or "none"
            raise ApiError(
                400,
                "department-unknown",
                f"There is no department {shown(key)}.",
                f"Name one of these: {known}.",
            )
        slots = offered_slots(db, line, key, ask.now)
        items = [SlotItem(starts_at=slot.start, ends_at=slot.end, left=slot.left) for slot in slots]
        return SlotPage(items=items, next=None)

    return Reply(200, ask.office.store.read(read))


def move_callback_by_post(ask: Ask[None, CallbackMoved]) -> Reply:
    """200 with the callback in its new window: the free slot nearest to the one that was wanted."""

    def work(tx: Transaction) -> Reply:
        callback_item(tx.db, ask)
        line = ask.office.lines.line_in(tx.db)
        moved = move_callback(tx, line, ask.id, ask.body.wanted_from, ask.now, actor=ask.actor)
        if moved is None:
            raise _too_late(tx, ask)
        if isinstance(moved, CallbackRefused):
            raise ApiError(
                409,
                "no-slot-free",
                "No time is free within 60 days.",
                "Cancel it, or ring the customer yourself.",
            )
        return Reply(200, callback_item(tx.db, ask))

    return write_once(ask, work)


def reassign_callback_by_post(ask: Ask[None, CallbackGiven]) -> Reply:
    """200; the agent is asked first from now on, or with null whoever's turn it is."""

    def work(tx: Transaction) -> Reply:
        callback_item(tx.db, ask)
        agent_id = _agent_id(tx, ask)
        line = ask.office.lines.line_in(tx.db)
        if not reassign_callback(tx, line, ask.id, agent_id, ask.now, actor=ask.actor):
            raise _too_late(tx, ask)
        return Reply(200, callback_item(tx.db, ask))

    return write_once(ask, work)


def ring_callback_now(ask: Ask[None, None]) -> Reply:
    """200; it is due at once, with the place in the queue that it has."""

    def work(tx: Transaction) -> Reply:
        status = callback_item(tx.db, ask).status
        if not ring_now(tx, ask.office.lines.line_in(tx.db), ask.id, ask.now, actor=ask.actor):
            raise ApiError(
                409,
                "callback-not-ringable",
                f"The callback {shown(ask.id)} is {status}: nobody can be rung for it now.",
                "Try again in opening hours; only one that waits or was given up can be rung.",
            )
        return Reply(200, callback_item(tx.db, ask))

    return write_once(ask, work)


def _agent_id(tx: Transaction, ask: Ask[None, CallbackGiven]) -> str | None:
    named = ask.body.agent
    if named is None:
        return None
    found = find_agent(tx.db, named, ask.now)
    if found is None:
        raise ApiError(
            422,
            "agent-unknown",
            f"There is no active agent {shown(named)}.",
            "Name one by e-mail address or id.",
        )
    return str(found["id"])


def _too_late(tx: Transaction, ask: Ask[None, CallbackMoved] | Ask[None, CallbackGiven]) -> ApiError:
    return ApiError(
        409,
        "callback-changed",
        f"The callback {shown(ask.id)} is {callback_item(tx.db, ask).status}: it can no longer be changed so.",
        "Look at its status; one that waits can be moved and given to somebody.",
    )


OPERATIONS = (
    Operation(
        "GET",
        "/callbacks/slots",
        "Half-hours in which a department can still promise a callback",
        {200: SlotPage},
        list_slots,
        query=SlotFilters,
    ),
    Operation(
        "POST",
        "/callbacks/{id}/move",
        "Promise another time",
        {200: CallbackItem},
        move_callback_by_post,
        body=CallbackMoved,
    ),
    Operation(
        "POST",
        "/callbacks/{id}/reassign",
        "Let this agent be asked first, or the team again",
        {200: CallbackItem},
        reassign_callback_by_post,
        body=CallbackGiven,
    ),
    Operation(
        "POST", "/callbacks/{id}/ring-now", "Ring the customer now", {200: CallbackItem}, ring_callback_now
    ),
)
