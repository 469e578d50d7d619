"""A worker gives signs of life, and ends where it is stuck; a Redis that forgets is told of."""

from datetime import UTC, datetime

import pytest
from redis.exceptions import ResponseError

from app.redis_habits import bad_habit
from app.worker import LifeLine
from ticket_store.engine import Store
from ticket_store.schema import heartbeat

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


class Steady:
    at = 0.0

    def __call__(self) -> float:
        return self.at


def test_a_worker_that_moves_lives_and_one_that_is_stuck_for_a_minute_ends(store: Store) -> None:
    steady, left = Steady(), list[int]()
    life = LifeLine(store, lambda: NOON, steady=steady, leave=left.append)
    for _ in range(3):
        steady.at += 50
        life.beat()
        life.move()
    (row,) = store.read(lambda db: list(db.execute(heartbeat.select())))
    assert row.process.startswith("worker ")
    assert (row.seen_at, left) == (NOON, [])
    steady.at += 61
    life.beat()
    assert left == [70]


class Server:
    """Answers CONFIG GET as it was told; None: it refuses to."""

    def __init__(self, **settings: str | None) -> None:
        self._settings = {name.replace("_", "-"): value for name, value in settings.items()}

    def ping(self) -> bool:
        return True

    def config_get(self, name: str) -> dict[str, str]:
        value = self._settings[name]
        if value is None:
            raise ResponseError("unknown command 'CONFIG'")
        return {name: value}


@pytest.mark.parametrize(
    ("policy", "log", "loses"),
    [
        ("noeviction", "yes", None),
        ("allkeys-lru", "yes", True),
        ("volatile-ttl", "no", True),
        ("noeviction", "no", False),
        (None, None, None),
    ],
)
def test_a_redis_that_may_forget_jobs_is_told_of(
    policy: str | None, log: str | None, loses: bool | None
) -> None:
    habit = bad_habit(Server(maxmemory_policy=policy, appendonly=log))
    assert (habit and habit.loses) == loses
