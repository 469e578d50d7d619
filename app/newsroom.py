"""News of changed topics: one Redis subscription, told to as many open streams as there are pages."""

import asyncio
import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.doorbell import LIVE_CHANNEL

AGAIN_S = 1.0
MOST_WAITING = 200  # news that a slow page has not taken; beyond it, the page loses its stream


@dataclass(eq=False)
class Stream:
    """One open page. `None` in the queue ends it."""

    topics: frozenset[str]
    waiting: asyncio.Queue[frozenset[str] | None] = field(
        default_factory=lambda: asyncio.Queue(maxsize=MOST_WAITING)
    )

    def tell(self, changed: frozenset[str]) -> None:
        """Hand over what this page may hear; a page that does not read loses its stream and starts anew."""
        heard = changed & self.topics
        if not heard:
            return
        try:
            self.waiting.put_nowait(heard)
        except asyncio.QueueFull:
            self.end()

    def end(self) -> None:
        with contextlib.suppress(asyncio.QueueEmpty):
            while True:
                self.waiting.get_nowait()
        self.waiting.put_nowait(None)


class Newsroom:
    """Listens to Redis once and tells every stream; says so when Redis is away."""

    def __init__(self, redis_url: str | None) -> None:
        self._redis_url = redis_url
        self._streams: set[Stream] = set()
        self._listening: asyncio.Task[None] | None = None
        self.ready = asyncio.Event()

    def begin(self) -> None:
        if self._redis_url and self._listening is None:
            self._listening = asyncio.create_task(self._listen(self._redis_url))

    async def end(self) -> None:
        self._leave_all()
        if self._listening is not None:
            self._listening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._listening

    @contextlib.contextmanager
    def joined(self, stream: Stream) -> Iterator[None]:
        self._streams.add(stream)
        try:
            yield
        finally:
            self._streams.discard(stream)

    async def _listen(self, url: str) -> None:
        while True:
            try:
                async with Redis.from_url(url, socket_connect_timeout=2) as redis, redis.pubsub() as heard:
                    await heard.subscribe(LIVE_CHANNEL)
                    self.ready.set()
                    async for message in heard.listen():
                        if message["type"] == "message":
                            self._tell(message["data"])
            except (RedisError, OSError):
                self.ready.clear()
                self._leave_all()
                await asyncio.sleep(AGAIN_S)

    def _tell(self, body: bytes) -> None:
        """News that nobody can read are dropped: pages look by themselves every half minute."""
        try:
            changed = frozenset(str(topic) for topic in json.loads(body))
        except (ValueError, TypeError):
            return
        for stream in self._streams:
            stream.tell(changed)

    def _leave_all(self) -> None:
        for stream in self._streams:
            stream.end()
