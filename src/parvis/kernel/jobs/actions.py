"""The only writer of jobs that are over: they go."""

from datetime import timedelta

from django.db import connection

from parvis.kernel.clock import now
from parvis.kernel.jobs.rules import DAYS_KEPT

BATCH = 5000
# By the last that happened to it: a job that failed in spring and was tried again today is one of today.
_DELETE = """
DELETE FROM procrastinate_jobs WHERE id IN (
    SELECT job.id FROM procrastinate_jobs job
    WHERE job.status = ANY(%s::procrastinate_job_status[])
      AND NOT EXISTS (SELECT FROM procrastinate_events event WHERE event.job_id = job.id AND event.at >= %s)
    ORDER BY job.id LIMIT %s)
"""


def let_go_of_finished() -> int:
    """Delete jobs that were done or given up long enough ago, with what is known of them; how many. A batch at a time,
    so that nobody waits for it."""
    gone = 0
    for states, days in DAYS_KEPT.items():
        since, went = now() - timedelta(days=days), BATCH
        while went == BATCH:
            with connection.cursor() as cursor:
                cursor.execute(_DELETE, [list(states), since, BATCH])
                went = cursor.rowcount
            gone += went
    return gone
