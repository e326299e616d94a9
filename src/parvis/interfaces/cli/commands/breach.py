"""The breach switch, in the name of an official who may: parvis breach declare --by dana@city.example --words …"""

from argparse import ArgumentParser, Namespace
from datetime import datetime
from typing import TYPE_CHECKING

from parvis.interfaces.cli.start import set_up_django
from parvis.interfaces.cli.terminal import CannotError, say
from parvis.kernel.database.lease import database_in_use
from parvis.kernel.database.location import data_folder

if TYPE_CHECKING:
    from parvis.kernel.breaches.actions import Wish
    from parvis.kernel.people.models import Person


def configure(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("deed", choices=["status", "declare", "end"], help="what to do")
    parser.add_argument("--by", default="", help="the e-mail address of the official who decides it")
    parser.add_argument("--words", default="", help="what happened, or why it is over; everybody can read it")
    parser.add_argument("--since", default="", help="when it began: 2026-11-30T21:50 (in the city's time)")
    parser.add_argument("--parts", default="", help="whose data: rooms with commas, such as people,reports")
    parser.add_argument("--end-sign-ins", choices=["officials", "everybody"], help="whose sign-ins end now")
    parser.add_argument("--revoke-keys", action="store_true", help="revoke the keys of all programs")
    parser.add_argument("--break-links", action="store_true", help="break the links in letters that act")
    parser.add_argument("--close", action="store_true", help="close the API, open data and downloads")
    parser.add_argument("--tell", action="store_true", help="tell everybody whose data it is about")
    parser.add_argument("--breach", default="", help="which one is over, as its page is called")


def run(options: Namespace) -> int:
    """Do it, and say what became of it."""
    with database_in_use(data_folder()):
        set_up_django()
        for sentence in breach(options):
            say(sentence)
    return 0


def breach(options: Namespace) -> list[str]:
    """The deed; what to tell about it."""
    from parvis.kernel.breaches.actions import declare, end
    from parvis.kernel.control.models import Proposal
    from parvis.kernel.permissions.verdict import AbsentError, RefusedError

    if options.deed == "status":
        return _status()
    by = _official(options.by)
    try:
        done = (
            declare(by, _wish(options))
            if options.deed == "declare"
            else end(by, options.breach, options.words)
        )
    except RefusedError as refused:
        raise CannotError(str(refused.reason)) from refused
    except AbsentError as absent:
        raise CannotError("There is no such breach. Look at: parvis breach status.") from absent
    if isinstance(done, Proposal):
        return ["Two officials decide this here. It is done when a second one signs in the office."]
    return [f"Done, and written into the register of decisions: /decisions/{done.public_id}/", *_status()]


def _wish(options: Namespace) -> "Wish":
    from django.conf import settings

    from parvis.kernel.breaches.actions import Wish
    from parvis.kernel.breaches.rules import Measures, SignIns
    from parvis.kernel.clock import now

    try:
        since = datetime.fromisoformat(options.since).replace(tzinfo=settings.CITY.zone)
    except ValueError as wrong:
        raise CannotError("Say since when, as in --since 2026-11-30T21:50.") from wrong
    measures = Measures(
        SignIns(options.end_sign_ins or "nobody"),
        keys=options.revoke_keys,
        links=options.break_links,
        closes=options.close,
        tells=options.tell,
    )
    parts = tuple(each.strip() for each in options.parts.split(",") if each.strip())
    return Wish(options.words, since, now(), parts, measures=measures)


def _official(email: str) -> "Person":
    from parvis.kernel.keeping.actions import account_of

    found = account_of(email) if email else None
    if found is None or not found.is_official():
        raise CannotError("Say in whose name, as in --by dora@city.example: an official who may decide it.")
    return found


def _status() -> list[str]:
    from parvis.kernel.breaches.queries import breaches, is_closed

    running = [each for each in breaches() if each.ended_at is None]
    if not running:
        return ["No breach is being looked into."]
    lines = [
        f"{each.public_id}: {each.what} The authority must know by {each.due_at:%Y-%m-%d %H:%M %Z}"
        + (", and knows." if each.authority_told_at else ": LATE." if each.is_late else ".")
        for each in running
    ]
    return [*lines, *(["The API, open data and downloads are closed."] if is_closed() else [])]
