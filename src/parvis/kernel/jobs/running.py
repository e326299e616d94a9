"""Runs the worker."""

import asyncio
import logging

from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

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
    """Put back what a worker was doing that shows no sign of life any more; what fails is looked at again next time."""
    manager = worker_app.job_manager
    try:
        left_behind = list(await manager.get_stalled_jobs())
    except ConnectorException:
        log.exception("Jobs that were left behind could not be looked for.")
        return
    for job in left_behind:
        try:
            await _put_back(manager, job)
        except ConnectorException:  # another worker was quicker, or the database is away
            log.exception("Job %s (%s) could not be taken up again.", job.id, job.task_name)


async def _put_back(manager: JobManager, job: Job) -> None:
    try:
        await manager.retry_job(job)
        log.warning("Job %s (%s) was left behind by its worker and is tried again.", job.id, job.task_name)
    except UniqueViolation:
        # Its queueing lock: the same work waits already, and may wait for this one to end.
        await manager.finish_job(job, Status.FAILED, delete_job=False)
        log.warning("Job %s (%s) was left behind by its worker; its successor waits.", job.id, job.task_name)
