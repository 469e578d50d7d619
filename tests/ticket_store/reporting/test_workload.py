"""What a week asks of the people who answer, on a mean day."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert

from tests.ticket_store.reporting.floor import EWA, JAN, TUESDAY, a_call, a_talk, answered, ended, open_floor
from ticket_store.callbacks import insert_callback
from ticket_store.engine import Store
from ticket_store.reporting.counts import Wanted, Workload
from ticket_store.reporting.workload import workload
from ticket_store.schema import duty

WARSAW = ZoneInfo("Europe/Warsaw")
FORTNIGHT = Wanted(TUESDAY - timedelta(days=7), TUESDAY + timedelta(days=7))
NOON = 24  # TUESDAY is at 12:00 in Warsaw


@pytest.fixture
def floor(store: Store) -> Store:
    open_floor(store)
    return store


def on_duty(store: Store, agent_id: str, since: datetime, hours: float) -> None:
    row = {"id": f"{agent_id}{since:%d}", "agent_id": agent_id, "status": "available", "began_at": since}
    store.write(lambda tx: tx.db.execute(insert(duty), row | {"ended_at": since + timedelta(hours=hours)}))


def asked(store: Store, at: datetime, through: str) -> None:
    row = {
        "customer_number": f"+48501{at:%d%H%M}", "department_key": "orders", "language": "pl", "arrived_at": at,
        "asked_through": through, "due_at": at, "promised_from": at, "promised_until": at,
    }  # fmt: skip
    store.write(lambda tx: insert_callback(tx, at, **row))


def week(store: Store, wanted: Wanted = FORTNIGHT) -> dict[tuple[int, int], Workload]:
    found = store.read(lambda db: workload(db, wanted, WARSAW, TUESDAY + timedelta(days=9)))
    return {(one.weekday, one.half_hour): one for one in found}


def test_a_mean_day_has_its_share_of_calls_callbacks_and_people(floor: Store) -> None:
    for day in (0, -7):
        at = TUESDAY + timedelta(days=day)
        a_talk(floor, answered(floor, at), at=at, minutes=3, wrap_up_s=60)
        on_duty(floor, EWA, at, 0.75)
    ended(floor, a_call(TUESDAY, queued_at=None, arrival="NobodyThere"), "left_in_menu")
    asked(floor, TUESDAY, "web")
    asked(floor, TUESDAY + timedelta(minutes=1), "key")  # by somebody who is counted as a caller
    found = week(floor)
    assert found == {
        (1, NOON): Workload(1, NOON, offered=1.5, callbacks=0.5, handled_s=240.0, staffed=1.0),
        (1, NOON + 1): Workload(1, NOON + 1, offered=0.0, callbacks=0.0, handled_s=240.0, staffed=0.5),
    }


def test_what_is_asked_at_night_waits_for_the_next_people_of_the_week(floor: Store) -> None:
    on_duty(floor, JAN, TUESDAY, 1)
    asked(floor, TUESDAY + timedelta(days=1), "web")  # on Wednesday: nobody is there before the next Tuesday
    found = week(floor)
    assert found[1, NOON].callbacks == 0.5
    assert set(found) == {(1, NOON), (1, NOON + 1)}


def test_where_nobody_ever_is_callbacks_stay_where_they_were_asked(floor: Store) -> None:
    asked(floor, TUESDAY, "web")
    assert week(floor) == {
        (1, NOON): Workload(1, NOON, offered=0.0, callbacks=0.5, handled_s=None, staffed=0.0)
    }


def test_a_department_has_its_own_week(floor: Store) -> None:
    answered(floor, TUESDAY, "orders")
    complaints = Wanted(FORTNIGHT.since, FORTNIGHT.until, frozenset({"complaints"}))
    assert week(floor, complaints) == {}
