"""Roll-ups are made anew from the calls, at an update and when asked; what the calls are gone of stays."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select, text, update

from tests.ticket_store.reporting.floor import TUESDAY, a_call, a_case, a_talk, answered, ended, open_floor
from ticket_store import migrate
from ticket_store.engine import Store
from ticket_store.reporting.counts import Wanted
from ticket_store.reporting.half_hours import number_of
from ticket_store.reporting.reading import calls_of
from ticket_store.reporting.rebuilding import astray, rebuild, rebuild_if_empty
from ticket_store.schema import call, call_figure, cause_figure, talk, talk_figure

DAY = timedelta(days=1)


@pytest.fixture
def floor(store: Store) -> Store:
    """Three days with calls, talks and a case that came to something."""
    open_floor(store)
    for number in range(3):
        at = TUESDAY + number * DAY
        a_talk(store, answered(store, at, ticket_id=a_case(store, disposition="refund")), at=at)
        ended(store, a_call(at, "orders"), "abandoned")
    return store


def figures(store: Store) -> list[list[tuple[object, ...]]]:
    tables = (call_figure, talk_figure, cause_figure)
    return store.read(lambda db: [sorted(map(tuple, db.execute(select(one)))) for one in tables])


def test_everything_made_anew_is_as_it_was_kept(floor: Store) -> None:
    kept = figures(floor)
    assert all(kept)
    assert floor.write(rebuild) == sum(map(len, kept))
    assert figures(floor) == kept


def test_what_went_astray_is_named_and_healed(floor: Store) -> None:
    wrong = number_of(TUESDAY + DAY)
    floor.write(
        lambda tx: tx.db.execute(
            update(call_figure)
            .where(call_figure.c.half_hour == wrong, call_figure.c.department_key == "orders")
            .values(abandoned=7)
        )
    )
    floor.write(lambda tx: tx.db.execute(delete(talk_figure).where(talk_figure.c.half_hour == wrong)))
    found = floor.read(astray)
    assert [(one.roll_up, one.keys[0], one.rolled_up is None) for one in found] == [
        ("call_figure", wrong, False),
        ("talk_figure", wrong, True),
    ]
    floor.write(rebuild)
    assert floor.read(astray) == []


def test_half_hours_whose_calls_are_gone_stay(floor: Store) -> None:
    old = call.c.started_at < TUESDAY + DAY
    floor.write(lambda tx: tx.db.execute(delete(talk).where(talk.c.began_at < TUESDAY + DAY)))
    floor.write(lambda tx: tx.db.execute(delete(call).where(old)))
    kept = figures(floor)
    floor.write(rebuild)
    assert figures(floor) == kept
    floor.write(lambda tx: [tx.db.execute(delete(one)) for one in (talk, call)])
    floor.write(rebuild)
    assert figures(floor) == kept
    everything = Wanted(TUESDAY - DAY, TUESDAY + 9 * DAY)
    assert floor.read(lambda db: calls_of(db, everything)).calls == 6


def test_an_update_fills_what_an_earlier_version_did_not_count(database_url: str) -> None:
    migrate.upgrade(database_url)
    store = Store(database_url)
    open_floor(store)
    answered(store)
    store.write(lambda tx: tx.db.execute(delete(call_figure)))
    migrate.downgrade(database_url)
    assert migrate.upgrade(database_url)
    assert store.read(astray) == []
    assert store.write(rebuild_if_empty) == 0
    store.close()


def test_talks_of_an_earlier_version_are_read_from_its_events(database_url: str) -> None:
    migrate.upgrade(database_url, "0008")
    store = Store(database_url)
    zone = "" if store.is_sqlite else "+00:00"
    times = {"at": f"2026-03-03 11:00:00.000000{zone}", "later": f"2026-03-03 11:04:00.000000{zone}"}
    store.write(lambda tx: [tx.db.execute(text(row), times) for row in _OF_0008])
    migrate.upgrade(database_url)
    (found,) = store.read(lambda db: db.execute(select(talk_figure)).all())
    assert (found.agent_id, found.department_key, found.calls, found.talk_ms) == ("ewa", "orders", 1, 240_000)
    assert store.read(astray) == []
    store.close()


_OF_0008 = [
    """INSERT INTO agent (id, email, name, roles, languages, rings, active, chosen_status, reachable, misses)
    VALUES ('ewa', 'ewa@shop.test', 'Ewa', '[]', '[]', 'browser', true, 'offline', true, 0)""",
    """INSERT INTO call (id, direction, language, status, outcome, step, department_key, started_at, ended_at)
    VALUES ('the-call', 'inbound', 'pl', 'ended', 'answered', 1, 'orders', :at, :later)""",
    """INSERT INTO reservation (id, agent_id, call_id, token, state, created_at, expires_at, released_at)
    VALUES ('the-lease', 'ewa', 'the-call', 'token', 'released', :at, :later, :later)""",
    """INSERT INTO event (key, call_id, kind, at) VALUES ('the-call:talk:the-lease', 'the-call', 'talk', :at)""",
]
