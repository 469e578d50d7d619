"""Processes are killed with -9 every few seconds while callbacks are asked for and carried out.

The carrier is the phone simulator, which speaks HTTP with the house and outlives it; its books are held against
the store at the end. Both run on one clock, faster than the machine's. kill -9 is not a power cut: what the
kernel was given stays given. The seed names who is killed and after what pause; the machine decides the rest.
"""

import random
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from admin.shop_file.commands import read_checked
from app.phone_simulator.carrier import Carrier
from app.phone_simulator.clock import RealtimeDriver, VirtualClock
from app.phone_simulator.phones import Phone, PhoneError
from app.phone_simulator.server import serve
from app.phone_simulator.transport import HttpTransport
from call_routing.people.agent_status import AgentStatus, choose_status
from tests.app.conftest import free_port
from tests.soak.crowd import open_wide, talkers_hang_up
from tests.soak.figures import Figure, Plan, none_of, told
from tests.soak.loose_ends import double_dials, left_over
from tests.soak.mortal import SHOP
from tests.soak.own_postgres import OwnPostgres, own_postgres
from tests.soak.real_house import FastClock, RealHouse, real_house, wait_until
from tests.stories.world import ACCOUNT, DIRECT, TOKEN, TUESDAY_NOON
from ticket_store import migrate, schema
from ticket_store.engine import Store
from ticket_store.held import LostConnectionError
from ticket_store.line_rows import save_line
from ticket_store.tokens import create_token

AGENTS = 8
STUCK_AFTER = timedelta(minutes=5)
_SOON = timedelta(minutes=2)
_BREATH_S = 0.2


@dataclass(frozen=True)
class Size:
    """How much of it. `pause_s` is between two kills, `every_s` between two wishes, in seconds of the machine."""

    callbacks: int
    kills: int
    speed: float
    pause_s: tuple[float, float]
    every_s: float


SMALL = Size(callbacks=10, kills=4, speed=8.0, pause_s=(1.0, 2.0), every_s=0.5)
LARGE = Size(callbacks=2000, kills=10**6, speed=4.0, pause_s=(2.0, 5.0), every_s=0.7)


@dataclass
class Scene:
    """What outlives every kill: the carrier, people, the clock; and a look into the store."""

    carrier: Carrier
    clock: FastClock
    store: Store
    token: str
    customers: list[Phone] = field(default_factory=list)
    promised: list[str] = field(default_factory=list)  # numbers that were told so
    refused: list[str] = field(default_factory=list)
    killed: Counter[str] = field(default_factory=Counter)

    def rows(self, name: str) -> list[Any]:
        table = getattr(schema, name)
        return self.store.read(lambda db: list(db.execute(select(table))))


def play(plan: Plan) -> list[Figure]:
    size = SMALL if plan.small else LARGE
    dice = random.Random(plan.seed)
    with _scene(plan, size) as (scene, house, postgres), _people(scene):
        asking = threading.Thread(target=_ask_all, args=(scene, house, size, random.Random(plan.seed + 1)))
        asking.start()
        pause = threading.Event()
        while asking.is_alive() or sum(scene.killed.values()) < min(size.kills, 4):
            pause.wait(dice.uniform(*size.pause_s))
            if sum(scene.killed.values()) < size.kills:
                _kill_one(scene, house, postgres, dice)
        asking.join()
        last_kill = scene.clock.now
        wait_until("the house answers", house.answers)
        _settle(scene, last_kill)
        return _figures(scene, (scene.clock.now - last_kill).total_seconds())


def _kill_one(scene: Scene, house: RealHouse, postgres: OwnPostgres | None, dice: random.Random) -> None:
    names = ["web", "worker", "sweeper", "redis", "worker", "web"]
    name = dice.choice([*names, "database"] if postgres else names)
    if name == "database" and postgres:
        postgres.kill()
        postgres.start()
        scene.killed[name] += 1
    elif house.kill(name):
        scene.killed[name] += 1


def _ask_all(scene: Scene, house: RealHouse, size: Size, dice: random.Random) -> None:
    """Two of three ask through the API until they have an answer, one by a key in the queue."""
    pause = threading.Event()
    for place in range(size.callbacks):
        number = f"+48503{place:06d}"
        scene.customers.append(scene.carrier.phone(number).answer_after(2))
        (_ask_by_key if dice.random() < 1 / 3 else _ask_by_api)(scene, house, number)
        pause.wait(size.every_s)


def _ask_by_api(scene: Scene, house: RealHouse, number: str) -> None:
    """An answer that was lost is asked for again, with the same key, as the API's document says."""
    body = {"customer_number": number, "department": "orders"}
    pause = threading.Event()
    for _ in range(100):
        status, answer = house.asks("callbacks", scene.token, body, f"soak-{number}")
        if status in {200, 201}:
            scene.promised.append(number)
            return
        if 400 <= status < 500:
            scene.refused.append(f"{number}: {status} {answer}")
            return
        pause.wait(_BREATH_S)
    scene.refused.append(f"{number}: no answer for 100 times")


def _ask_by_key(scene: Scene, house: RealHouse, number: str) -> None:
    """Call, press 1 in the queue; who was cut off calls again, later."""
    del house
    phone = scene.carrier.phone(number)
    call = phone.dial(DIRECT)
    pause = threading.Event()
    for _ in range(40):
        pause.wait(_BREATH_S)
        if call.leg.is_over:
            return
        with suppress(PhoneError):
            call.press("1")


def _told_so(carrier: Carrier) -> set[str]:
    """Callers who pressed 1 and were answered with a goodbye: they were promised a call."""
    return {
        record.params.get("From", "")
        for record in list(carrier.webhooks)
        if record.params.get("Digits") == "1"
        and record.status == 200
        and "<Hangup" in record.answer
        and record.params.get("Direction") == "inbound"
    }


def _settle(scene: Scene, last_kill: datetime) -> None:
    """Until nothing is open any more, at most five minutes of the shop's time."""

    def is_settled() -> bool:
        return not _stuck(scene, soon=_SOON) or scene.clock.now - last_kill > STUCK_AFTER

    wait_until("all is settled", is_settled, STUCK_AFTER)


def _stuck(scene: Scene, soon: timedelta = timedelta()) -> list[str]:
    """What is open and ought not to be: all but callbacks that are due later than `soon`."""
    until = scene.clock.now + soon
    later = sum(row.status == "waiting" and row.due_at > until for row in scene.rows("callback"))
    found = left_over(scene)
    for _ in range(later):
        found.remove("callback waiting")
    return found


def _figures(scene: Scene, settled_s: float) -> list[Figure]:
    callbacks = scene.rows("callback")
    known = {row.customer_number for row in callbacks}
    told_so = set(scene.promised) | (_told_so(scene.carrier) & {f"+48503{n:06d}" for n in range(10**4)})
    ends = Counter(row.status for row in callbacks)
    causes = Counter(str(row.cause) for row in scene.rows("attempt"))
    return [
        told("callbacks promised", len(told_so), f"they are {dict(ends)}, attempts {dict(causes)}"),
        told("kills", sum(scene.killed.values()), str(dict(scene.killed))),
        told("settled after the last kill, simulated s", settled_s),
        none_of("lost", sorted(told_so - known)),
        none_of("refused", scene.refused),
        none_of("double dials", double_dials(scene)),
        none_of("stuck five simulated minutes after the last kill", _stuck(scene)),
    ]


@contextmanager
def _people(scene: Scene) -> Iterator[None]:
    """Customers who hang up after a while, agents who come back on: a thread that looks again and again."""
    stop = threading.Event()

    def live() -> None:
        while not stop.wait(_BREATH_S):
            with suppress(PhoneError):  # hung up from the other side in the same breath
                talkers_hang_up(scene, list(scene.customers), talks_s=5.0)
            _survive(lambda: _come_back(scene))

    thread = threading.Thread(target=live, name="soak-people", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=20)


def _come_back(scene: Scene) -> None:
    for row in scene.rows("agent"):
        if row.chosen_status != "available" and row.email.startswith("agent"):
            scene.store.write(
                lambda tx, row=row: choose_status(  # type: ignore[misc]
                    tx, row.id, AgentStatus.AVAILABLE, scene.clock.now, actor=row.email
                )
            )


def _survive(work: Callable[[], None]) -> None:
    """The database may be dead at this moment; people try again."""
    try:
        work()
    except (DBAPIError, LostConnectionError):
        return


@contextmanager
def _scene(plan: Plan, size: Size) -> Iterator[tuple[Scene, RealHouse, OwnPostgres | None]]:
    with tempfile.TemporaryDirectory(prefix="hotline-soak-") as name:
        folder = Path(name)
        if plan.database == "sqlite":
            url = f"sqlite:///{folder}/hotline.sqlite3"
            with _opened(folder, url, plan, size) as (scene, house):
                yield scene, house, None
            return
        with own_postgres() as postgres, _opened(folder, postgres.url, plan, size) as (scene, house):
            yield scene, house, postgres


@contextmanager
def _opened(folder: Path, url: str, plan: Plan, size: Size) -> Iterator[tuple[Scene, RealHouse]]:
    port = free_port()
    clock = FastClock(folder / "clock.json", TUESDAY_NOON, size.speed)
    wall = VirtualClock(clock.now)
    carrier = Carrier(
        ACCOUNT, TOKEN, clock=wall, transport=HttpTransport(), seed=plan.seed, cps=50.0, workers=32
    )
    rest = serve(carrier, "127.0.0.1", 0)
    driver = RealtimeDriver(wall, size.speed).start()
    migrate.upgrade(url)
    store = Store(url)
    token = _open_shop(store, carrier, clock, port)
    try:
        with real_house(folder, port, url, rest.url, clock) as house:
            yield Scene(carrier, clock, store, token), house
    finally:
        driver.stop()
        rest.stop()
        carrier.close()
        store.close()
        clock.stop()


def _open_shop(store: Store, carrier: Carrier, clock: FastClock, port: int) -> str:
    """Everybody on duty, every number connected; the key to the API."""
    base = f"http://127.0.0.1:{port}"
    read, faults = read_checked(SHOP.read_text(encoding="utf-8"))
    assert read is not None, faults
    line = open_wide(read, AGENTS)
    store.write(lambda tx: save_line(tx, line, actor="soak", now=clock.now))
    for agent in line.agents:
        carrier.phone(agent.rings).answer_after(1)
    for did in line.dids:
        carrier.add_number(
            did,
            f"{base}/ivr/voice",
            status_callback=f"{base}/ivr/status",
            voice_fallback_url=f"{base}/ivr/fallback",
        )
    return store.write(lambda tx: create_token(tx, "soak", clock.now))
