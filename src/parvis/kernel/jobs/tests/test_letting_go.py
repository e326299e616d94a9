"""Work that is over is forgotten, and with it for whom it was done."""

from datetime import timedelta

import pytest
from django.db import connection

from parvis.kernel.clock import now
from parvis.kernel.jobs import actions
from parvis.kernel.jobs.tasks import let_go
from parvis.kernel.jobs.work import job, later

pytestmark = pytest.mark.django_db


@job("jobs.testing")
def tell(person: int) -> None:
    """Something for somebody."""


def work(number, status, days):
    """A job for this person that came to this state so many days ago."""
    later(tell, person=number)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE status = 'todo'")
        cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE status = 'doing'", [status])
        cursor.execute(
            "UPDATE procrastinate_events SET at = %s WHERE job_id = (SELECT max(id) FROM procrastinate_jobs)",
            [now() - timedelta(days=days)],
        )


def numbers_left():
    with connection.cursor() as cursor:
        cursor.execute("SELECT args->>'person' FROM procrastinate_jobs ORDER BY id")
        return [int(number) for (number,) in cursor.fetchall()]


def test_what_was_done_goes_after_a_day_and_what_failed_after_a_month(monkeypatch):
    monkeypatch.setattr(actions, "BATCH", 2)
    for number in (1, 2, 3):
        work(number, "succeeded", 1.1)
    work(4, "succeeded", 0.9)
    work(5, "failed", 31)
    work(6, "failed", 29)
    work(7, "cancelled", 31)
    let_go.func(timestamp=int(now().timestamp()))
    assert numbers_left() == [4, 6]
    assert actions.let_go_of_finished() == 0


def test_periodic_work_goes_too_although_its_last_round_is_noted():
    work(1, "succeeded", 2)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_periodic_defers (task_name, defer_timestamp, job_id) "
            "SELECT task_name, 1, id FROM procrastinate_jobs"
        )
    assert actions.let_go_of_finished() == 1


def test_what_waits_is_never_forgotten(clock):
    later(tell, person=1)
    clock.shift(timedelta(days=400))
    assert actions.let_go_of_finished() == 0
    assert numbers_left() == [1]
