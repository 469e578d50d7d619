"""A whole shop in virtual time: the real doors, the real jobs, a carrier that is a stranger to them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from admin.shop_file.commands import read_checked
from app.phone_simulator.carrier import Carrier
from app.phone_simulator.chaos import Chaos
from app.phone_simulator.clock import VirtualClock
from app.phone_simulator.phones import Phone
from app.phone_simulator.server import serve
from app.phone_simulator.transport import WsgiTransport
from call_routing.addresses import Addresses, agent_address
from call_routing.line_book import LineBook
from call_routing.people.agent_status import AgentStatus, choose_status
from callbacks.callback_desk import CallbackDesk
from callbacks.carry_out import carry_out, carry_out_due
from callbacks.ringing.turns import dial_waiting
from callbacks.sweep import sweep
from ivr import door
from ivr.front_desk import EXTENSION, FrontDesk
from ivr.twilio_line import TwilioLine
from ticket_store import schema
from ticket_store.agents import agent_by_email
from ticket_store.engine import Store
from ticket_store.line_rows import save_line
from ticket_store.reporting.rebuilding import astray
from ticket_store.rows import Agent

BASE = "https://hotline.test"
ACCOUNT, TOKEN = "AC" + "0" * 32, "a-token-of-the-stories"
MAIN, DIRECT, CZECH = "+48221234567", "+48221234568", "+420228880100"
TUESDAY_NOON = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)  # 12:00 in Warsaw
SWEEP_EVERY_S = 2.0


@dataclass
class PatientBell:
    """Rings inside the virtual time: each errand is carried out a hundredth of a second after its commit."""

    later: Callable[[float, Callable[[], None]], object] | None = None
    desk: CallbackDesk | None = None
    topics: set[str] = field(default_factory=set)

    def ring(self, outbox: tuple[str, ...], topics: frozenset[str]) -> None:
        self.topics |= topics
        for errand_id in outbox:
            if self.later and self.desk:
                self.later(0.01, partial(carry_out, self.desk, errand_id))


class World:
    """One shop, one carrier, one clock."""

    def __init__(
        self,
        store: Store,
        shop: Path,
        *,
        start: datetime,
        seed: int,
        chaos: Chaos | None,
        with_bell: bool,
        cps: float,
    ) -> None:
        self.clock = VirtualClock(start)
        self._wakes_at: datetime | None = None
        self._stands_still = False
        self.store = store
        self.bell = PatientBell()
        store.bell = self.bell
        line, faults = read_checked(shop.read_text(encoding="utf-8"))
        assert line is not None, faults
        store.write(lambda tx: save_line(tx, line, actor="stories", now=start))
        lines = LineBook(store, fresh_for_s=0.0)
        app = Flask("stories")
        app.extensions[EXTENSION] = FrontDesk(store, lambda: self.clock.now, lines, Addresses(BASE), (TOKEN,))
        app.register_blueprint(door.blueprint)
        self.app = app
        self.carrier = Carrier(
            ACCOUNT, TOKEN, clock=self.clock, transport=WsgiTransport(app.wsgi_app, BASE), seed=seed, chaos=chaos,
            cps=cps,
        )  # fmt: skip
        self.rest = serve(self.carrier, "127.0.0.1", 0)
        for did in line.dids:
            self.carrier.add_number(
                did,
                f"{BASE}/ivr/voice",
                status_callback=f"{BASE}/ivr/status",
                voice_fallback_url=f"{BASE}/ivr/fallback",
                sms_url=f"{BASE}/ivr/message",
            )
        phone = TwilioLine(ACCOUNT, (ACCOUNT, TOKEN), self.rest.url)
        self.desk = CallbackDesk(
            store, lambda: self.clock.now, lines, Addresses(BASE), phone, cps, wake_at=self._wake_at
        )
        if with_bell:
            self.bell.later, self.bell.desk = self.clock.call_later, self.desk
        self._sweep()

    def _wake_at(self, at: datetime) -> None:
        if self.bell.later and (self._wakes_at is None or at < self._wakes_at):
            self._wakes_at = at
            self.clock.call_later(max(0.0, (at - self.clock.now).total_seconds()), self._dial)

    def _dial(self) -> None:
        self._wakes_at = None
        dial_waiting(self.desk)

    def _sweep(self) -> None:
        if self._stands_still:
            return
        carry_out_due(self.desk)
        sweep(self.desk)
        self.clock.call_later(SWEEP_EVERY_S, self._sweep)

    def stand_still(self) -> None:
        """The sweeper is stopped, and nobody rings for a worker."""
        self._stands_still, self.bell.later = True, None

    def go_on(self) -> None:
        """They are started again."""
        self._stands_still, self.bell.later = False, self.clock.call_later
        self._sweep()

    def close(self) -> None:
        self.rest.stop()
        self.carrier.close()

    # --- people ---

    def customer(self, number: str = "+48501234567") -> Phone:
        return self.carrier.phone(number)

    def agent(self, email: str) -> Agent:
        found = self.store.read(lambda db: agent_by_email(db, email))
        assert found is not None
        return found

    def phone_of(self, email: str) -> Phone:
        agent = self.agent(email)
        return self.carrier.phone(agent_address(agent.email, agent.rings))

    def comes_on(self, *emails: str) -> list[Phone]:
        """These agents choose `available`, one after the other; their telephones."""
        for email in emails:
            agent = self.agent(email)
            self.store.write(
                lambda tx, agent=agent: choose_status(
                    tx, agent.id, AgentStatus.AVAILABLE, self.clock.now, actor=agent.email
                )
            )
            self.clock.advance(1)
        return [self.phone_of(email) for email in emails]

    def goes_off(self, email: str) -> None:
        agent = self.agent(email)
        self.store.write(
            lambda tx: choose_status(tx, agent.id, AgentStatus.OFFLINE, self.clock.now, actor=agent.email)
        )

    # --- looking ---

    def rows(self, name: str) -> list[Any]:
        """All rows of a table, oldest first."""
        table = getattr(schema, name)
        order = table.c.id if "id" in table.c else next(iter(table.primary_key))
        return self.store.read(lambda db: list(db.execute(select(table).order_by(order))))

    def only(self, name: str) -> Any:
        rows = self.rows(name)
        assert len(rows) == 1, rows
        return rows[0]

    def nothing_wrong(self) -> None:
        """No error in the carrier's log: every document and request of ours was as it should be."""
        assert [str(error) for error in self.carrier.errors] == []

    def figures_agree(self) -> None:
        """What was counted as it ended is what counting all rows anew finds."""
        assert self.store.read(astray) == []


@contextmanager
def world(
    store: Store,
    *,
    start: datetime = TUESDAY_NOON,
    seed: int = 0,
    chaos: Chaos | None = None,
    with_bell: bool = True,
    cps: float = 100.0,
) -> Iterator[World]:
    made = World(
        store,
        Path(__file__).with_name("shop.yaml"),
        start=start,
        seed=seed,
        chaos=chaos,
        with_bell=with_bell,
        cps=cps,
    )
    try:
        yield made
    finally:
        made.close()
