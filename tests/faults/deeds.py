"""Jobs that can be caught in the middle, and counted."""

import os
import sys
from pathlib import Path

from django.db import connection, transaction

from parvis.kernel.database.models import Seeding
from parvis.kernel.jobs.work import every, job


@job("faults.write")
def write(gate: str) -> None:
    """Write one row; wait in the middle, after the writing and before the commit, while the gate is shut."""
    with transaction.atomic():
        Seeding.objects.create(module="written by a job")
        if not Path(gate).exists():
            sys.stdout.write("in the middle\n")
            sys.stdout.flush()
            sys.stdin.read()


@job("faults.count")
def count(number: int) -> None:
    """Note who did which job; once in the job's own transaction, so that one broken off leaves nothing."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO deeds VALUES (%s, %s)", [number, os.getpid()])


@job("faults.greet")
def greet() -> None:
    """Say that this worker works."""
    sys.stdout.write("here\n")
    sys.stdout.flush()


@every("0 0 29 2 *", "faults.round")
def go_round() -> None:
    """Periodic work that waits in the middle while the gate (`PARVIS_TEST_GATE`) is shut, then says that it is done."""
    if not Path(os.environ["PARVIS_TEST_GATE"]).exists():
        sys.stdout.write("in the middle\n")
        sys.stdout.flush()
        sys.stdin.read()
    sys.stdout.write("went round\n")
    sys.stdout.flush()
