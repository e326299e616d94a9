"""Reads of reports. What a person may see goes through `visible_to` and `get_for`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat
from django.urls import reverse

from parvis.kernel.blocks.contracts import Fold, folding, is_folded
from parvis.kernel.journal.models import Entry
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.kernel.promises.queries import brought_to
from parvis.kernel.trust.queries import hiding
from parvis.services.reports.models import Category, Comment, Follow, Report
from parvis.services.reports.policies import Reader, may_see, serves_desk
from parvis.services.reports.queries.merged import comments_at, merged_into, shown_at
from parvis.services.reports.rules import (
    PUBLISHED,
    UNDERWAY,
    Box,
    public_id_of,
)

# What a list never shows; reading it costs more than all the rest of the row.
_HEAVY = ("area__boundary", "category__words", "category__questions", "category__urgent")
QUEUE_LOOKED_THROUGH = 1000  # whoever is further down than that looks for the next one in the list
_PUBLIC = Q(is_public=True, state__in=PUBLISHED)


def visible_to(reader: Reader) -> QuerySet[Report]:
    """The reports that this reader may find in lists: public ones that are not hidden, and their own."""
    rows = Report.objects.select_related("category", "office", "area", "promise")
    seen = _PUBLIC | Q(author=reader) if isinstance(reader, Person) else _PUBLIC
    return rows.defer(*_HEAVY).filter(seen)


def public_reports() -> QuerySet[Report]:
    """The reports that everybody may find, for reads that are the same for all."""
    return Report.objects.filter(_PUBLIC)


def get_for(reader: Reader, public_id: str) -> Report:
    """The report, if this reader may see it: `AbsentError` for strangers, `RefusedError` for other offices."""
    report = (
        Report.objects.select_related(
            "category", "category__group", "office", "area", "promise", "promise__holder"
        )
        .select_related("promise__owner", "author", "assignee", "duplicate_of")
        .annotate(merged=merged_into())
        .filter(public_id=public_id_of(public_id))
        .first()
    )
    if report is None:
        raise AbsentError
    verdict = may_see(reader, report)
    if verdict:
        return report
    if isinstance(reader, Person) and reader.is_official():
        raise RefusedError(str(verdict.reason))
    raise AbsentError


def in_box(rows: QuerySet[Report], box: Box) -> QuerySet[Report]:
    """Those inside a rectangle, found by the indexes of the map."""
    return rows.filter(lat__range=(box.south, box.north), lon__range=(box.west, box.east))


def offered_categories() -> QuerySet[Category]:
    """What residents can report, by group."""
    return (
        Category.objects.select_related("group")
        .filter(is_offered=True)
        .order_by("group__position", "group__slug", "slug")
    )


def shown_comments(
    report: Report, numbers: Iterable[int], reader: Reader | None = None
) -> list[tuple[Comment, Person | None, str, bool]]:
    """What is said in public about a report, oldest first: who is named with it, the ground on which it was hidden, and
    whether it is folded away for this reader, who keeps its writer at a distance.

    Whoever reported without a name is not named with what they add to it, either. `numbers` as in `merged.Family`.
    """
    standing = hiding(Concat(Value("reports.comment:"), OuterRef("public_id")))
    said = comments_at(report, numbers).exclude(kind=Comment.Kind.NOTE)
    fold = folding(
        reader or AnonymousUser(),
        Concat(Value("reports.comment:"), OuterRef("public_id")),
        OuterRef("person"),
    )
    rows = said.annotate(hidden=Subquery(standing.values("ground")[:1]), fold=fold)
    return [
        (
            each,
            None if _is_unnamed(each) else each.person,
            str(each.__dict__["hidden"] or ""),
            is_folded(Fold(each.__dict__["fold"]), named=names_its_writer(each)),
        )
        for each in rows
    ]


def names_its_writer(said: Comment) -> bool:
    """True when readers see the name of the person who wrote this."""
    if said.office_id or _is_unnamed(said) or said.person is None:
        return False
    return bool(said.person.public_name)


def has_asked_again(report: Report) -> bool:
    """True when its author had it taken up again once."""
    return Entry.objects.filter(subject=report.subject, verb="reports.report.asked_again").exists()


def has_followed(report: Report, actor: str) -> bool:
    """True when the journal says already that this person (as it calls them there) follows it, or once did."""
    rows = Entry.objects.filter(subject=report.subject, verb="reports.report.followed", actor=actor)
    return rows.exists()


def _is_unnamed(said: Comment) -> bool:
    return said.person_id == said.report.author_id and not said.report.shows_name


def unnamed_authors(pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Of pairs of a report and a person, by public id: those where the person is its author and shows no name."""
    rows = Report.objects.filter(
        public_id__in={report for report, _person in pairs},
        author__public_id__in={person for _report, person in pairs},
        shows_name=False,
    )
    return set(rows.order_by().values_list("public_id", "author__public_id"))


def followers_of(report: Report) -> list[Person]:
    """Everyone who wants to know how it goes on, each once; also who follows what was merged into it."""
    follows = Follow.objects.select_related("person").filter(
        report__in=shown_at(report.pk), person__is_active=True
    )
    return list({follow.person_id: follow.person for follow in follows.order_by("pk")}.values())


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of reports is narrowed to; empty means all."""

    areas: tuple[int, ...] = ()
    category: int | None = None
    group: int | None = None
    states: tuple[str, ...] = ()
    since: datetime | None = None
    late_at: datetime | None = None
    box: Box | None = None


def narrowed(rows: QuerySet[Report], filters: Filters) -> QuerySet[Report]:
    """The rows that pass the filters, newest first."""
    exact: dict[str, Any] = {
        "category_id": filters.category,
        "category__group_id": filters.group,
        "opened_at__gte": filters.since,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value is not None})
    if filters.areas:  # one is asked for as the index stands
        rows = rows.filter(
            **({"area_id__in": filters.areas} if filters.areas[1:] else {"area_id": filters.areas[0]})
        )
    if filters.states:
        rows = rows.filter(state__in=filters.states)
    if filters.late_at:
        rows = rows.filter(state__in=UNDERWAY, promise__due_at__lt=filters.late_at)
    if filters.box:
        rows = in_box(rows, filters.box)
    return rows.order_by("-opened_at", "-pk")  # as the index stands, so that no list is sorted whole


def queue_of(office: Organisation, start: int, end: int, assignee: Person | None = None) -> list[Report]:
    """The open work of an office from one place to another, most urgent promise first.

    Its own, and what the chain of a promise brought to it; with `assignee` only what that person has taken on.
    """
    wanted = _line(office, start, end, assignee)
    rows = Report.objects.select_related("category", "area", "promise", "assignee", "office").defer(*_HEAVY)
    by_pk = rows.in_bulk(wanted)
    return [by_pk[pk] for pk in wanted if pk in by_pk]


def next_in_queue(office: Organisation, report: Report) -> str:
    """What follows in the queue, by its public id: the first of all where this report left it, "" at its end."""
    line = _line(office, 0, QUEUE_LOOKED_THROUGH)
    following = line[line.index(report.pk) + 1 :] if report.pk in line else line
    return Report.objects.get(pk=following[0]).public_id if following else ""


def _line(office: Organisation, start: int, end: int, assignee: Person | None = None) -> list[int]:
    """Two ways to one queue, each by its own index; joined by OR they would read every report of the city."""
    open_work = Report.objects.filter(state__in=UNDERWAY)
    if assignee:
        open_work = open_work.filter(assignee=assignee)
    narrow = open_work.values_list("promise__due_at", "opened_at", "pk")
    both = narrow.filter(office=office).union(narrow.filter(promise__in=brought_to(office)))
    # PostgreSQL puts what has no due date last.
    return [pk for _due, _opened, pk in both.order_by("promise__due_at", "opened_at", "pk")[start:end]]


def offices_of(person: Person) -> list[Organisation]:
    """The offices whose queue a person may open: their own; all of them for the public desk."""
    if serves_desk(person):
        return list(Organisation.objects.filter(is_partner=False).order_by("slug"))
    return list(Organisation.objects.filter(pk__in=person.roles()).order_by("slug"))


def category_names(slugs: set[str]) -> dict[str, str]:
    """The names of these categories in the reader's language."""
    return {each.slug: str(each) for each in Category.objects.filter(slug__in=slugs)}


def report_path(public_id: str) -> str:
    """The page of a report."""
    return reverse("reports:report", args=[public_id])
