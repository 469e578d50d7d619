"""What is older than the shop keeps it goes at night, bit by bit; what is newer, open or figures stays."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from tests.admin import seed
from tests.ticket_store.person_seed import JANS, NOW, NUMBER, OLD_CALL, everything_written, seed_everything
from ticket_store import schema
from ticket_store.customers import customer_by_number
from ticket_store.engine import Store
from ticket_store.line import Line
from ticket_store.line_rows import load_line
from ticket_store.privacy import retention_steps
from ticket_store.privacy.retention import begins_at, forget_what_is_old, last_night
from ticket_store.solving import solve

YEAR, DAY = timedelta(days=365), timedelta(days=1)
NIGHT = NOW.replace(hour=2, minute=30) + DAY  # 03:30 in Warsaw


def line_of(store: Store, **kept: timedelta) -> Line:
    line = store.read(load_line)
    return replace(line, shop=replace(line.shop, retention=kept))


def a_night(store: Store, line: Line, now: object = NIGHT) -> int:
    """All of it; how many parts."""
    parts = 0
    while forget_what_is_old(store, line, now):  # type: ignore[arg-type]
        parts += 1
    return parts


def went(store: Store) -> dict[str, int]:
    night = store.read(last_night)
    assert night is not None
    assert night.ended_at is not None
    return dict(night.facts["went"])


@pytest.fixture
def old(store: Store) -> Store:
    """All of Maria was long ago, and her cases are solved."""
    seed_everything(store)
    store.write(lambda tx: tx.db.execute(update(schema.callback).where(
        schema.callback.c.id == "callback-maria").values(status="done")))  # fmt: skip
    store.write(lambda tx: solve(tx, seed.OPEN_CASE, NOW, actor="ada"))
    store.write(lambda tx: tx.db.execute(update(schema.outbox).values(done_at=NOW)))
    # callbacks.promising.proving forgets these:
    store.write(lambda tx: tx.db.execute(schema.held_wish.delete()))
    store.write(
        lambda tx: tx.db.execute(update(schema.customer).values(blocked_at=None, blocked_reason=None))
    )
    return store


def test_a_shop_that_keeps_everything_loses_nothing_but_the_log_of_webhooks(old: Store) -> None:
    a_night(old, line_of(old), NIGHT + 3 * YEAR)
    assert went(old) == {"answers": 1, "messages": 2}
    assert old.read(lambda db: customer_by_number(db, NUMBER)) is not None


def test_what_is_old_goes_with_whoever_it_was_and_the_figures_stay(old: Store) -> None:
    a_night(old, line_of(old, calls=YEAR, recordings=YEAR), NIGHT + YEAR)
    told = went(old)
    assert (told["calls"], told["recordings"], told["notes"], told["texts"]) == (1, 1, 1, 1)
    assert old.read(lambda db: customer_by_number(db, NUMBER)) is None
    after = everything_written(old)
    for word in ("Maria K.", "torn cover", "blue tome", "maria@mail.example", "Prefers mornings"):
        assert word not in after
    naming = {row.partition(":")[0] for row in after.splitlines() if NUMBER in row}
    assert naming == {"audit", "no_dial", "web_ask"}  # forms go by `web_addresses`
    call = old.read(lambda db: db.execute(schema.call.select().where(schema.call.c.id == OLD_CALL)).one())
    assert (call.customer_number, call.outcome) == (None, "answered")


def test_what_is_newer_or_open_stays(old: Store) -> None:
    a_night(old, line_of(old, calls=YEAR), NIGHT + timedelta(days=300))
    assert went(old) == {"answers": 1, "messages": 2}
    a_night(old, line_of(old, calls=YEAR), NIGHT + YEAR)
    jan = old.read(lambda db: customer_by_number(db, JANS))
    assert jan is not None  # his case is open, and his callback waits
    assert old.read(lambda db: db.scalar(select(schema.callback.c.customer_number).where(
        schema.callback.c.id == seed.CALLBACK))) == JANS  # fmt: skip


def test_recordings_have_a_time_of_their_own(old: Store) -> None:
    a_night(old, line_of(old, recordings=timedelta(days=30)), NIGHT + timedelta(days=40))
    row = old.read(lambda db: db.execute(select(schema.recording.c.status, schema.recording.c.media)).one())
    assert tuple(row) == ("deleted", None)
    assert old.read(lambda db: customer_by_number(db, NUMBER)) is not None


def test_who_is_blocked_stays_blocked(old: Store) -> None:
    blocked = update(schema.customer).where(schema.customer.c.id == seed.MARIA).values(blocked_at=NOW)
    old.write(lambda tx: tx.db.execute(blocked))
    a_night(old, line_of(old, calls=YEAR), NIGHT + YEAR)
    known = old.read(lambda db: customer_by_number(db, NUMBER))
    assert known is not None
    assert known.blocked


def test_it_is_done_once_a_night_after_three(old: Store) -> None:
    line = line_of(old)
    assert a_night(old, line) == 1 + len(retention_steps.STEPS)
    assert a_night(old, line, NIGHT + timedelta(hours=20)) == 0
    assert a_night(old, line, NIGHT + timedelta(hours=23)) == 0  # 02:30
    assert a_night(old, line, NIGHT + DAY) > 0


@pytest.mark.parametrize(("hour", "day"), [(1, -1), (2, 0), (12, 0)])
def test_a_night_begins_at_three_on_the_shops_clock(old: Store, hour: int, day: int) -> None:
    now = NOW.replace(hour=hour, minute=30)  # 02:30, 03:30, 13:30 in Warsaw
    assert begins_at(line_of(old), now) == NOW.replace(hour=2, minute=0) + day * DAY


def test_many_rows_go_in_small_parts_and_a_restart_goes_on_where_it_stopped(
    old: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention_steps, "AT_ONCE", 2)
    sender = schema.hook_delivery.c
    for number in range(5):
        row = {"id": f"d{number}", "endpoint_id": "hook-1", "event": "test", "state": "sent"}
        at = {"at": NOW, "due_at": NOW}
        old.write(lambda tx, row=row, at=at: seed.put(tx, schema.hook_delivery, **row, **at))  # type: ignore[misc]
    line, later = line_of(old), NIGHT + YEAR
    left = []
    while forget_what_is_old(old, line, later):
        left.append(old.read(lambda db: db.scalar(select(func.count(sender.id)))))
    assert left[-5:] == [5, 3, 1, 0, 0]
    assert went(old)["messages"] == 7
