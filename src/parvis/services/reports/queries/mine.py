"""What is kept of one person in reports, for "My data"."""

from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.keeping.registry import Line, Section, is_of, rows_of
from parvis.kernel.naming import in_reader_language
from parvis.kernel.people.models import Person
from parvis.services.reports.models import Comment, Follow, Report, Vote
from parvis.services.reports.rules import State, reference

EXCERPT = 80  # characters
_ABOUT = {"report": F("report__public_id"), "category": F("report__category__names")}
_REPORT = (
    *("lat", "lon", "address", "words", "answers", "language", "shows_name", "is_public", "source", "state"),
    *("sent_at", "opened_at", "planned_for", "closed_at", "closing", "closing_words", "finding"),
)


def _reports(person: Person) -> QuerySet[Any, Any]:
    rows = Report.objects.filter(is_of(person, "author"))
    # What the office added as proof is the office's.
    photographs = ArrayAgg("photos__upload__public_id", filter=Q(photos__is_proof=False), default=[])
    return rows_of(
        rows.annotate(photographs=photographs),
        "sent_at",
        *_REPORT,
        "photographs",
        report=F("public_id"),
        category=F("category__names"),
        category_slug=F("category__slug"),
        office=F("office__slug"),
        area=F("area__slug"),
    )


def _comments(person: Person) -> QuerySet[Any, Any]:
    rows = Comment.objects.filter(person=person)
    return rows_of(rows, "created_at", "kind", "words", "created_at", id=F("public_id"), **_ABOUT)


def _looks(person: Person) -> QuerySet[Any, Any]:
    return rows_of(Vote.objects.filter(person=person), "created_at", "fixed", "created_at", **_ABOUT)


def _follows(person: Person) -> QuerySet[Any, Any]:
    return rows_of(Follow.objects.filter(person=person), "created_at", "created_at", **_ABOUT)


def _work(person: Person) -> QuerySet[Any, Any]:
    rows = Report.objects.filter(assignee=person)
    return rows_of(rows, "sent_at", "state", "sent_at", report=F("public_id"), category=F("category__names"))


def _tell(data: Mapping[str, Any], words: str = "") -> Line:
    told = [reference(data["report"]), in_reader_language(data["category"]), words]
    # What waits for its address has no page yet.
    waits = data.get("state") == State.UNCONFIRMED
    page = "" if waits else reverse("reports:report", args=[data["report"]])
    return Line(" · ".join(each for each in told if each), page)


def _tell_words(data: Mapping[str, Any]) -> Line:
    words = data["words"] if len(data["words"]) <= EXCERPT else f"{data['words'][:EXCERPT]}…"
    return _tell(data, words)


def _tell_look(data: Mapping[str, Any]) -> Line:
    return _tell(data, _("You found it fixed.") if data["fixed"] else _("You found it still there."))


def _tell_work(data: Mapping[str, Any]) -> Line:
    return Line(_tell(data).words, reverse("office-reports:case", args=[data["report"]]))


_STAYS = gettext_lazy("This stays without your name.")
_WORDS_GO = gettext_lazy("This stays without your name; your words go if you choose so below.")
SECTIONS = (
    Section(
        "reports",
        gettext_lazy("My reports"),
        _reports,
        _tell_words,
        gettext_lazy(
            "This stays without your name, because the office works on it. Your words and photographs go if you wish."
        ),
        ("reports.Report.author", "reports.Report.words", "reports.Report.address", "reports.Report.email"),
    ),
    Section(
        "comments",
        gettext_lazy("My comments"),
        _comments,
        _tell_words,
        _WORDS_GO,
        ("reports.Comment.person", "reports.Comment.words"),
    ),
    Section(
        "looks", gettext_lazy("Where I looked again"), _looks, _tell_look, _STAYS, ("reports.Vote.person",)
    ),
    Section(
        "follows",
        gettext_lazy("What I follow"),
        _follows,
        _tell,
        gettext_lazy("This goes, and the letters end."),
        ("reports.Follow.person",),
    ),
    Section(
        "work",
        gettext_lazy("Reports that are given to me"),
        _work,
        _tell_work,
        gettext_lazy("This goes back to the whole office."),
        ("reports.Report.assignee",),
    ),
)
