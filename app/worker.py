"""The process that the bell wakes: takes jobs from the one queue and carries them out, one at a time."""

import logging
import time

from redis.exceptions import RedisError
from rq import SimpleWorker
from rq.serializers import JSONSerializer

from app.doorbell import connect, job_queue

_WORKER_TTL_S = 30
_MAINTENANCE_S = 15
_AGAIN_AFTER_S = 2.0

log = logging.getLogger(__name__)


def serve(redis_url: str) -> None:
    """Work until SIGTERM. While Redis is away, wait for it: the sweeper does the work meanwhile."""
    while True:
        try:
            _worker(redis_url).work(logging_level="WARNING")
        except (RedisError, OSError) as why:
            log.warning(
                "Redis does not answer (%s). Trying again in %.0f s.", type(why).__name__, _AGAIN_AFTER_S
            )
            time.sleep(_AGAIN_AFTER_S)
        else:
            return


def _worker(redis_url: str) -> SimpleWorker:
    # No fork for a job: the engine is this process's own, and a job starts in milliseconds.
    redis = connect(redis_url, read_timeout_s=_WORKER_TTL_S + 10)
    return SimpleWorker(
        [job_queue(redis)],
        connection=redis,
        serializer=JSONSerializer,
        worker_ttl=_WORKER_TTL_S,
        maintenance_interval=_MAINTENANCE_S,
        disable_default_exception_handler=False,
    )
