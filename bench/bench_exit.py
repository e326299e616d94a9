"""How fast a city of 100,000 reports leaves and arrives elsewhere, and in how much memory: `make bench only=exit`."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
from django.conf import settings
from psycopg import sql

from bench.filling import fill_reports
from parvis.kernel.database.location import PROJECT, connection_address

REPORTS = int(os.environ.get("BENCH_REPORTS", "100000"))
ELSEWHERE = "parvis_elsewhere"
COMMAND = [sys.executable, "-P", "-m", "parvis.interfaces.cli"]

type Row = tuple[str, str, str]


def figures() -> Iterator[Row]:
    """Export, import, and the most memory that either took."""
    fill_reports(REPORTS)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "city.zip"
        rows, seconds = _run(["export", "--everything", str(file)], {})
        yield (
            f"export of everything, {rows:,} rows ({file.stat().st_size / 1e6:.0f} MB)",
            "",
            _pace(rows, seconds),
        )
        name = sql.Identifier(ELSEWHERE)
        with psycopg.connect(connection_address(settings.DATA, "postgres"), autocommit=True) as server:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
            server.execute(sql.SQL("CREATE DATABASE {}").format(name))
            try:
                there = {
                    "DATABASE_URL": connection_address(settings.DATA, ELSEWHERE),
                    "PARVIS_DATA": f"{folder}/data",
                }
                _run(["migrate"], there)
                rows, seconds = _run(["import", "everything", str(file)], there)
            finally:
                server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))
        yield "import of the same, checked, with the journal verified", "", _pace(rows, seconds)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield "the most memory that either took", "", f"{most:.0f} MB"


def _pace(rows: int, seconds: float) -> str:
    return f"{rows / seconds:,.0f} rows/s"


def _run(words: list[str], there: dict[str, str]) -> tuple[int, float]:
    begin = time.monotonic()
    done = subprocess.run(
        [*COMMAND, *words], cwd=PROJECT, env=os.environ | there, capture_output=True, text=True, check=True
    )
    said = next((line for line in done.stdout.splitlines() if " rows of " in line), "0 rows of ")
    return int(said.split(" rows of ")[0].split()[-1]), time.monotonic() - begin
