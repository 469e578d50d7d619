"""The live process, driven as an ASGI server drives it, with a real Redis."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from redis import Redis

from admin.live_pass import write_pass
from app.doorbell import LIVE_CHANNEL
from app.live_stream import Live
from app.newsroom import MOST_WAITING, Stream
from tests.app.conftest import free_port

pytestmark = pytest.mark.redis
SECRET = "a secret of the tests"
ORIGIN = "https://shop.example"


class Page:
    """A browser's side of one request."""

    def __init__(self, live: Live, path: str, query: str = "") -> None:
        self.sent: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.closed = asyncio.Event()
        scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode()}
        self.task = asyncio.create_task(live(scope, self._receive, self._send))

    async def _receive(self) -> dict[str, Any]:
        await self.closed.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        await self.sent.put(dict(message))

    async def hears(self) -> dict[str, Any]:
        return await asyncio.wait_for(self.sent.get(), timeout=10)

    async def hears_text(self) -> str:
        return str((await self.hears())["body"].decode())


def story(told: Callable[[], Awaitable[None]]) -> None:
    # In a thread of its own: the tests' browser keeps a loop running in this one.
    with ThreadPoolExecutor(1) as beside:
        beside.submit(lambda: asyncio.run(asyncio.wait_for(told(), timeout=30))).result()


async def listening(live: Live) -> None:
    """Until Redis has been reached: the stream says `here` only then."""
    live._newsroom()
    await asyncio.wait_for(live._newsroom().ready.wait(), timeout=10)


def pass_for(*topics: str) -> str:
    return f"token={write_pass(SECRET, 'me', topics)}"


def test_a_page_hears_of_its_topics_and_of_no_others(redis_url: str) -> None:
    async def told() -> None:
        live = Live(secret_key=SECRET, redis_url=redis_url, origin=ORIGIN)
        await listening(live)
        page = Page(live, "/live", pass_for("calls", "agent:me"))
        begun = await page.hears()
        assert begun["status"] == 200
        assert (b"access-control-allow-origin", ORIGIN.encode()) in begun["headers"]
        assert await page.hears_text() == "event: here\ndata:\n\n"
        with Redis.from_url(redis_url) as redis:
            redis.publish(LIVE_CHANNEL, "not json")
            redis.publish(LIVE_CHANNEL, json.dumps(["agent:other"]))
            redis.publish(LIVE_CHANNEL, json.dumps(["agent:me", "agent:other", "calls"]))
        assert await page.hears_text() == 'data: ["agent:me", "calls"]\n\n'
        page.closed.set()
        await page.task
        await live._newsroom().end()

    story(told)


def test_without_a_valid_pass_nothing_is_heard(redis_url: str) -> None:
    async def told() -> None:
        live = Live(secret_key=SECRET, redis_url=redis_url, origin=ORIGIN)
        for query in ("", "token=guessed", f"token={write_pass('another', 'me', ['calls'])}"):
            assert (await Page(live, "/live", query).hears())["status"] == 401
        await live._newsroom().end()

    story(told)


def test_where_redis_is_away_the_page_is_told_to_poll() -> None:
    async def told() -> None:
        live = Live(secret_key=SECRET, redis_url=f"redis://127.0.0.1:{free_port()}/0", origin=ORIGIN)
        page = Page(live, "/live", pass_for("calls"))
        await page.hears()
        assert await page.hears_text() == "event: away\ndata:\n\n"
        assert (await page.hears())["more_body"] is False
        await live._newsroom().end()

    story(told)


def test_where_there_is_no_redis_at_all_the_page_is_told_to_poll() -> None:
    async def told() -> None:
        page = Page(Live(secret_key=SECRET, redis_url=None, origin=ORIGIN), "/live", pass_for("calls"))
        await page.hears()
        assert await page.hears_text() == "event: away\ndata:\n\n"

    story(told)


def test_it_says_that_it_is_alive_and_knows_no_other_pages() -> None:
    async def told() -> None:
        live = Live(secret_key=SECRET, redis_url=None, origin=ORIGIN)
        assert (await Page(live, "/healthz").hears())["status"] == 200
        assert (await Page(live, "/admin").hears())["status"] == 404

    story(told)


def test_a_page_that_does_not_read_loses_its_stream_instead_of_our_memory() -> None:
    async def told() -> None:
        stream = Stream(frozenset({"calls"}))
        for _ in range(MOST_WAITING + 1):
            stream.tell(frozenset({"calls"}))
        assert stream.waiting.qsize() == 1
        assert await stream.waiting.get() is None

    story(told)
