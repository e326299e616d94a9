"""Reads of helping: what neighbours can do, who does it, what waits for a yes."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from parvis.kernel.keeping.registry import rows_of
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.verdict import AbsentError
from parvis.services.helping.models import Job
from parvis.services.helping.rules import HOLDING, Asking, State
from parvis.services.openings.contracts import Opened, open_to_neighbours, opened_for
from parvis.services.reports.contracts import Case, OpenWork, cases, names_of_kinds

SHOWN_AT_ONCE = 50


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

    def is_in(self, kind: str, area: str) -> bool:
        """True where it is of this kind and in this neighbourhood; empty for any."""
        return kind in ("", self.work.kind) and area in ("", self.work.area)


def offers() -> list[Offer]:
    """What neighbours can do now, the newest report first: not begun, and with a place left."""
    found = [each for each in open_to_neighbours() if not each.work.begun]
    held, names = held_at([each.work.id for each in found]), names_of_kinds()
    rows = (Offer(each.work, each.opening, names[each.work.kind], held[each.work.id]) for each in found)
    return [each for each in rows if each.free]


def offer_of(report: str) -> Offer | None:
    """The same for one report, also where no place is left; None where neighbours cannot help with it."""
    found = opened_for(report)
    if found is None:
        return None
    return Offer(found.work, found.opening, names_of_kinds()[found.work.kind], held_at([report])[report])


def held_at(reports: Collection[str]) -> Counter[str]:
    """How many places are taken at each report."""
    rows = Job.objects.filter(report__in=list(reports), state__in=HOLDING).order_by("report")
    return Counter(dict(rows.values("report").annotate(all=Count("pk")).values_list("report", "all")))


def asking_of(person: Person | None, work: OpenWork | None, opening: Opened | None) -> Asking:
    """What counts when this person wants the job now."""
    holding = Job.objects.filter(person=person, state__in=HOLDING) if person else Job.objects.none()
    return Asking(
        is_open=work is not None and opening is not None,
        begun=work is not None and work.begun,
        level=person.level if person else 0,
        level_asked=opening.level if opening else 0,
        has_it=work is not None and holding.filter(report=work.id).exists(),
        held=held_at([work.id])[work.id] if work else 0,
        places=opening.people if opening else 0,
        own=holding.filter(state=State.TAKEN).count(),
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


def waiting_for(by: Person) -> list[tuple[Job, Case]]:
    """Jobs that wait for a yes and whose reports this person handles; the first due first."""
    rows = Job.objects.select_related("promise").filter(state=State.PROVEN)
    jobs = list(rows.order_by("promise__due_at", "pk")[: SHOWN_AT_ONCE * 2])
    seen = {each.id: each for each in cases(by, [each.report for each in jobs])}
    return [(each, seen[each.report]) for each in jobs if each.report in seen][:SHOWN_AT_ONCE]


def kept_jobs(person: Person) -> QuerySet[Any, Any]:
    """A person's jobs for "My data"."""
    own = Job.objects.filter(person=person)
    return rows_of(own, "taken_at", "public_id", "report", "state", "taken_at", "words", "minutes", "answer")
