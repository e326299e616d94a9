"""Runs the worker."""

import asyncio

from procrastinate.contrib.django import app


def run_worker(*, concurrency: int = 2, wait: bool = True) -> None:
    """Do jobs until told to stop (SIGINT, SIGTERM); with `wait=False`, until none is left."""
    asyncio.run(_work(concurrency, wait))


async def _work(concurrency: int, wait: bool) -> None:
    with app.replace_connector(app.connector.get_worker_connector()) as worker_app:
        async with worker_app.open_async():
            await worker_app.run_worker_async(concurrency=concurrency, wait=wait, listen_notify=wait)
