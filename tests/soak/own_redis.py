"""A Redis of the soak's own: emptied, stopped, frozen, and made to forget."""

import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from redis import Redis
from redis.backoff import ConstantBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from app.valkey import valkey_binary, valkey_command
from tests.app.conftest import free_port


@dataclass
class OwnRedis:
    """One server. `is_deaf` while it is stopped or frozen."""

    folder: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = None
    is_frozen: bool = False

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    @property
    def is_deaf(self) -> bool:
        return self.is_frozen or self.process is None

    def start(self) -> None:
        command = valkey_command(valkey_binary(), self.folder, self.port)
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        with Redis.from_url(self.url, retry=Retry(ConstantBackoff(0.05), 100)) as redis:  # until it listens
            redis.ping()

    def stop(self) -> None:
        """With kill -9, and without what it kept."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None
        self.is_frozen = False

    def freeze(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGSTOP)
            self.is_frozen = True

    def thaw(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGCONT)
            self.is_frozen = False

    def empty(self) -> None:
        self._say(lambda redis: redis.flushall())

    def forget_under_pressure(self) -> None:
        """As somebody sets it up who takes it for a cache: small, and the oldest goes first."""
        self._say(lambda redis: redis.config_set("maxmemory-policy", "allkeys-lru"))
        self._say(lambda redis: redis.config_set("maxmemory", "1mb"))

    def _say(self, what: Callable[["Redis"], object]) -> None:
        with suppress(RedisError), Redis.from_url(self.url, socket_timeout=1.0) as redis:
            what(redis)


@contextmanager
def own_redis_server() -> Iterator[OwnRedis]:
    """Running; gone afterwards. Raises: NoServer."""
    with tempfile.TemporaryDirectory(prefix="hotline-soak-redis-") as name:
        server = OwnRedis(Path(name), free_port())
        server.start()
        try:
            yield server
        finally:
            server.stop()
