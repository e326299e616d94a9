"""Bring data in from a file: parvis import reports FILE --format boston-311."""

import inspect
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path

from parvis.interfaces.cli.registry import importers
from parvis.interfaces.cli.start import migrate_if_needed, set_up_django
from parvis.interfaces.cli.terminal import CannotError, progress, say
from parvis.kernel.database.lease import database_in_use
from parvis.kernel.database.location import data_folder


def configure(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("what", help="what the file holds, such as reports")
    parser.add_argument("file", type=Path, help="the file, .gz or plain")
    parser.add_argument(
        "--format", default="", help="how the file is written; may be left out where there is one way"
    )
    parser.add_argument("--into", default="", help="where it goes, such as a layer of assets")


def run(options: Namespace) -> int:
    """Import; the importer's own last line ends the output."""
    with database_in_use(data_folder()):
        set_up_django()
        formats = importers().get(options.what)
        if formats is None:
            raise CannotError(f"Nothing here can read {options.what}. It can be: {_names(importers())}.")
        chosen = options.format or (next(iter(formats)) if len(formats) == 1 else "")
        if chosen not in formats:
            raise CannotError(f"Say how the file is written: --format {_names(formats)}.")
        if not options.file.is_file():
            raise CannotError(f"There is no file at {options.file}. Check the name and try again.")
        migrate_if_needed()
        bring = formats[chosen]
        where = (options.into,) if options.into else ()
        if where and len(inspect.signature(bring).parameters) < 3:
            raise CannotError(f"There is only one place where {options.what} can go. Leave out --into.")
        say(bring(options.file, progress, *where))
    return 0


def _names(known: Mapping[str, object]) -> str:
    return ", ".join(sorted(known)) or "nothing yet"
