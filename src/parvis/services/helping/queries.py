"""Reads of helping: who does what, what waits for a yes, what came of it."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, DateField, Max, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncMonth
from django.utils.translation import gettext as _

from parvis.kernel.blocks.contracts import Written
from parvis.kernel.keeping.registry import rows_of
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import AbsentError
from parvis.kernel.sums.givers import Helper
from parvis.services.helping.models import Job
from parvis.services.helping.policies import may_answer
from parvis.services.helping.rules import HOLDING, State
from parvis.services.openings.contracts import Asking, Open, Opened, opened_for
from parvis.services.reports.contracts import OpenWork, author_of, handled

SHOWN_AT_ONCE = 50
LOOKED_THROUGH = 1000
_COUNTED = (State.TAKEN, State.PROVEN, State.CONFIRMED, State.REFUSED)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many jobs of a kind in a neighbourhood (slugs; "" outside of all), taken in the month that began on a day,
    stand where; and minutes `given`, which are those with a yes."""

    month: date
    category: str
    area: str
    taken: int
    proven: int
    confirmed: int
    refused: int
    given: int


@dataclass(frozen=True, slots=True)
class Look:
    """A job as its office sees it in a list: what was said of it, and by when somebody has to look."""

    path: str
    kind: str
    area: str
    words: str
    answer: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Offer:
    """A report that neighbours can help with: how, what it is called, and how many of the places are taken."""

    work: OpenWork
    opening: Opened
    name: str
    held: int

    @property
    def free(self) -> int:
        """Places that are left."""
        return max(0, self.opening.people - self.held)


def offers_at(found: Collection[Open]) -> list[Offer]:
    """These reports, each with how many of its places are taken."""
    held = held_at([each.work.id for each in found]) if found else Counter[str]()
    return [Offer(each.work, each.opening, each.work.name, held[each.work.id]) for each in found]


def offer_of(report: str) -> Offer | None:
    """The same for one report, also where no place is left; None where neighbours cannot help with it."""
    found = opened_for(report)
    return offers_at([found])[0] if found else None


def held_at(reports: Collection[str]) -> Counter[str]:
    """How many places are taken at each report."""
    rows = Job.objects.filter(report__in=list(reports), state__in=HOLDING).order_by("report")
    return Counter(dict(rows.values("report").annotate(all=Count("pk")).values_list("report", "all")))


def held_by(person: Person, report: str) -> Job | None:
    """The job that somebody holds at a report already."""
    return Job.objects.filter(person=person, report=report, state=State.TAKEN).first()


def asking_of(person: Person | None, found: Open | Offer | None) -> Asking:
    """What counts when this person wants the job now."""
    if found is None:
        return Asking()
    holding = Job.objects.filter(person=person, state__in=HOLDING) if person else Job.objects.none()
    return Asking(
        is_open=True,
        begun=found.work.begun,
        level=person.level if person else 0,
        level_asked=found.opening.level,
        has_it=holding.filter(report=found.work.id).exists(),
        held=held_at([found.work.id])[found.work.id],
        places=found.opening.people,
        own=holding.filter(state=State.TAKEN).count(),
        own_most=found.opening.at_once,
    )


def job_named(public_id: str) -> Job:
    """A job; `AbsentError` when there is none."""
    found = Job.objects.select_related("person", "promise__owner").filter(public_id=public_id).first()
    if found is None:
        raise AbsentError
    return found


def jobs_of(person: Person) -> list[Job]:
    """What somebody took, newest first."""
    return list(Job.objects.filter(person=person)[:SHOWN_AT_ONCE])


def jobs_for(official: Person, state: State) -> list[Look]:
    """Jobs that wait for a yes, or got a no, and that this person's office answers for; the first due first."""
    rows = Job.objects.select_related("promise").filter(state=state)
    jobs = list(rows.order_by("-decided_at", "promise__due_at", "pk")[:LOOKED_THROUGH])
    theirs = handled(official, [each.report for each in jobs])
    mine = [each for each in jobs if may_answer(official, each, theirs)][:SHOWN_AT_ONCE]
    due = {each.pk: each.promise.due_at if each.promise else None for each in mine}
    return [
        Look(each.get_absolute_url(), each.category, each.area, each.words, each.answer, due[each.pk])
        for each in mine
    ]


def tallies() -> list[Tally]:
    """Jobs and confirmed minutes by month, kind and neighbourhood, oldest first."""
    by_state = {str(state): Count("pk", filter=Q(state=state)) for state in _COUNTED}
    minutes = Coalesce(Sum("minutes", filter=Q(state=State.CONFIRMED)), 0)
    month = TruncMonth("taken_at", tzinfo=settings.CITY.zone, output_field=DateField())
    columns = ("month", "category", "area")
    rows = Job.objects.annotate(month=month).order_by(*columns).values(*columns)
    counted = rows.annotate(**by_state, given=minutes)
    return [Tally(*row) for row in counted.values_list(*columns, *_COUNTED, "given")]


def last_judged() -> datetime | None:
    """When somebody last said whether a job is done; None where nobody ever did."""
    found: datetime | None = Job.objects.aggregate(at=Max("decided_at"))["at"]
    return found


def kept_jobs(person: Person) -> QuerySet[Any, Any]:
    """A person's jobs for "My data"."""
    own = Job.objects.filter(person=person)
    return rows_of(own, "taken_at", "public_id", "report", "state", "taken_at", "words", "minutes", "answer")


def jobs_written(public_ids: Collection[str]) -> list[Written]:
    """Who took jobs, for the author of the report who wants to keep them at a distance; helpers have no name there."""
    rows = Job.objects.select_related("person").filter(public_id__in=list(public_ids)).order_by("pk")
    what = _("Help with your report")
    return [
        Written(job.subject, f"reports.report:{job.report}", job.person, False, what, job.get_absolute_url())
        for job in rows
    ]


def helpers_at_report(subject: str) -> list[Helper]:
    """Who helped with a report, once somebody saw that it is done."""
    rows = Job.objects.select_related("person").filter(report=subject.removeprefix("reports.report:"))
    done = rows.filter(state=State.CONFIRMED, person__is_active=True).order_by("pk")
    return [Helper(job.person, job.decided_at) for job in done if job.person and job.decided_at]


def is_read_by(reader: Person, written: Written) -> bool:
    """The author alone: an office does not keep away whom it answers."""
    return author_of(written.about.partition(":")[2]) == reader
