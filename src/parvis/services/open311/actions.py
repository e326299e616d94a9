"""The only writers: what programs send in, passed on to the reports of the city."""

import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from django.core.files.base import File
from django.db import transaction

from parvis.kernel.files.actions import UnusableFileError, store_photo
from parvis.kernel.files.rules import MOST_BYTES, Fault
from parvis.kernel.jobs.work import job, later_for_each
from parvis.kernel.journal.actions import once, record
from parvis.kernel.outbound import ForbiddenAddressError, fetch
from parvis.kernel.programs.models import Program
from parvis.services.georeport.contracts import CallError, Status, look_in
from parvis.services.reports.contracts import (
    PHOTO_PURPOSE,
    Heard,
    Receipt,
    Sent,
    add_photo,
    pass_on,
    send,
    whereabouts,
)

SUBJECT = "reports.report"


class LaterError(Exception):
    """A photograph could not be fetched now; the job is tried again."""


@dataclass(frozen=True, slots=True)
class News:
    """What another site's readers say about a request. `id` is that site's own number for it."""

    id: str
    number: str
    status: Status
    at: datetime
    words: str = ""


def receive(program: Program, sent: Sent, key: str = "", pictures: Iterable[str] = ()) -> Receipt:
    """Take a report in from a program; the same `key` of the same program again gives the same report.

    `pictures` are addresses of photographs, fetched by a job: a slow server of theirs holds nobody up here.
    `RefusedError` and `LookupError` as in the contract; `CallError` 400 when that report is gone since.
    """
    made: list[Receipt] = []

    def open_it() -> str:
        made.append(send(sent))
        data = {"program": program.public_id}
        record("open311.request.received", subject=f"{SUBJECT}:{made[0].id}", actor="system", data=data)
        later_for_each(fetch_photo, [{"report": made[0].id, "address": address} for address in pictures])
        return made[0].id

    with transaction.atomic():
        id_ = once(_key("request", program, key), open_it)
        found = made[0] if made else whereabouts(id_)
    if found is None:
        raise CallError(400, "This was sent before, and the request is gone since.")
    return found


def receive_news(program: Program, news: News) -> str:
    """Take in what another site's readers say, once for each of its numbers; gives our own number for it.

    A status that comes late does not undo one that is younger. `CallError` 404: no public request of that number.
    """

    def take() -> str:
        heard = Heard(news.words, look_in(news.status), news.at)
        said = pass_on(news.number, program.name, heard)
        if said is None:
            raise CallError(404, "There is no public request of that service_request_id.")
        return said.words or news.id

    with transaction.atomic():
        return once(_key("news", program, news.id), take)


@job("open311.fetch_photo", tries=6)
def fetch_photo(*, report: str, address: str) -> None:
    """Fetch a photograph for a report; that it can never be had stands in the report's history.

    `OutboundError` and `LaterError` when it may be had later: the job is tried again.
    """
    try:
        answer = fetch(address, most_bytes=MOST_BYTES)
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise LaterError(f"The server of the photograph answered {answer.status}.")
        if answer.status != HTTPStatus.OK:
            raise UnusableFileError(Fault.EMPTY)
        upload = store_photo(File(io.BytesIO(answer.content), name=""), None, PHOTO_PURPOSE)
    except (ForbiddenAddressError, UnusableFileError):
        record("open311.photo.missed", subject=f"{SUBJECT}:{report}", actor="system")
    else:
        add_photo(report, upload)


def _key(what: str, program: Program, key: str) -> str:
    """A key of bounded length, in a space of the program's own; no key stays no key."""
    digest = hashlib.sha256(f"{program.public_id}:{key}".encode("utf-8", "surrogatepass")).hexdigest()
    return f"open311.{what}:{digest}" if key else ""
