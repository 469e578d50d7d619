"""Goal 16: the CPU of one whole simulated call: dialled, through the menu, queued, answered, talked, over."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from statistics import median

from flask import Flask
from sqlalchemy import func, select

from app.phone_simulator.carrier import Carrier
from app.phone_simulator.clock import VirtualClock
from app.phone_simulator.server import serve
from app.phone_simulator.transport import WsgiTransport
from bench.figures import Figure, Goal
from bench.floors import application as floor
from bench.ground import ground
from bench.replayed_call import ACCOUNT, BASE, DEPARTMENT_KEY, DID, SUBMENU_KEY, TOKEN
from call_routing.addresses import Addresses
from call_routing.line_book import LineBook
from callbacks.callback_desk import CallbackDesk
from callbacks.carry_out import carry_out
from callbacks.sweep import sweep
from ivr import door
from ivr.front_desk import EXTENSION, FrontDesk
from ivr.twilio_line import TwilioLine
from ivr.webhook_addresses import number_webhooks
from ticket_store.agents import agent_by_email, change_agent
from ticket_store.engine import Store, Transaction
from ticket_store.schema import call

GOAL = Goal(16, "a whole simulated call through the real webhooks, CPU ms", "", 40, 20)
_AGENT_NUMBER = "+48600000001"
_TALK_S = 30


@dataclass
class _Bell:
    """Carries an errand out a moment after its commit, in virtual time."""

    later: Callable[[float, Callable[[], None]], object]
    desk: CallbackDesk | None = None

    def ring(self, outbox: tuple[str, ...], topics: frozenset[str]) -> None:
        del topics
        for errand_id in outbox:
            if self.desk is not None:
                self.later(0.01, partial(carry_out, self.desk, errand_id))


@dataclass
class _Scene:
    """A shop with one agent, and a carrier whose clock is moved by hand."""

    clock: VirtualClock
    carrier: Carrier
    store: Store
    desk: CallbackDesk
    requests: list[int]

    def one_call(self, number: str) -> None:
        """The customer reaches the agent, talks, hangs up; the agent is free again."""
        agent = self.carrier.phone(_AGENT_NUMBER)
        customer = self.carrier.phone(number).dial(DID)
        self.clock.advance(2)
        customer.press(SUBMENU_KEY)
        self.clock.advance(2)
        customer.press(DEPARTMENT_KEY)
        self.clock.advance(3)
        agent.answer()
        self.clock.advance(1)
        agent.press("1")
        self.clock.advance(_TALK_S)
        customer.hang_up()
        self.clock.advance(2)
        sweep(self.desk)

    def answered(self) -> int:
        query = select(func.count()).where(call.c.status == "ended", call.c.outcome == "answered")
        return self.store.read(lambda db: db.execute(query).scalar_one())


def simulated_call(database: str, *, small: bool) -> list[Figure]:
    """CPU of this process (carrier, webhooks, jobs, REST), medians over calls one after the other."""
    calls = 5 if small else 40
    with ground(database) as made, _scene(made.url) as scene:
        scene.one_call("+48501000000")
        scene.requests.clear()
        costs = [_cpu_ms(partial(scene.one_call, f"+4850100{number:04d}")) for number in range(1, calls + 1)]
        assert scene.answered() == calls + 1, f"{scene.answered()} of {calls + 1} calls were answered"
        webhooks = len(scene.requests) / calls
    bare = _no_op_ms() * webhooks
    method = (
        f"median of {calls} calls in virtual time, one process, REST over loopback, the job worker's part and "
        f"{_TALK_S} s of talk included; floor: as many no-op requests to Flask ({webhooks:.0f} a call)"
    )
    cost = median(costs)
    return [Figure(GOAL, database, cost, f"{cost:.1f} ms", f"{bare:.1f} ms", method)]


@contextmanager
def _scene(url: str) -> Iterator[_Scene]:
    clock = VirtualClock(datetime.now(UTC))
    bell = _Bell(clock.call_later)
    store = Store(url, bell=bell)
    lines = LineBook(store)
    app = Flask("bench")
    app.extensions[EXTENSION] = FrontDesk(store, lambda: clock.now, lines, Addresses(BASE), (TOKEN,))
    app.register_blueprint(door.blueprint)
    requests: list[int] = []
    app.before_request(lambda: requests.append(1))
    carrier = Carrier(
        ACCOUNT, TOKEN, clock=clock, transport=WsgiTransport(app.wsgi_app, BASE), seed=1, cps=100.0
    )
    rest = serve(carrier, "127.0.0.1", 0)
    webhooks = number_webhooks(BASE)
    carrier.add_number(
        DID,
        webhooks["voice_url"],
        status_callback=webhooks["status_callback"],
        voice_fallback_url=webhooks["voice_fallback_url"],
    )
    phone = TwilioLine(ACCOUNT, (ACCOUNT, TOKEN), rest.url)
    bell.desk = CallbackDesk(store, lambda: clock.now, lines, Addresses(BASE), phone)
    store.write(_free_the_agent)
    try:
        yield _Scene(clock, carrier, store, bell.desk, requests)
    finally:
        rest.stop()
        carrier.close()
        store.close()


def _free_the_agent(tx: Transaction) -> None:
    agent = agent_by_email(tx.db, "ewa@bench.example")
    assert agent is not None
    change_agent(tx, agent.id, wrap_up_until=None)


def _cpu_ms(work: Callable[[], None]) -> float:
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1e3


def _no_op_ms() -> float:
    client, times = floor.test_client(), 300

    def work() -> None:
        for _ in range(times):
            client.post("/no-op/voice")

    return _cpu_ms(work) / times
