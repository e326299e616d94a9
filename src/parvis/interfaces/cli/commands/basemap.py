"""Build the base map from an .osm.pbf file or, without one, from the city's own areas and streets."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from parvis.interfaces.cli.start import migrate_if_needed, set_up_django
from parvis.kernel.database.lease import database_in_use
from parvis.kernel.database.location import data_folder


def configure(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("source", type=Path, nargs="?", help="an .osm.pbf file")


def run(options: Namespace) -> int:
    """Build; the builder's own line is printed."""
    with database_in_use(data_folder()):
        set_up_django()
        migrate_if_needed()
        from django.core.management import call_command

        call_command("basemap", *([str(options.source)] if options.source else []))
    return 0
