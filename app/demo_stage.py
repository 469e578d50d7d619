"""What the demo plays on: a made-up shop in the store, and the phone simulator as its carrier."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from admin.passwords import hash_password
from admin.shop_file.commands import read_checked
from app.demo_layout import CALLS_PER_SECOND, Demo
from app.phone_simulator.carrier import Carrier
from app.phone_simulator.clock import RealtimeDriver, VirtualClock
from app.phone_simulator.server import serve
from app.phone_simulator.shop_clock import write_offset
from app.phone_simulator.transport import HttpTransport
from call_routing.addresses import agent_address
from call_routing.hours.opening_hours import is_open
from call_routing.hours.schedules import schedule_of
from call_routing.people.agent_status import AgentStatus, choose_status
from ivr.webhook_addresses import number_webhooks
from ticket_store import migrate
from ticket_store.accounts import set_password
from ticket_store.agents import agent_by_email
from ticket_store.engine import Store, Transaction
from ticket_store.line import Line
from ticket_store.line_rows import save_line

_SHOP = Path(__file__).with_name("demo_shop.yaml")
_WEBHOOK_THREADS = 32
_HALF_HOUR, _WORTH_WHILE = timedelta(minutes=30), timedelta(hours=1)
_LOOK_AHEAD = 14 * 48  # half hours


@dataclass(frozen=True)
class Stage:
    """The shop as it stands when the curtain rises; `starts_at` is what its clock shows then."""

    line: Line
    starts_at: datetime


def opening_moment(line: Line, now: datetime) -> datetime:
    """Now, if every department is open and stays so for an hour; else the next time at which that is so.

    Whoever tries the demo at night wants to talk to somebody first, and can move the clock back.
    """
    schedules = [schedule_of(line, key) for key in line.departments]

    def all_open(at: datetime) -> bool:
        return all(is_open(one, at) and is_open(one, at + _WORTH_WHILE) for one in schedules)

    halves = int(now.timestamp()) // _HALF_HOUR.seconds + 1
    later = (datetime.fromtimestamp((halves + n) * _HALF_HOUR.seconds, UTC) for n in range(_LOOK_AHEAD))
    return next((at for at in (now, *later) if all_open(at)), now)


def prepare(demo: Demo, *, open_shop: bool) -> Stage:
    """Migrate, apply the demo's shop, set its clock, and send its agents to their desks."""
    migrate.upgrade(demo.database_url)
    line, faults = read_checked(_SHOP.read_text(encoding="utf-8"))
    if line is None:
        raise ValueError(f"{_SHOP} has faults: {'; '.join(map(str, faults))}")
    real_now = datetime.now(UTC)
    now = opening_moment(line, real_now)
    write_offset(demo.clock_file, (now - real_now).total_seconds())
    hashed = hash_password(demo.password)

    def work(tx: Transaction) -> None:
        save_line(tx, line, actor="demo", now=now)
        for setup in line.agents:
            agent = agent_by_email(tx.db, setup.email)
            if agent:
                set_password(tx, agent.id, hashed, now)
            if agent and setup.departments and open_shop:
                choose_status(tx, agent.id, AgentStatus.AVAILABLE, now, actor="demo", line=line)

    store = Store(demo.database_url)
    store.write(work)
    store.close()
    return Stage(line, now)


@contextlib.contextmanager
def carrier(demo: Demo, stage: Stage) -> Iterator[None]:
    """The phone simulator with the shop's numbers and the agents' telephones, until the end of the block."""
    line, clock = stage.line, VirtualClock(stage.starts_at)
    simulator = Carrier(
        demo.account_sid,
        demo.auth_token,
        clock=clock,
        transport=HttpTransport(),
        cps=CALLS_PER_SECOND,
        workers=_WEBHOOK_THREADS,
    )
    webhooks = number_webhooks(demo.web_url)
    for did in line.dids.values():
        simulator.add_number(did.number, **webhooks)
    driver = RealtimeDriver(clock).start()
    server = serve(
        simulator,
        demo.host,
        demo.carrier_port,
        labels=_labels(line),
        clock_file=demo.clock_file,
        zone=line.shop.timezone,
    )
    try:
        yield
    finally:
        server.stop()
        driver.stop()
        simulator.close()


def _labels(line: Line) -> dict[str, str]:
    """Names for telephones and numbers: the language that is spoken first, or who answers at once."""
    numbers = {
        did.number: f"{line.shop.name}, {did.language}{f', {did.department_key}' if did.department_key else ''}"
        for did in line.dids.values()
    }
    agents = {agent_address(one.email, one.rings): one.name for one in line.agents if one.departments}
    return numbers | agents
