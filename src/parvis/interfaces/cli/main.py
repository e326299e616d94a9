"""Reads what was asked, runs it with the database up, and turns every failure into a sentence with a way out."""

import argparse
import errno
import importlib
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import nullcontext

from parvis.interfaces.cli.terminal import CannotError, complain
from parvis.kernel.database.backup import BackupError
from parvis.kernel.database.lease import database_in_use
from parvis.kernel.database.location import DatabaseAddressError, data_folder
from parvis.kernel.database.programs import DatabaseNotStartedError
from parvis.kernel.theme import CityFileError

# Word → the module in `commands` that does it. The first line of its docstring is its help.
COMMANDS = {
    "serve": "serve",
    "worker": "worker",
    "seed": "seed",
    "signins": "signins",
    "import": "bring_in",
    "export": "take_out",
    "basemap": "basemap",
    "db": "db",
    "backup": "backup",
    "doctor": "doctor",
    "verify": "verify",
    "forget": "forget",
    "breach": "breach",
}
OWN_SENTENCES = (CannotError, DatabaseNotStartedError, DatabaseAddressError, CityFileError, BackupError)
# Names of failures, which are not imported because most commands never load what defines them → what to do.
_ADVICE = {
    "ModuleNotFoundError": "A part of Parvis is missing ({part}). Run `make install` and try again.",
    "UnknownSlugError": (
        "The city lacks what the file names ({first}). Make it first (`parvis seed` makes the demo's) and try again."
    ),
    "OperationalError PoolTimeout InterfaceError": (
        "The database does not answer: {first} `parvis doctor` says what to do."
    ),
    "ProgrammingError UndefinedTable UndefinedColumn": (
        "The tables are not those that Parvis expects ({first}). Run `parvis migrate` and try again."
    ),
}
# Django's commands that do their work without a database.
WITHOUT_DATABASE = frozenset({
    "help", "version", "check", "collectstatic", "findstatic", "diffsettings", "makemessages", "compilemessages",
    "--help", "-h", "--version",
})  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> None:
    """The `parvis` command; ends the process with 0, or with 1 after one sentence about what is wrong."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvis.config.settings.dev")
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        code = (
            _run_own(words)
            if not words or words[0] in {*COMMANDS, "-h", "--help", "help"}
            else _run_django(words)
        )
    except KeyboardInterrupt:
        code = 130
    except Exception as problem:
        if "--traceback" in words:
            raise
        complain(sentence_for(problem))
        code = 1
    sys.exit(code)


def _interrupt(_number: int, _frame: object) -> None:
    """A polite kill and a closed terminal are treated like Ctrl-C: what was started is stopped in good order."""
    raise KeyboardInterrupt


def _run_own(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="parvis", epilog="Any other word is a command of Django: parvis migrate, …"
    )
    parser.add_argument("--traceback", action="store_true", help="show where a failure came from")
    choices = parser.add_subparsers(dest="command", metavar="COMMAND")
    wanted = [word for word in words if word != "--traceback"]
    if wanted[:1] == ["help"]:
        wanted = [*wanted[1:], "--help"]
    for word, module in COMMANDS.items():
        if wanted[:1] != [word] and wanted[:1] not in ([], ["-h"], ["--help"]):
            continue  # loading a command costs time; only the one that runs is loaded
        command = importlib.import_module(f"parvis.interfaces.cli.commands.{module}")
        summary = (command.__doc__ or "").splitlines()[0]
        command.configure(choices.add_parser(word, help=summary, description=command.__doc__))
    options = parser.parse_args(wanted)
    if not options.command:
        parser.print_help()
        return 0
    command = importlib.import_module(f"parvis.interfaces.cli.commands.{COMMANDS[options.command]}")
    return int(command.run(options) or 0)


def _run_django(words: list[str]) -> int:
    from django.core.management import execute_from_command_line

    needs_database = words[0] not in WITHOUT_DATABASE
    with database_in_use(data_folder()) if needs_database else nullcontext():
        # Django prints errors of its own commands itself; with --traceback it raises them.
        execute_from_command_line(["parvis", *words])
    return 0


def sentence_for(problem: BaseException) -> str:
    """What a person is told about a failure, with the way out where there is one."""
    if isinstance(problem, OWN_SENTENCES):
        return str(problem)
    if isinstance(problem, OSError):
        return _about_the_machine(problem)
    name = type(problem).__name__
    first = next((line for line in str(problem).splitlines() if line), "")
    if name in {"CommandError", "RefusedError", "ImproperlyConfigured", "ArchiveError"}:
        return first
    for names, sentence in _ADVICE.items():
        if name in names.split():
            return sentence.format(first=first, part=getattr(problem, "name", ""))
    return (
        f"Parvis met a fault of its own: {name}: {first} Add --traceback to see where, and please report it."
    )


def _about_the_machine(problem: OSError) -> str:
    about = f" ({problem.filename})" if problem.filename else ""
    if problem.errno in {errno.ENOSPC, errno.EDQUOT}:
        return (
            f"The disk is full{about}. Free some space, or point PARVIS_DATA at another disk, and try again."
        )
    if isinstance(problem, PermissionError) or problem.errno == errno.EROFS:
        return f"This user may not read or write there{about}. Change its rights, or point PARVIS_DATA elsewhere."
    if isinstance(problem, FileExistsError | NotADirectoryError):
        return f"There is a file where a folder must be{about}. Move it away, or point PARVIS_DATA elsewhere."
    if isinstance(problem, FileNotFoundError):
        return f"There is nothing there{about}. Check the name and try again."
    return f"The machine refused: {problem}. `parvis doctor` looks further."
