"""The bell that a commit rings: workers wake for what must happen outside, pages hear what changed.

Only ids and names of topics travel; the database has the truth. So ringing may fail at any time: the sweeper
finds the same work within two seconds, and pages ask again by themselves. A webhook never waits for Redis.
"""

import contextlib
import json
import logging
import queue
import threading
import time
from dataclasses import dataclass

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from rq import Queue
from rq.serializers import JSONSerializer

JOB_QUEUE = "hotline"
LIVE_CHANNEL = "hotline:live"
_JOB = "app.jobs.carry_out_outbox"
_AWAY_FOR_S = 2.0  # after a failure nothing is tried for so long: the breaker
_BREATH_S = 0.01  # the first ring goes at once; in a busy hour those that follow share a round trip
_MOST_WAITING = 10_000
_MOST_TOGETHER = 200
_JOB_TIMEOUT_S = 120
_FAILED_KEPT_S = 24 * 3600

log = logging.getLogger(__name__)


def connect(url: str, *, read_timeout_s: float = 1.0) -> "Redis":
    """A client that gives up soon and tries nothing twice."""
    return Redis.from_url(
        url,
        socket_connect_timeout=0.2,
        socket_timeout=read_timeout_s,
        retry=Retry(NoBackoff(), 0),
        health_check_interval=30,
    )


def job_queue(redis: "Redis") -> Queue:
    """The one queue: a worker that listens to a single one loses nothing when it is killed."""
    return Queue(JOB_QUEUE, connection=redis, serializer=JSONSerializer)


@dataclass(frozen=True)
class _Ring:
    outbox: tuple[str, ...]
    topics: frozenset[str]


class RedisBell:
    """Hands every ring to a thread of its own that speaks to Redis; what cannot be told is dropped."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._waiting: queue.Queue[_Ring | None] = queue.Queue(_MOST_WAITING)
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def ring(self, outbox: tuple[str, ...], topics: frozenset[str]) -> None:
        if self._thread is None:
            self._start()
        with contextlib.suppress(queue.Full):  # Redis is away: the sweeper carries on
            self._waiting.put_nowait(_Ring(outbox, topics))

    def close(self) -> None:
        """Tell what still waits, then stop; at most 3 seconds."""
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join(timeout=3)
            self._thread = None

    def _start(self) -> None:
        with self._starting:  # lazily, so that a process that forks first has no half of a thread
            if self._thread is None:
                thread = threading.Thread(target=self._serve, name="doorbell", daemon=True)
                thread.start()
                self._thread = thread

    def _serve(self) -> None:
        redis = connect(self._url)
        jobs = job_queue(redis)
        away_until = 0.0
        while True:
            together = self._next()
            if time.monotonic() >= away_until:
                try:
                    _tell(redis, jobs, [ring for ring in together if ring])
                    time.sleep(_BREATH_S)
                except (RedisError, OSError) as why:
                    away_until = time.monotonic() + _AWAY_FOR_S
                    log.warning(
                        "Redis does not answer (%s). The sweeper does its work meanwhile.", type(why).__name__
                    )
            if None in together:
                redis.close()
                return

    def _next(self) -> list[_Ring | None]:
        together = [self._waiting.get()]
        with contextlib.suppress(queue.Empty):
            while len(together) < _MOST_TOGETHER:
                together.append(self._waiting.get_nowait())
        return together


def _tell(redis: "Redis", jobs: Queue, rings: list[_Ring]) -> None:
    """One round trip: a job for each outbox row, one message for all topics."""
    outbox = dict.fromkeys(id_ for ring in rings for id_ in ring.outbox)
    topics = sorted(frozenset[str]().union(*(ring.topics for ring in rings)))
    if not outbox and not topics:
        return
    with redis.pipeline(transaction=False) as pipe:
        for id_ in outbox:
            jobs.enqueue_call(
                _JOB,
                args=(id_,),
                job_id=f"ob-{id_}",  # a second ring for a row overwrites the first
                timeout=_JOB_TIMEOUT_S,
                result_ttl=0,
                failure_ttl=_FAILED_KEPT_S,
                description=f"outbox {id_}",
                pipeline=pipe,
            )
        if topics:
            pipe.publish(LIVE_CHANNEL, json.dumps(topics))
        pipe.execute()
