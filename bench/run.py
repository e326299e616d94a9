"""Prints the table of speeds: `make bench`, or `make bench only=places`.

Measures on a durable database of its own in .data/bench, which is kept so that a second run need not fill it again.
"""

import importlib
import os
import platform
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
WIDTHS = (78, 14, 20)


def main(wanted: list[str]) -> int:
    """Measure everything, or what is named; 1 for a name that is not there."""
    files = {
        file.stem.removeprefix("bench_"): file for file in sorted((PROJECT / "bench").glob("bench_*.py"))
    }
    unknown = [name for name in wanted if name not in files]
    if unknown:
        print(f"There is no measure called {unknown[0]}. There are: {', '.join(files)}.")
        return 1
    os.environ["PARVIS_DATA"] = str(PROJECT / ".data/bench")
    os.environ.setdefault("PARVIS_LOG_LEVEL", "ERROR")
    sys.path.insert(0, str(PROJECT))

    from parvis.interfaces.cli.start import migrate_if_needed, set_up_django
    from parvis.kernel.database.lease import database_in_use
    from parvis.kernel.database.location import data_folder

    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    _line("what", "bar", "measured")
    _line(*("─" * width for width in WIDTHS))
    with database_in_use(data_folder()):
        set_up_django()
        migrate_if_needed()
        for name in wanted or files:
            _measure(name)
    return 0


def _measure(name: str) -> None:
    begin = time.monotonic()
    for what, bar, measured in importlib.import_module(f"bench.bench_{name}").figures():
        _line(what, bar, measured)
    _line(f"  ({name}: {time.monotonic() - begin:.0f} s)", "", "")


def _line(what: str, bar: str, measured: str) -> None:
    print(f"{what:{WIDTHS[0]}}{bar:>{WIDTHS[1]}}{measured:>{WIDTHS[2]}}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
