"""Many customers and agents who do as people do: answer, press the key that they are asked for, talk, hang up."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from app.phone_simulator.carrier import Carrier
from app.phone_simulator.phones import Phone
from call_routing.people.agent_status import AgentStatus, choose_status
from callbacks.promising.requests import CallbackPromised, CallbackWish, request_callback
from tests.stories.world import World
from ticket_store.callback_settings import CallbackLimits
from ticket_store.line import Line
from ticket_store.line_rows import load_line, save_line

ALONE_S = 90.0
_MANY = 10**6


def open_wide(line: Line, agents: int) -> Line:
    """That line with so many agents for every department, and a dial gate whose limits nobody reaches."""
    pattern = line.agents[0]
    everywhere = dict.fromkeys(line.departments, 3)
    people = tuple(
        replace(
            pattern,
            email=f"agent{place}@sowa.example",
            departments=everywhere,
            rings=f"+4860010{place:04d}",
        )
        for place in range(agents)
    )
    limits = replace(
        line.shop.callbacks,
        per_number_per_day=_MANY,
        dials_per_day=_MANY,
        spend_per_day=f"{_MANY} EUR",
        unverified_share=1.0,
        slots=replace(line.shop.callbacks.slots, max_pending=_MANY),
    )
    assert isinstance(limits, CallbackLimits)
    return replace(line, agents=people, shop=replace(line.shop, callbacks=limits))


@dataclass
class Crowd:
    """`act` once a second of the shop's time."""

    shop: World
    agents: int
    talks_s: float = 5.0
    department: str = "orders"
    numbers: list[str] = field(default_factory=list)
    promised: dict[str, str] = field(default_factory=dict)  # number: callback
    _phones: dict[str, Phone] = field(default_factory=dict)
    _line: Line | None = None

    def open(self) -> None:
        """The shop is the crowd's; all agents are on duty, each with a telephone that is answered."""
        store, now = self.shop.store, self.shop.clock.now
        line = open_wide(store.read(load_line), self.agents)
        store.write(lambda tx: save_line(tx, line, actor="soak", now=now))
        for agent in line.agents:
            self.shop.carrier.phone(agent.rings).answer_after(1)
        self.come_back()

    def come_back(self) -> None:
        """Whoever was paused for calls that were missed comes back on."""
        for row in self.shop.rows("agent"):
            if row.chosen_status != "available" and row.email.startswith("agent"):
                self.shop.store.write(
                    lambda tx, row=row: choose_status(  # type: ignore[misc]
                        tx, row.id, AgentStatus.AVAILABLE, self.shop.clock.now, actor=row.email
                    )
                )

    def asks(self, number: str) -> bool:
        """Somebody asks to be rung back as soon as possible; whether that was promised."""
        line, now = self.shop.desk.lines.line(), self.shop.clock.now
        wish = CallbackWish(number, self.department, "pl", "api")
        answer = self.shop.store.write(lambda tx: request_callback(tx, line, wish, now))
        self._phones[number] = self.shop.customer(number).answer_after(2)
        self.numbers.append(number)
        if not isinstance(answer, CallbackPromised):
            return False
        self.promised[number] = answer.callback_id
        return True

    def meets(self, number: str) -> None:
        """This one is looked after, too."""
        self._phones[number] = self.shop.customer(number)

    def act(self) -> None:
        """Customers who have talked for long enough hang up; those who are left alone do it later."""
        talkers_hang_up(self.shop, list(self._phones.values()), self.talks_s)

    def forget(self, number: str) -> None:
        """This one is served; it need not be looked after any more."""
        self._phones.pop(number, None)


class Exchange(Protocol):
    """A carrier's own side."""

    carrier: Carrier


def talkers_hang_up(side: Exchange, phones: Sequence[Phone], talks_s: float) -> None:
    """These people, where they have been in company for so long, or alone for too long."""
    now = side.carrier.clock.now
    rooms = [room for room in list(side.carrier.conferences.values()) if room.status == "in-progress"]
    talking = {seat.call_sid for room in rooms if len(room.participants) > 1 for seat in room.participants}
    for phone in phones:
        for call in phone.live:
            since = call.leg.call.answered_at
            most_s = talks_s if call.sid in talking else ALONE_S
            if since is not None and (now - since).total_seconds() > most_s:
                call.hang_up()
