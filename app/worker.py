"""The process that the bell wakes: takes jobs from the one queue and carries them out, one at a time."""

import logging
import os
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from redis import Redis
from redis.exceptions import RedisError
from rq import SimpleWorker
from rq.serializers import JSONSerializer

from app.doorbell import connect, job_queue
from app.redis_habits import bad_habit
from ticket_store.engine import Store, Transaction
from ticket_store.vital_signs import forget_silent, write_heartbeat

PROCESS = "worker"
_WORKER_TTL_S = 30
_MAINTENANCE_S = 15
_AGAIN_AFTER_S = 2.0
_BEAT_S = 5.0
_SILENT_FOR_S = 60.0  # so long no job may take, and no wait for one
_FORGOTTEN_AFTER = timedelta(hours=1)  # each start has a row of its own
_DEAF = 70  # the exit status of a worker that has heard nothing for too long

log = logging.getLogger(__name__)


class LifeLine:
    """A row says that this worker lives, for as long as its main thread does; a stuck one ends, to be started anew.

    A socket that nobody answers, or a job that never returns, would leave a worker deaf for good: its supervisor
    only sees that the process is there.
    """

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime],
        *,
        steady: Callable[[], float] = time.monotonic,
        leave: Callable[[int], None] = os._exit,
    ) -> None:
        self._store, self._clock, self._steady, self._leave = store, clock, steady, leave
        self._moved_at = steady()

    def move(self) -> None:
        """The main thread got on: it took a job, ended one, or looked for the next."""
        self._moved_at = self._steady()

    def beat(self) -> None:
        """Write a sign of life, or end the process where its main thread has been silent for a minute."""
        silent = self._steady() - self._moved_at
        if silent > _SILENT_FOR_S:
            log.error(
                "This worker has been stuck for %.0f s. It ends, and its supervisor starts another.", silent
            )
            self._leave(_DEAF)
            return
        self._store.write(self._tell)

    def _tell(self, tx: Transaction) -> None:
        now = self._clock()
        write_heartbeat(tx, f"{PROCESS} {os.getpid()}", now)
        forget_silent(tx, PROCESS, now - _FORGOTTEN_AFTER)

    def start(self) -> None:
        threading.Thread(target=self._serve, name="life-line", daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                self.beat()
            except Exception as why:  # noqa: BLE001 - a database that is away is no reason to end
                log.warning("A sign of life could not be written (%s).", type(why).__name__)
            time.sleep(_BEAT_S)


class _Worker(SimpleWorker):
    """RQ's own, without forks: the engine is this process's, and a job starts in milliseconds.

    RQ calls `heartbeat` on each turn of its loop, with a job or without one.
    """

    life: LifeLine | None = None
    max_connection_wait_time = 10.0  # a Redis that is back is found before we count as stuck

    def heartbeat(self, *arguments: object, **named: object) -> None:
        if self.life is not None:
            self.life.move()
        super().heartbeat(*arguments, **named)  # type: ignore[arg-type] # passed on as it came


def serve(redis_url: str, life: LifeLine | None = None) -> None:
    """Work until SIGTERM. While Redis is away, wait for it: the sweeper does the work meanwhile."""
    if life is not None:
        life.start()
    while True:
        try:
            _worker(redis_url, life).work(logging_level="WARNING")
        except (RedisError, OSError) as why:
            log.warning(
                "Redis does not answer (%s). Trying again in %.0f s.", type(why).__name__, _AGAIN_AFTER_S
            )
            if life is not None:
                life.move()
            time.sleep(_AGAIN_AFTER_S)
        else:
            return


def _worker(redis_url: str, life: LifeLine | None) -> SimpleWorker:
    redis = connect(redis_url, read_timeout_s=_WORKER_TTL_S + 10)
    _warn_of_habits(redis)
    made = _Worker(
        [job_queue(redis)],
        connection=redis,
        serializer=JSONSerializer,
        worker_ttl=_WORKER_TTL_S,
        maintenance_interval=_MAINTENANCE_S,
        disable_default_exception_handler=False,
    )
    made.life = life
    return made


def _warn_of_habits(redis: "Redis") -> None:
    habit = bad_habit(redis)
    if habit is not None:
        log.warning("Redis %s. %s", habit.says, habit.what_to_do)
