"""Whoever sent a report without an account, where another room can reach them: it asks, and passes on their words."""

from collections.abc import Callable

from django.db import transaction

from parvis.kernel.promises.actions import resume_promise
from parvis.services.reports.actions.exchange import comment_through
from parvis.services.reports.models import Report
from parvis.services.reports.rules import Source

type Reach = Callable[[str], bool]
_rooms: dict[Source, Reach] = {}


def reach_senders(source: Source, reach: Reach) -> None:
    """Let the room by which reports come in say whether it can reach the sender of one (its public id); it then
    listens for questions."""
    _rooms[source] = reach


def is_reached(report: Report) -> bool:
    """True when a room can put a question to whoever sent this report."""
    reach = _rooms.get(Source(report.source))
    return reach is not None and reach(report.public_id)


def answer_through(report_id: int, subject: str, via: str, words: str) -> str:
    """Words of the sender: an answer to a question lets the promise's clock run again. The comment's public id."""
    with transaction.atomic():
        said = comment_through(report_id, via, words).public_id
        resume_promise(subject)
    return said
