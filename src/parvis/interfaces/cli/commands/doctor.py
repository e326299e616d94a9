"""Say what is wrong with this installation, and how to mend it."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from parvis.interfaces.cli.checks_of_machine import FIRST_CHECKS
from parvis.interfaces.cli.findings import Finding, State, bad
from parvis.interfaces.cli.main import sentence_for
from parvis.interfaces.cli.start import set_up_django
from parvis.interfaces.cli.terminal import say
from parvis.kernel.database.lease import database_in_use
from parvis.kernel.database.location import data_folder


def configure(parser: ArgumentParser) -> None:
    """The command has no options."""


def run(options: Namespace) -> int:
    """Look at everything; 0 where nothing is bad."""
    worst = State.GOOD
    for finding in _findings():
        say(f"{finding.state.value} {finding.what}: {finding.seen}")
        if finding.cure:
            say(f"    {finding.cure}")
        if finding.state is State.BAD:
            worst = State.BAD
    say("Something needs mending." if worst is State.BAD else "All is well enough to run.")
    return int(worst is State.BAD)


def _findings() -> Iterator[Finding]:
    yield from (check() for check in FIRST_CHECKS)
    try:
        with database_in_use(data_folder()):
            set_up_django()
            yield from _findings_of_service()
    except Exception as problem:  # noqa: BLE001  (whatever stops the database or Django is what the doctor is for)
        yield bad("Database", "could not be looked at", sentence_for(problem))


def _findings_of_service() -> Iterator[Finding]:
    from parvis.interfaces.cli.checks_of_service import LATER_CHECKS, of_modules

    for check in LATER_CHECKS:
        try:
            yield check()
        except Exception as problem:  # noqa: BLE001  (one check that fails must not hide the others)
            yield bad(check.__name__.capitalize(), "could not be looked at", sentence_for(problem))
    yield from of_modules()
