"""A small shop for the tests of the pages, written straight into the tables."""

import io
import math
import struct
import wave
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from sqlalchemy import Table, insert

from ticket_store import schema
from ticket_store.engine import Store, Transaction

NOW = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)  # a Thursday, 13:00 in Warsaw
PASSWORD = "a very long password"
STAMP = "stamp"
AGENT, LEAD, OTHER = "agent-one", "team-lead", "agent-two"
MARIA, JAN = "customer-maria", "customer-jan"
OPEN_CASE, OTHER_CASE, MARKETING_CASE = "ticket-1041", "ticket-1042", "ticket-1043"
CALL, OLD_CALL = "call-now", "call-before"
CALLBACK, MESSAGE = "callback-1", "recording-1"


def put(tx: Transaction, table: Table, **values: Any) -> None:
    tx.db.execute(insert(table), values)


@cache
def password_hash() -> str:
    """At the least cost: what ours cost, and that it is enough, is no matter of whoever only signs in."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


@cache
def beep() -> bytes:
    """A second of sound."""
    made = io.BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        tone = (int(8000 * math.sin(step / 4)) for step in range(8000))
        sound.writeframes(b"".join(struct.pack("<h", one) for one in tone))
    return made.getvalue()


def seed_shop(store: Store) -> None:
    """A shop, three departments, an agent of two of them, one of the third, a team lead."""
    store.write(_shop)


def _shop(tx: Transaction) -> None:
    put(tx, schema.shop, id=1, name="Sowa Books", country="PL", timezone="Europe/Warsaw",
        languages=["pl", "en", "cs", "fi"], retention={}, callbacks={}, version=1)  # fmt: skip
    put(tx, schema.hours, key="office", rule="Mo-Fr 08:30-17:00; PH off")
    names = {
        "complaints": {"pl": "reklamacje", "en": "complaints", "cs": "reklamace", "fi": "reklamaatiot"},
        "orders": {"pl": "zamówienia", "en": "orders", "cs": "objednávky", "fi": "tilaukset"},
        "marketing": {"pl": "marketing", "en": "marketing", "cs": "marketing", "fi": "markkinointi"},
    }
    words = {
        "complaints": ["refund", "exchange", "repair", "rejected", "information"],
        "orders": ["order placed", "where is my parcel"],
        "marketing": [],
    }
    for position, (key, name) in enumerate(names.items()):
        put(tx, schema.department, key=key, name=name, position=position, hours_key="office",
            callback={}, dispositions=words[key], closed_reason={})  # fmt: skip
    seed_agent(tx, AGENT, "Agent One", ["agent"], {"complaints": 3, "orders": 1})
    seed_agent(tx, OTHER, "Agent Two", ["agent"], {"marketing": 2}, chosen_status="available")
    seed_agent(tx, LEAD, "Team Lead", ["agent", "supervisor"], {"complaints": 2, "orders": 2})


def seed_agent(
    tx: Transaction, key: str, name: str, roles: list[str], departments: dict[str, int], **more: Any
) -> None:
    values = {"chosen_status": "offline", "chosen_at": NOW - timedelta(minutes=12), "rings": "+48600000002"}
    put(tx, schema.agent, id=key, email=f"{key}@sowa.example", name=name, roles=roles, languages=["pl", "en"],
        active=True, reachable=True, misses=0, password_hash=password_hash(), sign_in_stamp=STAMP,
        **(values | more))  # fmt: skip
    put(tx, schema.sign_in, id=f"at-{key}", agent_id=key, door="password", began_at=NOW, seen_at=NOW)
    for department, skill in departments.items():
        put(tx, schema.agent_department, agent_id=key, department_key=department, skill=skill)


def seed_customers(store: Store) -> None:
    """Two customers with their history, and a case that belongs to marketing alone."""
    store.write(_customers)


def _customers(tx: Transaction) -> None:
    day = timedelta(days=1)
    for key, name, number in ((MARIA, "Maria Kowalska", "+48600123456"), (JAN, None, "+420601123456")):
        put(tx, schema.customer, id=key, name=name, language="pl" if key == MARIA else "cs",
            notes="Prefers mornings." if key == MARIA else None, created_at=NOW - 40 * day)  # fmt: skip
        put(tx, schema.customer_number, number=number, customer_id=key)
    _case(tx, OPEN_CASE, 1041, MARIA, "complaints", LEAD, NOW - 2 * day, people=1)
    _case(tx, OTHER_CASE, 1042, JAN, "orders", None, NOW - timedelta(hours=3))
    _case(tx, MARKETING_CASE, 1043, MARIA, "marketing", OTHER, NOW - 5 * day, status="solved")
    put(tx, schema.ticket_person, ticket_id=OPEN_CASE, agent_id=LEAD, first_at=NOW - 2 * day)
    began = NOW - 2 * day
    put(tx, schema.call, id=OLD_CALL, sid="CA" + "1" * 32, direction="inbound", did_number="+48221234567",
        customer_number="+48600123456", caller_raw="+48600123456", customer_id=MARIA, language="pl",
        department_key="complaints", ticket_id=OPEN_CASE, agent_id=LEAD, status="ended", outcome="answered",
        started_at=began, arrived_at=began, queued_at=began + timedelta(seconds=20),
        answered_at=began + timedelta(seconds=95), talk_ended_at=began + timedelta(seconds=400),
        ended_at=began + timedelta(seconds=401), step=3)  # fmt: skip
    put(tx, schema.note, id="note-1", ticket_id=OPEN_CASE, call_id=OLD_CALL, agent_id=LEAD,
        text="The book came with a torn cover. Promised a new one by Friday.",
        created_at=began + timedelta(minutes=6), changed_at=began + timedelta(minutes=7))  # fmt: skip
    put(tx, schema.leg, id="leg-1", call_id=OLD_CALL, sid="CA" + "1" * 32, role="caller", status="completed",
        address="+48600123456", created_at=began, answered_at=began,
        ended_at=began + timedelta(seconds=401))  # fmt: skip
    put(tx, schema.event, key="e1", call_id=OLD_CALL, leg_sid="CA" + "1" * 32, kind="incoming", at=began,
        body='{"From": "+48600123456"}')  # fmt: skip
    _callback(tx)
    put(tx, schema.recording, id=MESSAGE, sid="RE" + "1" * 32, call_id=OLD_CALL, ticket_id=OPEN_CASE,
        url="https://carrier.example/RE1", status="stored", duration_s=1, media_type="audio/wav", media=beep(),
        created_at=NOW - day)  # fmt: skip


def _callback(tx: Transaction) -> None:
    start = NOW + timedelta(minutes=12)
    put(tx, schema.callback, id=CALLBACK, customer_id=JAN, customer_number="+420601123456",
        department_key="orders", ticket_id=OTHER_CASE, language="cs", status="waiting", asked_through="key",
        attempts=1, arrived_at=NOW - timedelta(hours=3), due_at=start, promised_from=start,
        promised_until=start + timedelta(minutes=30), created_at=NOW - timedelta(hours=3))  # fmt: skip
    put(tx, schema.attempt, id="attempt-1", callback_id=CALLBACK, number=1, state="ended", cause="busy",
        placed_at=NOW - timedelta(minutes=20), ended_at=NOW - timedelta(minutes=19))  # fmt: skip
    put(tx, schema.promise, id="promise-1", kind="callback", customer_id=JAN, ticket_id=OTHER_CASE,
        callback_id=CALLBACK, made_through="key", made_at=NOW - timedelta(hours=3), from_at=start,
        until_at=start + timedelta(minutes=30))  # fmt: skip


def _case(
    tx: Transaction, key: str, number: int, customer: str, department: str, owner: str | None, at: datetime,
    *, status: str = "open", people: int = 0,
) -> None:  # fmt: skip
    put(tx, schema.ticket, id=key, number=number, customer_id=customer, department_key=department,
        owner_id=owner, status=status, people=people, opened_at=at, touched_at=at + timedelta(hours=1),
        solved_at=at + timedelta(hours=1) if status == "solved" else None)  # fmt: skip


def offer_call(store: Store, *, at: datetime = NOW) -> None:
    """Maria rings about her open complaint, and Agent One is being rung."""

    def work(tx: Transaction) -> None:
        put(tx, schema.call, id=CALL, sid="CA" + "2" * 32, direction="inbound", did_number="+48221234567",
            customer_number="+48600123456", caller_raw="+48600123456", customer_id=MARIA, language="pl",
            department_key="complaints", ticket_id=OPEN_CASE, status="waiting", step=2,
            started_at=at - timedelta(seconds=90), arrived_at=at - timedelta(seconds=75),
            queued_at=at - timedelta(seconds=75))  # fmt: skip
        put(tx, schema.reservation, id="reservation-1", agent_id=AGENT, call_id=CALL, token="t1",
            state="ringing", created_at=at, expires_at=at + timedelta(seconds=25))  # fmt: skip
        tx.topics.update({f"agent:{AGENT}", "department:complaints", "calls"})

    store.write(work)


def accept_call(store: Store, *, at: datetime = NOW) -> None:
    """Agent One has pressed 1: they talk."""

    def work(tx: Transaction) -> None:
        held = schema.reservation.update().where(schema.reservation.c.id == "reservation-1")
        tx.db.execute(held.values(state="accepted", accepted_at=at))
        talk = schema.call.update().where(schema.call.c.id == CALL)
        tx.db.execute(talk.values(status="talking", answered_at=at, agent_id=AGENT))
        tx.topics.update({f"agent:{AGENT}", f"call:{CALL}", "calls"})

    store.write(work)


def begin_wrap_up(store: Store, *, at: datetime = NOW, lasts: timedelta = timedelta(seconds=60)) -> None:
    """The talk is over; Agent One writes it up."""

    def work(tx: Transaction) -> None:
        held = schema.reservation.update().where(schema.reservation.c.id == "reservation-1")
        tx.db.execute(held.values(state="released", released_at=at, cause="talked"))
        talk = schema.call.update().where(schema.call.c.id == CALL)
        tx.db.execute(talk.values(status="ended", outcome="answered", talk_ended_at=at, ended_at=at))
        me = schema.agent.update().where(schema.agent.c.id == AGENT)
        tx.db.execute(me.values(wrap_up_until=at + lasts, wrap_up_call_id=CALL, chosen_status="available"))
        tx.topics.update({f"agent:{AGENT}", "calls"})

    store.write(work)


def ask_lead(store: Store, state: str, *, at: datetime = NOW) -> None:
    """Agent One asks the team lead about the call in hand: ringing, talking (the customer hears music), joined."""

    def work(tx: Transaction) -> None:
        accepted = state != "ringing"
        put(tx, schema.reservation, id="reservation-lead", agent_id=LEAD, call_id=CALL, token="t-lead",
            purpose="consult", state="accepted" if accepted else "ringing", created_at=at,
            accepted_at=at if accepted else None, expires_at=at + timedelta(seconds=65))  # fmt: skip
        hold(tx, None if state == "joined" else at)
        tx.topics.update({f"agent:{AGENT}", f"agent:{LEAD}"})

    store.write(work)


def hold(tx: Transaction, since: datetime | None) -> None:
    """The customer of the call in hand hears music since then."""
    tx.db.execute(schema.call.update().where(schema.call.c.id == CALL).values(held_at=since))
    tx.topics.add(f"agent:{AGENT}")
