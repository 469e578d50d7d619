"""Reading a few rows finds the very agents whom the pure rule chooses from all of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from call_routing.choosing import finding
from call_routing.choosing.choice import Duty, Memory, OnDuty, choose
from tests.admin.api.seed import LINE
from ticket_store.engine import Store, Transaction
from ticket_store.line import AgentSetup, Line, Routing, Strategy, Tier
from ticket_store.line_rows import load_line, save_line
from ticket_store.ready import sync_all
from ticket_store.rows import Free, Waiting
from ticket_store.schema import agent, agent_department

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
TODAY, YESTERDAY = "2026-11-24", "2026-11-23"
MANY, ROUNDS = 12, 60
TONGUES = (("pl",), ("pl", "en"), ("en",), ("fi",))


@pytest.fixture
def line(store: Store) -> Line:
    people = tuple(
        AgentSetup(f"a{n}@shop.example", f"A{n}", ("agent",), {"orders": 1}, ("pl",), f"+486000000{n:02}")
        for n in range(MANY)
    )
    store.write(lambda tx: save_line(tx, replace(LINE, agents=people), actor="tests", now=NOON))
    return store.read(load_line)


def shuffle(tx: Transaction, dice: Random) -> None:
    """Any state that twelve agents can be in."""
    for agent_id in tx.db.execute(select(agent.c.id).order_by(agent.c.id)).scalars().all():
        changes: dict[str, Any] = {
            "chosen_status": dice.choice(("available", "available", "away")),
            "languages": list(dice.choice(TONGUES)),
            "idle_since": dice.choice((None, *(NOON - timedelta(minutes=n) for n in range(4)))),
            "offered_at": dice.choice((None, *(NOON - timedelta(minutes=n) for n in range(4)))),
            "wrap_up_until": dice.choice((None, None, NOON + timedelta(seconds=5))),
            "talks": dice.randrange(3),
            "talks_on": dice.choice((None, TODAY, YESTERDAY)),
        }
        tx.db.execute(agent.update().where(agent.c.id == agent_id).values(changes))
        skill = dice.randint(1, 3)
        tx.db.execute(
            agent_department.update().where(agent_department.c.agent_id == agent_id).values(skill=skill)
        )
    sync_all(tx)


def everybody(tx: Transaction) -> tuple[list[Free], Duty]:
    """All free agents, and all on duty, straight from the tables."""
    rows = tx.db.execute(
        select(agent, agent_department.c.skill)
        .join(agent_department, agent_department.c.agent_id == agent.c.id)
        .where(agent.c.chosen_status == "available")
    ).all()
    free = [
        Free(
            row.id, tuple(row.languages), {"orders": row.skill}, row.idle_since, row.offered_at,
            row.talks if row.talks_on == TODAY else 0,
        )
        for row in rows
        if row.wrap_up_until is None
    ]  # fmt: skip
    return free, Duty({row.id: OnDuty(tuple(row.languages), row.skill) for row in rows})


def somebody(dice: Random, ids: Sequence[str]) -> tuple[Waiting, Memory, Routing]:
    """Any caller, with any past, in a department with any routing."""
    person = Waiting(
        "call", "c1", "orders", dice.choice(("pl", "fi", "cs")), NOON, NOON,
        NOON - timedelta(seconds=dice.choice((0, 25, 50, 130))),
        owner_id=dice.choice((None, *ids)), deputy_id=dice.choice((None, *ids)),
        owner_choice=dice.choice((None, None, "wait", "colleague")), held=dice.choice((0, 0, 1)),
    )  # fmt: skip
    declined = frozenset(dice.sample(ids, dice.randrange(4)))
    missed = {one: dice.randint(1, 3) for one in dice.sample(ids, dice.randrange(4))}
    tiers = (Tier(3), Tier(2, timedelta(seconds=30)), Tier(1, timedelta(seconds=60)))[dice.randrange(3) :]
    tiers = (Tier(tiers[0].skill), *tiers[1:])
    routing = Routing(strategy=dice.choice(list(Strategy)), ring_at_once=2, tiers=tiers)
    return person, Memory(declined, missed), routing


@pytest.mark.parametrize("seed", range(3))
def test_what_is_found_in_pages_is_what_is_chosen_from_all(
    store: Store, line: Line, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "PAGES", (2, 4, 1_000))  # so that twelve agents are several pages
    dice = Random(seed)
    for _ in range(ROUNDS // 3):
        store.write(lambda tx: shuffle(tx, dice))
        for _ in range(5):

            def work(tx: Transaction) -> None:
                free, duty = everybody(tx)
                ids = sorted(tx.db.execute(select(agent.c.id)).scalars())
                person, memory, routing = somebody(dice, ids)
                orders = replace(line.departments["orders"], routing=routing)
                floor = replace(line, departments={"orders": orders})
                found = finding.find(tx.db, floor, person, memory, NOON)
                assert found == choose(person, free, routing, memory, duty, NOON), (person, memory, routing)

            store.write(work)
