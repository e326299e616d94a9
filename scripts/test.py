"""Runs the suite, on one process more than there are cores; with paths, only what lies there."""

import os
import sys

import pytest

CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
# Many tests wait for a browser, a server or a database: with one process for each core, cores would wait with them.
PROCESSES = CORES + 1


def main(wanted: list[str]) -> int:
    """The exit code of pytest; the whole suite also fails for a template that no test rendered."""
    if wanted:
        return int(pytest.main(wanted))
    return int(pytest.main(["-n", str(PROCESSES), "--dist", "worksteal", "--whole-suite"]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
