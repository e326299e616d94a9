"""Runs the suite without the browser and shows which lines of rules and actions no test reaches: none should be."""

import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent


def main() -> int:
    """0 when every line of every `rules.py` and of all actions is reached."""
    environment = os.environ | {"COVERAGE_PROCESS_START": str(PROJECT / "pyproject.toml")}
    for command in (
        [str(BIN / "coverage"), "erase"],
        [str(BIN / "python"), "-m", "pytest", "-q", "-n", "2", "-m", "not browser and not a11y"],
        [str(BIN / "coverage"), "combine", "--quiet"],
    ):
        done = subprocess.run(command, cwd=PROJECT, env=environment, check=False)
        if done.returncode:
            return done.returncode
    return subprocess.run([str(BIN / "coverage"), "report"], cwd=PROJECT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
