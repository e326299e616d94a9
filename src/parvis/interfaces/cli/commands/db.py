"""The database: start, stop, status, dump FILE, restore FILE."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from parvis.interfaces.cli.terminal import CannotError, say
from parvis.kernel.database import backup
from parvis.kernel.database.embedded import EmbeddedDatabase
from parvis.kernel.database.lease import database_in_use, is_used, keep_running
from parvis.kernel.database.location import data_folder, is_embedded


def configure(parser: ArgumentParser) -> None:
    """Options of the command."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    verbs.add_parser("start", help="start the embedded database and leave it running").set_defaults(do=_start)
    stop = verbs.add_parser("stop", help="stop it")
    stop.add_argument("--force", action="store_true", help="even while other commands use it")
    stop.set_defaults(do=_stop)
    verbs.add_parser("status", help="say whether it runs, and where").set_defaults(do=_status)
    dump = verbs.add_parser("dump", help="write everything to one file")
    dump.add_argument("file", type=Path)
    dump.set_defaults(do=_dump)
    restore = verbs.add_parser("restore", help="bring a dump back")
    restore.add_argument("file", type=Path)
    restore.add_argument("--replace", action="store_true", help="give up what the database holds now")
    restore.set_defaults(do=_restore)


def run(options: Namespace) -> int:
    """Do the verb."""
    return int(options.do(options) or 0)


def _start(options: Namespace) -> None:
    say("The database is up." if keep_running(_own()) else "The database was up already.")


def _stop(options: Namespace) -> None:
    database = _own()
    if is_used(database) and not options.force:
        raise CannotError("Another command uses the database. Stop that one first, or add --force.")
    was_up = database.is_running()
    database.stop()
    say("The database is down." if was_up else "The database was down already.")


def _status(options: Namespace) -> int:
    database = _own()
    if not database.is_running():
        say(f"The database in {database.home} is down.")
        return 3
    say(f"The database in {database.home} is up (process {database.pid}, socket in {database.socket}).")
    return 0


def _dump(options: Namespace) -> None:
    with database_in_use(data_folder()):
        size = backup.dump(data_folder(), options.file)
    say(f"Wrote {options.file} ({size / 1e6:.1f} MB).")


def _restore(options: Namespace) -> None:
    with database_in_use(data_folder()):
        backup.restore(data_folder(), options.file, replace=options.replace)
    say(
        f"Brought {options.file} back. `parvis verify` checks its journal, "
        "`parvis forget --again` erases whoever was erased since."
    )


def _own() -> EmbeddedDatabase:
    if not is_embedded():
        raise CannotError(
            "DATABASE_URL names a database that Parvis neither starts nor stops. Use its own tools."
        )
    return EmbeddedDatabase(data_folder())
