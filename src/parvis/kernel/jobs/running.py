"""Runs the worker."""

import asyncio

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector


def run_worker(*, concurrency: int = 2, wait: bool = True) -> None:
    """Do jobs until told to stop (SIGINT, SIGTERM); with `wait=False`, until none is left."""
    asyncio.run(_work(concurrency, wait))


async def _work(concurrency: int, wait: bool) -> None:
    connector: DjangoConnector = app.connector  # type: ignore[assignment]  # that is what Django's app has
    with app.replace_connector(connector.get_worker_connector()) as worker_app:
        async with worker_app.open_async():
            await worker_app.run_worker_async(concurrency=concurrency, wait=wait, listen_notify=wait)
