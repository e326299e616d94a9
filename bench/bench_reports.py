"""How fast pages answer and actions are done in a city with a million reports: `make bench only=reports`.

The data folder is kept. `BENCH_REPORTS=200000 make bench only=reports` takes a smaller city.
"""

import os
from collections.abc import Iterator

from bench import bench_pages

REPORTS = int(os.environ.get("BENCH_REPORTS", "1000000"))


def figures() -> Iterator[tuple[str, str, str]]:
    """Every figure of `bench_pages`, counted in reports."""
    return bench_pages.figures([REPORTS], "reports")
