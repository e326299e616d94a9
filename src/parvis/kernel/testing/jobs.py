"""Runs, inside a test's own transaction, the jobs that the test left in the queue."""

import json
from typing import Any

from django.db import connection
from procrastinate.contrib.django import app

from parvis.kernel.clock import now

MOST_JOBS = 1000  # a job that defers itself for ever is a fault, not a reason to wait


def run_jobs(*, until: Any = None) -> list[str]:
    """Do every job that is due (by `until`, or now), in order, with those that they leave; the names of what was done.

    A job that raises, raises here.
    """
    done: list[str] = []
    while (job := _next_job(until or now())) is not None:
        if len(done) >= MOST_JOBS:
            raise AssertionError(
                f"{MOST_JOBS} jobs were done and there are still more; the last was {done[-1]}."
            )
        identity, name, arguments = job
        _mark(identity, "doing")
        app.tasks[name].func(**arguments)
        _mark(identity, "succeeded")
        done.append(name)
    return done


def waiting_jobs() -> list[tuple[str, dict[str, Any]]]:
    """Name and arguments of what waits in the queue, oldest first, due or not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id")
        return [(name, _as_dict(arguments)) for name, arguments in cursor.fetchall()]


def _next_job(moment: Any) -> tuple[int, str, dict[str, Any]] | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, task_name, args FROM procrastinate_jobs "
            "WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= %s) ORDER BY priority DESC, id LIMIT 1",
            [moment],
        )
        found = cursor.fetchone()
    return (found[0], found[1], _as_dict(found[2])) if found else None


def _as_dict(arguments: Any) -> dict[str, Any]:
    return dict(json.loads(arguments) if isinstance(arguments, str) else arguments)


def _mark(identity: int, status: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [status, identity])
