"""Runs the worker."""

import asyncio
import logging

from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

log = logging.getLogger(__name__)
SECONDS_BETWEEN_LOOKS = 30


def run_worker(*, concurrency: int = 2, wait: bool = True) -> None:
    """Do jobs until told to stop (SIGINT, SIGTERM); with `wait=False`, until none is left."""
    asyncio.run(_work(concurrency, wait))


async def _work(concurrency: int, wait: bool) -> None:
    connector: DjangoConnector = app.connector  # type: ignore[assignment]  # that is what Django's app has
    with app.replace_connector(connector.get_worker_connector()) as worker_app:
        async with worker_app.open_async():
            await _take_up_again(worker_app)
            looking = asyncio.create_task(_look_for_ever(worker_app))
            try:
                await worker_app.run_worker_async(concurrency=concurrency, wait=wait, listen_notify=wait)
            finally:
                looking.cancel()


async def _look_for_ever(worker_app: App) -> None:
    """Not a periodic job: such a job could itself be lost with its worker, and its lock with it."""
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
        await _take_up_again(worker_app)


async def _take_up_again(worker_app: App) -> None:
    """Put back what a worker was doing that shows no sign of life any more."""
    for job in await worker_app.job_manager.get_stalled_jobs():
        log.warning("Job %s (%s) was left behind by its worker and is tried again.", job.id, job.task_name)
        await worker_app.job_manager.retry_job(job)
