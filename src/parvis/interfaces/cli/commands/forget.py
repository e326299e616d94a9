"""Forget an e-mail address and all that is kept under it: parvis forget zoe@people.example --yes."""

from argparse import ArgumentParser, Namespace

from parvis.interfaces.cli.start import set_up_django
from parvis.interfaces.cli.terminal import CannotError, say
from parvis.kernel.database.lease import database_in_use
from parvis.kernel.database.location import data_folder


def configure(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("email", help="the address; it need not have an account")
    parser.add_argument("--words", action="store_true", help="erase their words and photographs too")
    parser.add_argument("--yes", action="store_true", help="really do it; nobody can undo it")


def run(options: Namespace) -> int:
    """Say what would go, and with --yes let it go."""
    with database_in_use(data_folder()):
        set_up_django()
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
