"""Take data out into a file or a folder: parvis export reports reports.csv, or everything: parvis export all FOLDER."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from parvis.interfaces.cli.registry import exporters
from parvis.interfaces.cli.start import set_up_django
from parvis.interfaces.cli.terminal import CannotError, progress, say
from parvis.kernel.database.lease import database_in_use
from parvis.kernel.database.location import data_folder


def configure(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("what", help="what to take out; `all` for everything")
    parser.add_argument("target", type=Path, help="the file, or with `all` the folder, to write")


def run(options: Namespace) -> int:
    """Export; each exporter's own line is printed."""
    with database_in_use(data_folder()):
        set_up_django()
        known = exporters()
        if options.what == "all":
            options.target.mkdir(parents=True, exist_ok=True)
            for name, function in sorted(known.items()):
                say(function(options.target / name, progress))
        elif options.what in known:
            say(known[options.what](options.target, progress))
        else:
            names = ", ".join([*sorted(known), "all"])
            raise CannotError(f"Nothing here is called {options.what}. It can be: {names}.")
    return 0
