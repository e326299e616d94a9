"""Work for later, kept in the same database and the same transaction as what asked for it.

A thin cover over procrastinate, so that the house can change its queue in one place. A job that is deferred in a
transaction that fails never existed. A job may run twice when its worker dies: write jobs that bear it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.db import connections, transaction
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job

from parvis.kernel.jobs.rules import TRIES, pause_after


@dataclass(frozen=True)
class _Retry(BaseRetryStrategy):
    tries: int

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        failures = job.attempts + 1  # it counts those before this one
        return RetryDecision(retry_in={"seconds": pause_after(failures)}) if failures < self.tries else None


def job(name: str, *, tries: int = TRIES) -> Callable[[Callable[..., None]], Any]:
    """Mark a function as a job called `name` (`module.verb`). It is tried again with pauses that double up to an hour,
    for two days."""

    def decorate(function: Callable[..., None]) -> Any:
        return app.task(name=name, retry=_Retry(tries))(_with_own_connection(function))

    return decorate


def every(crontab: str, name: str) -> Callable[[Callable[[], None]], Any]:
    """Mark a function as periodic work, by a crontab line in UTC. Never twice at once."""

    def decorate(function: Callable[[], None]) -> Any:
        @wraps(function)
        def run(timestamp: int) -> None:
            _with_own_connection(function)()

        return app.periodic(cron=crontab)(app.task(name=name, queueing_lock=name, lock=name)(run))

    return decorate


def later(task: Any, *, at: datetime | None = None, once: str | None = None, **arguments: Any) -> None:
    """Run the job after this transaction has committed, not before `at`; with `once` set, not while one such waits."""
    try:
        with transaction.atomic():  # a refused duplicate must not spoil what surrounds it
            task.configure(schedule_at=at, queueing_lock=once).defer(**arguments)
    except AlreadyEnqueued:
        return


def later_for_each(task: Any, many: Iterable[Mapping[str, Any]], *, at: datetime | None = None) -> None:
    """Run the job once for each set of arguments after this transaction has committed, not before `at`; one trip."""
    jobs = [dict(arguments) for arguments in many]
    if jobs:
        task.configure(schedule_at=at).batch_defer(*jobs)


def _with_own_connection(function: Callable[..., None]) -> Callable[..., None]:
    """Workers live long: a connection that went stale between two jobs is dropped, not handed to the next."""

    @wraps(function)
    def run(**arguments: Any) -> None:
        _drop_stale_connections()
        try:
            function(**arguments)
        finally:
            _drop_stale_connections()

    return run


def _drop_stale_connections() -> None:
    """Not in the middle of a transaction: there the job was called by hand and the connection is its caller's."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
