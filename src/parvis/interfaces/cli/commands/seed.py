"""Load the demo city; loading it again changes nothing."""

import time
from argparse import ArgumentParser, Namespace

from parvis.interfaces.cli.registry import Seed, seeds
from parvis.interfaces.cli.start import migrate_if_needed, set_up_django
from parvis.interfaces.cli.terminal import CannotError, say
from parvis.kernel.database.lease import database_in_use
from parvis.kernel.database.location import data_folder


def configure(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "--only", action="append", default=[], metavar="MODULE", help="load this module's data alone"
    )


def run(options: Namespace) -> int:
    """Plant the seeds asked for; 0 when all are in."""
    with database_in_use(data_folder()):
        set_up_django()
        migrate_if_needed()
        plant(chosen(options.only))
    return 0


def chosen(only: list[str]) -> list[Seed]:
    """The seeds of these modules, or all."""
    known = seeds()
    unknown = sorted(set(only) - {seed.module for seed in known})
    if unknown:
        names = ", ".join(seed.module for seed in known)
        raise CannotError(f"There are no demo data called {unknown[0]}. There are: {names}.")
    return [seed for seed in known if not only or seed.module in only]


def missing() -> list[Seed]:
    """The seeds that this database has not seen."""
    from parvis.kernel.database.queries import seeded_modules

    done = seeded_modules()
    return [seed for seed in seeds() if seed.module not in done]


def plant(wanted: list[Seed]) -> None:
    """Run each seed in turn and remember it."""
    from parvis.kernel.database.actions import note_seeded

    for seed in wanted:
        begin = time.monotonic()
        seed.plant()
        note_seeded(seed.module)
        say(f"Loaded the demo data of {seed.module} in {time.monotonic() - begin:.1f} s")
