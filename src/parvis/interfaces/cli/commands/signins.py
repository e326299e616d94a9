"""Print one demo sign-in for each role, with the code of this half minute."""

from argparse import ArgumentParser, Namespace

from parvis.interfaces.cli.sign_ins import print_sign_ins
from parvis.interfaces.cli.start import set_up_django
from parvis.kernel.database.lease import database_in_use
from parvis.kernel.database.location import data_folder


def configure(parser: ArgumentParser) -> None:
    """The command has no options."""


def run(options: Namespace) -> int:
    """Print; 1 where no demo is loaded."""
    with database_in_use(data_folder()):
        set_up_django()
        return 0 if print_sign_ins() else 1
