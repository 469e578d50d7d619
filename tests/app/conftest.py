"""What tests of the roof share: a real Redis that lives for one test file."""

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from redis import Redis
from redis.backoff import ConstantBackoff
from redis.retry import Retry

from app.valkey import valkey_binary, valkey_command


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def own_redis(folder: Path, port: int) -> Iterator[str]:
    """The server that `hotline run` would start, until the end of the block."""
    server = subprocess.Popen(valkey_command(valkey_binary(), folder, port), stdout=subprocess.DEVNULL)
    url = f"redis://127.0.0.1:{port}/0"
    try:
        with Redis.from_url(url, retry=Retry(ConstantBackoff(0.05), 100)) as redis:  # until it listens
            redis.ping()
        yield url
    finally:
        server.kill()
        server.wait()


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The Redis of HOTLINE_TEST_REDIS_URL, else one of our own."""
    given = os.environ.get("HOTLINE_TEST_REDIS_URL")
    if given:
        yield given
        return
    with own_redis(tmp_path_factory.mktemp("redis"), free_port()) as url:
        yield url
