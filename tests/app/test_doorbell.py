"""The bell: what a real Redis hears of a commit, and that nobody waits for a Redis that is away."""

import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from redis import Redis
from rq import SimpleWorker
from rq.serializers import JSONSerializer

from app import doorbell
from app.doorbell import JOB_QUEUE, LIVE_CHANNEL, RedisBell, job_queue
from tests.app.conftest import free_port, own_redis
from ticket_store.engine import Store

pytestmark = pytest.mark.redis
carried_out: list[str] = []


def take_note(outbox_id: str) -> None:
    carried_out.append(outbox_id)


@pytest.fixture
def redis(redis_url: str) -> Iterator[Redis]:
    with Redis.from_url(redis_url) as client:
        client.flushdb()
        yield client


@pytest.fixture
def bell(redis_url: str, redis: Redis) -> Iterator[RedisBell]:
    ringing = RedisBell(redis_url)
    yield ringing
    ringing.close()
    redis.flushdb()


def test_each_outbox_row_becomes_one_job_that_carries_only_its_id(bell: RedisBell, redis: Redis) -> None:
    bell.ring(("01a", "01b"), frozenset())
    bell.ring(("01a",), frozenset())
    bell.close()
    jobs = job_queue(redis).jobs
    assert {job.id: job.args for job in jobs} == {"ob-01a": ["01a"], "ob-01b": ["01b"]}
    assert {job.func_name for job in jobs} == {"app.jobs.carry_out_outbox"}


def test_a_worker_can_run_what_was_rung(
    bell: RedisBell, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doorbell, "_JOB", f"{__name__}.take_note")
    bell.ring(("01c",), frozenset())
    bell.close()
    SimpleWorker([JOB_QUEUE], connection=redis, serializer=JSONSerializer).work(burst=True)
    assert carried_out == ["01c"]
    assert redis.keys("rq:job:*") == []


def test_pages_hear_the_topics_of_a_commit(bell: RedisBell, redis: Redis) -> None:
    with redis.pubsub(ignore_subscribe_messages=True) as ear:  # type: ignore[no-untyped-call]
        ear.subscribe(LIVE_CHANNEL)
        ear.get_message(timeout=5)
        bell.ring((), frozenset({"tickets", "agent:01"}))
        heard: Any = None
        while heard is None:
            heard = ear.get_message(timeout=5)
    assert json.loads(heard["data"]) == ["agent:01", "tickets"]


def test_a_commit_rings_the_bell_of_the_store(bell: RedisBell, redis: Redis, tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/x.sqlite3", bell=bell)
    store.write(lambda tx: tx.outbox.append("01d"))
    store.close()
    bell.close()
    assert job_queue(redis).job_ids == ["ob-01d"]


def test_a_redis_that_refuses_fails_nobody() -> None:
    bell = RedisBell(f"redis://127.0.0.1:{free_port()}/0")
    began = time.monotonic()
    for _ in range(1000):
        bell.ring(("01e",), frozenset({"calls"}))
    assert time.monotonic() - began < 1
    bell.close()


def test_a_redis_that_hangs_keeps_nobody_waiting() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        bell = RedisBell(f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        began = time.monotonic()
        for _ in range(2_000):
            bell.ring(("01f",), frozenset())
        assert time.monotonic() - began < 1


def test_the_bell_is_heard_again_after_redis_was_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doorbell, "_AWAY_FOR_S", 0.0)
    port = free_port()
    bell = RedisBell(f"redis://127.0.0.1:{port}/0")
    with own_redis(tmp_path, port):
        bell.ring(("01g",), frozenset())
        bell.close()
    bell.ring(("lost",), frozenset())
    bell.close()
    with own_redis(tmp_path, port) as url:
        bell.ring(("01h",), frozenset())
        bell.close()
        assert set(job_queue(Redis.from_url(url)).job_ids) >= {"ob-01g", "ob-01h"}
