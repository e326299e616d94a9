"""Live updates: one PostgreSQL listener for each server process, fanned out to the pages that are open.

A page gets signed topics; the stream only says "this topic changed", and the page asks for its fragment again, so
permission is checked where it always is. After a break the browser reconnects by itself and refreshes.
"""

import asyncio
import contextlib
import logging
from collections import defaultdict
from collections.abc import AsyncIterator

import psycopg
from django.conf import settings
from django.core import signing
from django.db import connection

log = logging.getLogger(__name__)
_SALT = "notices.live"
KEEP_ALIVE_SECONDS = 20
RETRY_SECONDS = 3
TOPICS_AT_ONCE = 10


def sign_topics(topics: list[str]) -> str:
    """A token that lets a page listen to these topics for a day."""
    return signing.dumps(topics, salt=_SALT, compress=True)


def read_topics(token: str) -> list[str]:
    """The topics of a token; `signing.BadSignature` when it was not made here or is older than a day."""
    return [str(topic) for topic in signing.loads(token, salt=_SALT, max_age=86400)][:TOPICS_AT_ONCE]


class Hub:
    """Who listens to which topic in this process."""

    def __init__(self) -> None:
        self._queues: dict[str, set[asyncio.Queue[str]]] = defaultdict(set)
        self._listener: asyncio.Task[None] | None = None

    async def stream(self, topics: list[str]) -> AsyncIterator[str]:
        """Server-sent events: a `changed` for each change of a topic, now and then a comment to keep the line open."""
        queue: asyncio.Queue[str] = asyncio.Queue(maxsize=100)
        for topic in topics:
            self._queues[topic].add(queue)
        if self._listener is None or self._listener.done():
            self._listener = asyncio.create_task(self._listen())
        try:
            yield "retry: 5000\n\n"
            while True:
                yield await _next_event(queue)
        finally:
            for topic in topics:
                self._queues[topic].discard(queue)
                if not self._queues[topic]:
                    del self._queues[topic]

    async def _listen(self) -> None:
        while self._queues:
            try:
                await self._pass_on()
            except psycopg.OperationalError as lost:
                log.warning("The live listener lost the database (%s) and tries again.", lost)
                await asyncio.sleep(RETRY_SECONDS)

    async def _pass_on(self) -> None:
        parameters = {**connection.get_connection_params()}
        for unused in ("cursor_factory", "context", "pool"):
            parameters.pop(unused, None)
        line = await psycopg.AsyncConnection.connect(**parameters, autocommit=True)
        async with line:
            await line.execute(f"LISTEN {settings.LIVE_CHANNEL}")
            while self._queues:
                async for heard in line.notifies(timeout=KEEP_ALIVE_SECONDS, stop_after=1):
                    for queue in list(self._queues.get(heard.payload, ())):
                        with contextlib.suppress(
                            asyncio.QueueFull
                        ):  # a page that does not read will refresh later
                            queue.put_nowait(heard.payload)


async def _next_event(queue: asyncio.Queue[str]) -> str:
    try:
        topic = await asyncio.wait_for(queue.get(), KEEP_ALIVE_SECONDS)
    except TimeoutError:
        return ": still here\n\n"
    return f"event: changed\ndata: {topic}\n\n"


hub = Hub()
