"""Forget an e-mail address and all that is kept under it: parvis forget zoe@people.example --yes. After a backup was
brought back: parvis forget --again."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from parvis.interfaces.cli.start import migrate_if_needed, set_up_django
from parvis.interfaces.cli.terminal import CannotError, say
from parvis.kernel.database.lease import database_in_use
from parvis.kernel.database.location import data_folder


def configure(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("email", nargs="?", default="", help="the address; it need not have an account")
    parser.add_argument("--words", action="store_true", help="erase their words and photographs too")
    parser.add_argument("--yes", action="store_true", help="really do it; nobody can undo it")
    parser.add_argument(
        "--again",
        nargs="?",
        type=Path,
        const=Path(),
        metavar="FILE",
        help="erase whoever a backup brought back: all on the list beside the backups, or on this one",
    )


def run(options: Namespace) -> int:
    """Say what would go, and with --yes let it go."""
    if (options.again is None) == (not options.email):
        raise CannotError("Name an address, or --again after a backup was brought back.")
    with database_in_use(data_folder()):
        set_up_django()
        if options.again is not None:
            migrate_if_needed()
            say(forget_again(options.again))
            return 0
        for sentence in forget(options.email, words=options.words, really=options.yes):
            say(sentence)
    return 0


def forget(email: str, *, words: bool, really: bool) -> list[str]:
    """Do what the desk asked for; what to tell about it."""
    from parvis.kernel.keeping.actions import account_of, erase_address

    if "@" not in email:
        raise CannotError(f"{email} is no e-mail address. Write it as name@place.example.")
    known = account_of(email) is not None
    account = "has an account, which would be erased" if known else "has no account"
    if not really:
        return [
            f"{email} {account}. What waits for it, its letters and its alerts would go.",
            "Nothing was erased. Make sure that it is really the owner who asks, then add --yes.",
        ]
    erase_address(email, words_too=words)
    with_account = " with its account" if known else ""
    return [f"{email} is forgotten{with_account}. Backups forget it when they are thrown away."]


def forget_again(file: Path) -> str:
    """Erase everybody on the list; what to tell about it. An empty path means this installation's own list."""
    from parvis.kernel.erasures.actions import erase_again
    from parvis.kernel.erasures.queries import list_file
    from parvis.kernel.erasures.rules import UnreadableLineError, read

    is_own = file == Path()
    file = list_file() if is_own else file
    if is_own and not file.exists():
        return f"There is no {file}, so nobody was erased here. If the list lies elsewhere, name it."
    try:
        found = erase_again(read(file.read_text()))
    except (OSError, UnicodeDecodeError, UnreadableLineError) as wrong:
        raise CannotError(f"{file} cannot be read: {wrong}") from wrong
    told = f"{found.done} of {file} were erased again, {found.known} were erased already."
    if found.refused:
        raise CannotError(f"{told} These could not be: " + " ".join(found.refused))
    return told
