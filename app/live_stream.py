"""Live news for open pages: one small ASGI process, one Redis subscription, as many streams as pages.

`GET /live?token=...` is a stream of server-sent events. A page learns only which topics changed and fetches
what it shows by itself, with its own permission. Events:

- `here`: the stream is open and Redis is with us; the page looks once, for what happened before.
- a message: a JSON list of topics that changed.
- `beat`: every 10 seconds, so that both sides notice a dead line.
- `away`: Redis is gone; the stream ends, and the page polls until it can come back.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from admin.live_pass import read_pass
from app.newsroom import Newsroom, Stream

BEAT_S = 10.0
LONGEST_S = 900.0  # then the page comes back with a new pass: a stream outlives no sign-out for long

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class Live:
    """The ASGI application. `origin` is where the pages are served: no other may read a stream."""

    def __init__(self, *, secret_key: str, redis_url: str | None, origin: str) -> None:
        self._secret_key = secret_key
        self._origin = origin
        self._redis_url = redis_url
        self._news: Newsroom | None = None

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self._newsroom()
                await send({"type": "lifespan.startup.complete"})
            else:
                await self._newsroom().end()
                await send({"type": "lifespan.shutdown.complete"})
                return

    def _newsroom(self) -> Newsroom:
        """Made inside the running loop, once."""
        if self._news is None:
            self._news = Newsroom(self._redis_url)
            self._news.begin()
        return self._news

    async def _answer(self, scope: Message, receive: Receive, send: Send) -> None:
        match scope["method"], scope["path"]:
            case "GET", "/healthz":
                await _plain(send, 200, b"alive\n")
            case "GET", "/live":
                await self._stream(scope, receive, send)
            case _:
                await _plain(send, 404, b"Only /live and /healthz are here.\n")

    async def _stream(self, scope: Message, receive: Receive, send: Send) -> None:
        token = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        allowed = read_pass(self._secret_key, token)
        if allowed is None:
            await _plain(send, 401, b"The pass is forged or too old. Reload the page.\n")
            return
        await send({"type": "http.response.start", "status": 200, "headers": self._headers()})
        gone = asyncio.create_task(_gone(receive))
        writing = asyncio.create_task(self._write(Stream(allowed.topics), send))
        await asyncio.wait({gone, writing}, return_when=asyncio.FIRST_COMPLETED)
        for task in (gone, writing):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, OSError):
                await task

    async def _write(self, stream: Stream, send: Send) -> None:
        async for event in self._events(stream):
            await send({"type": "http.response.body", "body": event.encode(), "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _events(self, stream: Stream) -> AsyncIterator[str]:
        news = self._newsroom()
        if not news.ready.is_set():
            yield _event("away")
            return
        ends_at = asyncio.get_running_loop().time() + LONGEST_S
        with news.joined(stream):
            yield _event("here")
            while asyncio.get_running_loop().time() < ends_at:
                try:
                    heard = await asyncio.wait_for(stream.waiting.get(), timeout=BEAT_S)
                except TimeoutError:
                    yield _event("beat")
                    continue
                if heard is None:
                    yield _event("away")
                    return
                yield f"data: {json.dumps(sorted(heard))}\n\n"

    def _headers(self) -> list[tuple[bytes, bytes]]:
        return [
            (b"content-type", b"text/event-stream; charset=utf-8"),
            (b"cache-control", b"no-store"),
            (b"x-accel-buffering", b"no"),
            (b"access-control-allow-origin", self._origin.encode()),
            (b"vary", b"origin"),
        ]


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _plain(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _event(name: str) -> str:
    return f"event: {name}\ndata:\n\n"
