"""What an agent does at the desk during a talk, for the stories."""

from app.phone_simulator.phones import Phone, PhoneCall
from call_routing.talking import consulting, supervision, transfers
from call_routing.talking.supervision import Mode
from call_routing.talking.takers import NotPossible
from call_routing.talking.talk import end_talk
from tests.stories.world import DIRECT, World
from ticket_store.talk_view import Talk, talk_of

ANNA, BORYS, LEAD = "anna@sowa.example", "borys@sowa.example", "lead@sowa.example"


def talking(shop: World, number: str = "+48501234567") -> tuple[Phone, PhoneCall, Phone]:
    """Anna talks with a customer, Borys and the lead are on duty and answer when they are rung."""
    anna, borys, lead = shop.comes_on(ANNA, BORYS, LEAD)
    anna.answer_after(2)
    customer = shop.customer(number)
    call = customer.dial(DIRECT)
    shop.clock.advance_until(lambda: shop.rows("call")[-1].status == "talking", limit_s=60)
    shop.clock.advance(3)
    for phone in (borys, lead):
        phone.answer_after(2)
    return anna, call, borys


def call_id(shop: World) -> str:
    return str(shop.rows("call")[-1].id)


def seen(shop: World) -> Talk:
    """The talk as a desk shows it."""
    return shop.store.read(lambda db: talk_of(db, call_id(shop)))


def hold(shop: World) -> bool:
    return shop.store.write(lambda tx: consulting.hold_customer(tx, call_id(shop), shop.clock.now))


def unhold(shop: World) -> bool:
    return shop.store.write(lambda tx: consulting.unhold_customer(tx, call_id(shop), shop.clock.now))


def consult(
    shop: World, by: str = ANNA, *, agent: str | None = BORYS, department: str | None = None
) -> consulting.Consulting | NotPossible:
    asked = shop.agent(agent).id if agent else None
    return shop.store.write(
        lambda tx: consulting.consult(
            tx,
            shop.desk.lines.line(),
            call_id(shop),
            shop.agent(by).id,
            shop.clock.now,
            agent_id=asked,
            department_key=department,
        )
    )


def cancel(shop: World) -> bool:
    line, now = shop.desk.lines.line(), shop.clock.now
    return shop.store.write(lambda tx: consulting.cancel_consult(tx, line, call_id(shop), now))


def join_three(shop: World) -> bool:
    line, now = shop.desk.lines.line(), shop.clock.now
    return shop.store.write(lambda tx: consulting.join_three(tx, line, call_id(shop), now))


def complete(shop: World) -> bool:
    line, now = shop.desk.lines.line(), shop.clock.now
    return shop.store.write(lambda tx: transfers.complete_transfer(tx, line, call_id(shop), now))


def pass_on(
    shop: World, *, department: str | None = None, agent: str | None = None, by: str = ANNA
) -> transfers.PassedOn | NotPossible:
    asked = shop.agent(agent).id if agent else None
    return shop.store.write(
        lambda tx: transfers.transfer_blind(
            tx,
            shop.desk.lines.line(),
            call_id(shop),
            shop.agent(by).id,
            shop.clock.now,
            department_key=department,
            agent_id=asked,
        )
    )


def watch(shop: World, mode: Mode = Mode.LISTEN, who: str = LEAD) -> bool:
    line, now, agent = shop.desk.lines.line(), shop.clock.now, shop.agent(who)
    return shop.store.write(
        lambda tx: supervision.watch(tx, line, agent.id, call_id(shop), mode, now, actor=agent.email)
    )


def stop_watching(shop: World, who: str = LEAD) -> bool:
    now, agent = shop.clock.now, shop.agent(who)
    return shop.store.write(lambda tx: supervision.stop_watching(tx, agent.id, now, actor=agent.email))


def end(shop: World) -> bool:
    return shop.store.write(lambda tx: end_talk(tx, call_id(shop), shop.clock.now))


def in_the_room(shop: World) -> dict[str, tuple[bool, bool, bool]]:
    """Who sits in the live room, by address: muted, on hold, ends the room."""
    found = {}
    for room in shop.carrier.conferences.values():
        for one in room.participants if room.status == "in-progress" else []:
            call = shop.carrier.calls[one.call_sid]
            address = call.from_number if call.direction == "inbound" else call.to_number
            found[address] = (one.muted, one.hold, one.end_conference_on_exit)
    return found
