"""How fast pages answer and actions are done with 10,000, 100,000 and 1,000,000 entries in the journal.

Each size has a data folder of its own that is kept. `BENCH_SIZES=10000 make bench only=pages` takes one size alone.
`bench_reports` does the same for a city with a million reports.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "10000,100000,1000000").split(",")]


def figures(sizes: Sequence[int] = SIZES, of: str = "entries") -> Iterator[tuple[str, str, str]]:
    """Every figure, size by size; `of` says what is counted: entries of the journal, or reports."""
    for size in sizes:
        environment = os.environ | {
            "PARVIS_DATA": str(PROJECT / (f".data/bench-{size}" + ("" if of == "entries" else f"-{of}"))),
            "PYTHONPATH": str(PROJECT),
        }
        command = [sys.executable, "-m", "bench.pages_at", str(size), of]
        with subprocess.Popen(
            command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, text=True
        ) as measuring:
            for line in measuring.stdout or ():
                if line.startswith("["):
                    what, bar, measured = json.loads(line)
                    yield what, bar, measured
        if measuring.returncode:
            yield f"measuring at {size:,} {of}", "", f"failed ({measuring.returncode})"
