"""A floor on which everything happens at once, for the tests of the floor."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from tests.admin import seed
from tests.admin.seed import AGENT, LEAD, NOW, OTHER, put
from ticket_store import schema
from ticket_store.engine import Store, Transaction
from ticket_store.incidents import begin_incident, listen_for

TALK, QUEUED, ASKED = "call-talk", "call-queued", "agent-three"
MINUTE = timedelta(minutes=1)


def busy_floor(store: Store) -> None:
    """Agent One talks with a customer on hold and asks Agent Three; one caller waits; marketing has nobody."""
    store.write(_busy_floor)


def _busy_floor(tx: Transaction) -> None:
    seed.seed_agent(tx, ASKED, "Agent Three", ["agent"], {"orders": 2}, chosen_status="available")
    _set(tx, AGENT, chosen_status="available", next_status="away")
    _set(tx, LEAD, chosen_status="available", idle_since=NOW - 4 * MINUTE)
    add_call(tx, TALK, "+48600123456", "talking", customer_id=seed.MARIA, agent_id=AGENT,
             answered_at=NOW - 3 * MINUTE, held_at=NOW - MINUTE)  # fmt: skip
    add_call(tx, QUEUED, "+420601123456", "waiting", department_key="orders")
    lease(tx, AGENT, "answer", "accepted", NOW - 3 * MINUTE)
    lease(tx, ASKED, "consult", "ringing", NOW)
    around(tx)


def around(tx: Transaction) -> None:
    """What goes on beside the talks: an agent away, a department unattended, waits foretold wrongly."""
    _set(tx, OTHER, chosen_status="away", status_reason="missed_twice", reachable=False,
         seen_at=NOW - 2 * MINUTE)  # fmt: skip
    put(tx, schema.unattended, id="span-1", department_key="marketing", began_at=NOW - 7 * MINUTE)
    for half_hour, median, mean in ((2, 35.0, -12.0), (1, 20.0, 8.0)):
        put(tx, schema.estimate_error, department_key="orders", half_hour_at=NOW - 30 * half_hour * MINUTE,
            calls=9, median_s=median, mean_s=mean)  # fmt: skip


def great_floor(store: Store) -> None:
    """150 people on duty, and 100 of them talk."""
    store.write(_great_floor)


def _great_floor(tx: Transaction) -> None:
    for n in range(150):
        who, call_id = f"01KDX{n:021}", f"01KDY{n:021}"
        departments = {"complaints": 3, "orders": 2}
        seed.seed_agent(tx, who, f"Agnieszka Nowak {n}", ["agent"], departments, chosen_status="available")
        if n < 100:
            add_call(tx, call_id, f"+4860012{n:04}", "talking", agent_id=who, answered_at=NOW - 3 * MINUTE)
            put(tx, schema.reservation, id=f"held-{n}", agent_id=who, call_id=call_id, token=f"held-{n}",
                purpose="answer", state="accepted", created_at=NOW, accepted_at=NOW, expires_at=NOW)  # fmt: skip


def tell_of_incident(tx: Transaction, *, asked: int = 0) -> str:
    """The orders have an incident for an hour, in two languages; so many callers want a text. Its id."""
    made = begin_incident(
        tx,
        NOW - 5 * MINUTE,
        text={"pl": "Sklep stoi.", "en": "The shop is down."},
        department_key="orders",
        ends_at=NOW + 60 * MINUTE,
        actor="team-lead@sowa.example",
    )
    for number in range(asked):
        listen_for(tx, made, f"+4860000010{number}", "pl", None, NOW)
    return made


def add_call(tx: Transaction, key: str, number: str, status: str, **more: Any) -> None:
    """A call that came five minutes ago."""
    began = NOW - 5 * MINUTE
    values = {"department_key": "complaints", "queued_at": began, "arrived_at": began} | more
    put(tx, schema.call, id=key, direction="inbound", customer_number=number, caller_raw=number,
        language="pl", status=status, started_at=began, step=1, **values)  # fmt: skip


def lease(tx: Transaction, agent_id: str, purpose: str, state: str, at: Any, **more: Any) -> None:
    put(tx, schema.reservation, id=f"lease-{agent_id}", agent_id=agent_id, call_id=TALK, token=f"t-{agent_id}",
        purpose=purpose, state=state, created_at=at, accepted_at=at if state == "accepted" else None,
        expires_at=NOW + 60 * MINUTE, **more)  # fmt: skip


def listening(store: Store) -> tuple[str, str] | None:
    """State and mode of the only supervisor in a talk; nothing where nobody listens."""
    table = schema.reservation
    held = select(table.c.state, table.c.mode).where(table.c.purpose == "listen", table.c.state != "released")
    found = store.read(lambda db: db.execute(held).first())
    return None if found is None else (found.state, found.mode)


def _set(tx: Transaction, agent_id: str, **values: Any) -> None:
    tx.db.execute(update(schema.agent).where(schema.agent.c.id == agent_id).values(values))
