"""Time on duty is kept as spans, and read cut to the period."""

from datetime import timedelta

import pytest
from sqlalchemy import insert

from tests.ticket_store.reporting.floor import EWA, JAN, TUESDAY, a_talk, answered, open_floor
from ticket_store.agents import change_agent
from ticket_store.engine import Store
from ticket_store.reporting.counts import DutyTimes, Wanted
from ticket_store.reporting.duty_kept import duty_astray, keep_all_duty, keep_duty
from ticket_store.reporting.people import agent_figures, duty_by_agent
from ticket_store.schema import agent_department

HOUR = timedelta(hours=1)
PERIOD = Wanted(TUESDAY, TUESDAY + 8 * HOUR)


@pytest.fixture
def floor(store: Store) -> Store:
    open_floor(store)
    rows = [{"agent_id": EWA, "department_key": "complaints"}, {"agent_id": JAN, "department_key": "orders"}]
    store.write(lambda tx: tx.db.execute(insert(agent_department), rows))
    return store


def turn(store: Store, hours: float, agent_id: str = EWA, **changes: object) -> None:
    now = TUESDAY + hours * HOUR
    store.write(lambda tx: change_agent(tx, agent_id, **changes))
    store.write(lambda tx: keep_duty(tx, agent_id, now))
    store.write(lambda tx: keep_duty(tx, agent_id, now + HOUR / 60))  # a repeat changes nothing


def duty(store: Store, wanted: Wanted = PERIOD, hours: float = 8) -> dict[str, DutyTimes]:
    return dict(store.read(lambda db: duty_by_agent(db, wanted, TUESDAY + hours * HOUR)))


def test_each_status_has_its_time_cut_to_the_period_and_to_now(floor: Store) -> None:
    turn(floor, -1, chosen_status="available")
    turn(floor, 1, reachable=False)
    turn(floor, 1.5, reachable=True)
    turn(floor, 2, chosen_status="away")
    turn(floor, 3, chosen_status="offline")
    turn(floor, 6, chosen_status="available")
    assert duty(floor) == {EWA: DutyTimes(3.5 * HOUR, HOUR, HOUR / 2)}
    assert duty(floor, hours=7) == {EWA: DutyTimes(2.5 * HOUR, HOUR, HOUR / 2)}
    assert duty(floor, Wanted(TUESDAY + 3 * HOUR, TUESDAY + 5 * HOUR)) == {}


def test_an_agent_who_is_gone_is_off_duty_and_so_is_told_whoever_was_changed_otherwise(floor: Store) -> None:
    turn(floor, 0, chosen_status="available")
    floor.write(lambda tx: change_agent(tx, EWA, active=False))
    floor.write(lambda tx: change_agent(tx, JAN, chosen_status="away"))
    assert sorted(floor.read(duty_astray)) == [EWA, JAN]
    assert floor.write(lambda tx: keep_all_duty(tx, TUESDAY + HOUR)) == 2
    assert floor.read(duty_astray) == []
    assert duty(floor, hours=2) == {EWA: DutyTimes(available=HOUR), JAN: DutyTimes(away=HOUR)}


def test_people_are_told_by_department_agent_and_name(floor: Store) -> None:
    turn(floor, 0, EWA, chosen_status="available")
    a_talk(floor, answered(floor, key="orders"), JAN, key="orders")
    everybody = floor.read(lambda db: agent_figures(db, PERIOD, TUESDAY + HOUR))
    assert [(one.name, one.talks.talks, one.duty.available) for one in everybody] == [
        ("Ewa", 0, HOUR),
        ("Jan", 1, timedelta()),
    ]
    orders = Wanted(PERIOD.since, PERIOD.until, frozenset({"orders"}))
    assert [one.name for one in floor.read(lambda db: agent_figures(db, orders, TUESDAY + HOUR))] == ["Jan"]
    ewa = Wanted(PERIOD.since, PERIOD.until, agents=frozenset({EWA}))
    assert [one.name for one in floor.read(lambda db: agent_figures(db, ewa, TUESDAY + HOUR))] == ["Ewa"]
