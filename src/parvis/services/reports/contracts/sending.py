"""Send a report in, and see what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from parvis.kernel.permissions.verdict import RefusedError
from parvis.services.reports.actions.opening import NewReport, open_report
from parvis.services.reports.models import Report
from parvis.services.reports.queries.find import offered_categories, public_reports
from parvis.services.reports.rules import QuestionError, Source, State, check_answers


@dataclass(frozen=True, slots=True)
class Sent:
    """A report that a program sends in. `photos` are public ids of uploads; `via` the program's name.

    `unasked`: it came in free words, so that the category's questions were never seen; the office can ask them.
    With `email` it waits until the address is confirmed; `key` makes a repeat harmless.
    """

    kind: str
    lat: float
    lon: float
    via: str
    words: str = ""
    address: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    photos: tuple[str, ...] = ()
    email: str = ""
    language: str = ""
    key: str = ""
    source: Source = Source.OPEN311
    unasked: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of it. `number` is None while it waits for its address; `id` finds it again then."""

    id: str
    number: str | None
    office: str
    due_at: datetime | None


def send(sent: Sent) -> Receipt:
    """Open a report, as the page does. `RefusedError` says why it cannot be taken; `LookupError`: no such kind."""
    category = offered_categories().filter(slug=sent.kind).first()
    if category is None:
        raise LookupError(sent.kind)
    try:
        answers = {} if sent.unasked else check_answers(category.typed_questions(), sent.answers)
    except QuestionError as wrong:
        raise RefusedError(str(wrong)) from wrong
    made = open_report(
        NewReport(
            category=category,
            lat=sent.lat,
            lon=sent.lon,
            words=sent.words,
            address=sent.address,
            answers=answers,
            photos=sent.photos,
            email=sent.email,
            language=sent.language,
            source=sent.source,
            via=sent.via,
            key=sent.key,
        )
    )
    return _receipt(made)


def whereabouts(id_: str) -> Receipt | None:
    """What became of a report by its id, also before it is public; None when there is none."""
    found = Report.objects.select_related("office", "promise").filter(public_id=id_).first()
    return _receipt(found) if found else None


def underway(ids: Iterable[str]) -> set[str]:
    """Those of these reports that are public and not closed yet, by id."""
    rows = public_reports().filter(public_id__in=list(ids)).exclude(state=State.CLOSED)
    return set(rows.order_by("pk").values_list("public_id", flat=True))


def _receipt(report: Report) -> Receipt:
    waits = report.state == State.UNCONFIRMED
    return Receipt(
        id=report.public_id,
        number=None if waits else report.reference,
        office=report.office.name if report.office else "",
        due_at=report.promise.due_at if report.promise else None,
    )
