"""Encrypted backups: key makes a pair, now makes a backup, drill brings one back on trial, unpack opens one."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from parvis.interfaces.cli.start import migrate_if_needed, set_up_django
from parvis.interfaces.cli.terminal import CannotError, say
from parvis.kernel.database.lease import database_in_use
from parvis.kernel.database.location import data_folder


def configure(parser: ArgumentParser) -> None:
    """Options of the command."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    verbs.add_parser("key", help="make a pair of keys and show it once").set_defaults(do=_key)
    verbs.add_parser("now", help="make a backup now").set_defaults(do=_now)
    drill = verbs.add_parser("drill", help="bring the newest backup back into a database that is thrown away")
    drill.add_argument("file", type=Path, nargs="?", help="this backup instead of the newest")
    _take_key(drill)
    drill.set_defaults(do=_drill)
    unpack = verbs.add_parser("unpack", help="decrypt a backup into a folder, to restore from")
    unpack.add_argument("file", type=Path)
    unpack.add_argument("folder", type=Path)
    _take_key(unpack)
    unpack.set_defaults(do=_unpack)


def run(options: Namespace) -> int:
    """Do the verb; a backup or a drill that fails ends the command with 1."""
    return int(options.do(options) or 0)


def _take_key(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--key", required=True, help="the file of the private key; - reads it from standard input"
    )


def _key(options: Namespace) -> None:
    set_up_django()
    from parvis.kernel.backups.vault import new_pair

    public, private = new_pair()
    say(f"PARVIS_BACKUP_KEYS={public}")
    say("Give this to the server: it encrypts with it, and can open nothing.")
    say()
    say(private)
    say(
        "This opens the backups. It is shown once and kept nowhere: write it down in two places off the server."
    )


def _now(options: Namespace) -> int:
    with database_in_use(data_folder()):
        set_up_django()
        migrate_if_needed()
        from parvis.kernel.backups.actions import make_backup
        from parvis.kernel.backups.lease import BackupUnderWayError

        try:
            made = make_backup()
        except BackupUnderWayError as busy:
            raise CannotError(str(busy)) from busy
        if not made.is_good:
            raise CannotError(f"The backup failed. {made.get_fault_display()} {made.detail}")
        say(
            f"Wrote {made.name} ({made.bytes / 1e6:.1f} MB): {made.rows} rows and {made.files} files, encrypted."
        )
    return 0


def _drill(options: Namespace) -> int:
    with database_in_use(data_folder()):
        set_up_django()
        migrate_if_needed()
        from parvis.kernel.backups.actions import hold_drill

        held = hold_drill(_read_key(options.key), options.file)
        if not held.is_good:
            raise CannotError(f"The drill failed. {held.get_fault_display()} {held.detail}")
        say(
            f"{held.backup} came back whole in {held.seconds} s: {held.rows} rows, {held.files} files, "
            f"and a journal of {held.entries} entries that holds."
        )
    return 0


def _unpack(options: Namespace) -> None:
    set_up_django()
    from parvis.kernel.backups.unpacking import unpack
    from parvis.kernel.backups.vault import BackupFailedError

    try:
        unpack(options.file, _read_key(options.key), options.folder)
    except BackupFailedError as failed:
        raise CannotError(f"{failed.fault.label} {failed}") from failed
    say(
        f"Unpacked into {options.folder}. Next: `parvis db restore {options.folder}/database.dump`, "
        "copy media/ into the data folder, `parvis verify`, and `parvis forget --again` (whoever was erased "
        "since). Then delete the folder."
    )


def _read_key(name: str) -> str:
    if name == "-":
        return sys.stdin.read()
    try:
        return Path(name).read_text()
    except UnicodeDecodeError as foreign:
        raise CannotError(
            f"{name} is no key file. It is a text that begins with AGE-SECRET-KEY-1."
        ) from foreign
