"""Runs the suite, on as many processes as there are cores; with paths, only what lies there."""

import os
import sys

import pytest

PROCESSES = max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def main(wanted: list[str]) -> int:
    """The exit code of pytest; the whole suite also fails for a template that no test rendered."""
    if wanted:
        return int(pytest.main(wanted))
    return int(pytest.main(["-n", str(PROCESSES), "--dist", "worksteal", "--whole-suite"]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
