"""What somebody who was there makes of a report: the office's own verbs, on the report as they saw it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.permissions.verdict import AbsentError, RefusedError, require
from parvis.services.reports.actions import work
from parvis.services.reports.actions.part import locked
from parvis.services.reports.actions.traces import publicly
from parvis.services.reports.models import Report
from parvis.services.reports.policies import may_handle
from parvis.services.reports.queries.field import version_of
from parvis.services.reports.rules import Closing, State


class ChangedError(Exception):
    """Somebody did something with the report since it was looked at."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is to become of a report: its state (None: as it is) with what that state needs, and words.

    `office` is the slug of the one that it is given to; `private` words are a note that only the office sees.
    """

    state: State | None = None
    words: str = ""
    closing: Closing | None = None
    day: date | None = None
    office: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class Stood:
    """Where the report stands afterwards; `where` is what the journal may tell of its place."""

    version: str
    office: Organisation | None
    kind: str
    subject: str
    where: dict[str, Any]


def take_step(id_: str, by: Person, step: Step, *, seen: str) -> Stood:
    """Do it, if the report is still as it was seen (`Case.version`); `ChangedError` otherwise, and nothing is done."""
    with transaction.atomic():
        found = Report.objects.filter(public_id=id_).exclude(state=State.UNCONFIRMED).only("pk").first()
        if found is None:
            raise AbsentError
        report = locked(found.pk)
        require(may_handle(by, report))
        if version_of(report) != seen:
            raise ChangedError
        office = report.office
        _do(report, by, step)
        after = locked(found.pk)
        return Stood(version_of(after), office, report.category.slug, report.subject, publicly(report))


def _do(report: Report, by: Person, step: Step) -> None:
    if step.office:
        work.forward(report.pk, by, _office(step.office), step.words)
    elif step.state is not None:
        _BECOMING[step.state](report, by, step)
    elif step.words.strip():
        (work.note if step.private else work.answer)(report.pk, by, step.words)


def _start(report: Report, by: Person, step: Step) -> None:
    if report.state != State.IN_PROGRESS:
        work.start(report.pk, by)
    if step.words.strip():
        work.answer(report.pk, by, step.words)


def _plan(report: Report, by: Person, step: Step) -> None:
    if step.day is None:
        raise RefusedError(_("Say on which day the work will be done."))
    work.plan(report.pk, by, step.day, step.words)


def _close(report: Report, by: Person, step: Step) -> None:
    work.close(report.pk, by, step.closing or Closing.DONE, step.words)


def _office(slug: str) -> Organisation:
    found = Organisation.objects.filter(slug=slug, is_partner=False).first()
    if found is None:
        raise RefusedError(_("There is no such office."))
    return found


_BECOMING: dict[State, Callable[[Report, Person, Step], None]] = {
    State.IN_PROGRESS: _start,
    State.PLANNED: _plan,
    State.CLOSED: _close,
}
