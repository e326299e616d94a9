"""Check the journal's chain from its first entry to its last, and name the first bad one."""

from argparse import ArgumentParser, Namespace

from parvis.interfaces.cli.start import set_up_django
from parvis.kernel.database.lease import database_in_use
from parvis.kernel.database.location import data_folder


def configure(parser: ArgumentParser) -> None:
    """The command has no options."""


def run(options: Namespace) -> int:
    """Verify; a broken chain ends the command with 1 and a sentence."""
    with database_in_use(data_folder()):
        set_up_django()
        from django.core.management import call_command

        call_command("verify_journal")
    return 0
