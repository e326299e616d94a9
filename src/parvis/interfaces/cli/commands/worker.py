"""Do background and periodic work until told to stop."""

from argparse import ArgumentParser, Namespace

from parvis.interfaces.cli.children import follow_parent
from parvis.interfaces.cli.start import migrate_if_needed, set_up_django
from parvis.kernel.database.lease import database_in_use
from parvis.kernel.database.location import data_folder


def configure(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--until-done", action="store_true", help="end when no work is left")
    parser.add_argument("--concurrency", type=int, default=2, help="jobs done at the same time (2)")


def run(options: Namespace) -> int:
    """Work; 0 when stopped or done."""
    follow_parent()
    with database_in_use(data_folder()):
        set_up_django()
        migrate_if_needed()
        from parvis.kernel.jobs.running import run_worker

        run_worker(concurrency=options.concurrency, wait=not options.until_done)
    return 0
