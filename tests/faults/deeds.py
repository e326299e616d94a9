"""A job that can be caught in the middle."""

import sys
from pathlib import Path

from django.db import transaction

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
