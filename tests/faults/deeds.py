"""Jobs that can be caught in the middle, and counted."""

import os
import sys
from pathlib import Path

from django.db import connection, transaction

from parvis.kernel.database.models import Seeding
from parvis.kernel.jobs.work import job


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
