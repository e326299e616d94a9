"""Public reports, and what offices did with them, in the shape in which other systems are told.

Nothing here says who sent a report: not a name, not a mark that two reports share.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import batched, groupby
from math import cos, radians
from typing import Any, NamedTuple

from django.db.models import Exists, ExpressionWrapper, F, FloatField, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from parvis.kernel.journal.models import Entry
from parvis.kernel.people.models import Organisation
from parvis.kernel.places.models import Area
from parvis.kernel.trust.queries import hiding
from parvis.services.reports.models import SUBJECT, Category, Comment, Photo, Report
from parvis.services.reports.queries.find import in_box, public_reports
from parvis.services.reports.rules import (
    METRES_IN_A_DEGREE,
    UNDERWAY,
    Box,
    State,
    box_around,
    public_id_of,
    reference,
)

_COLUMNS = (
    *(
        "pk",
        "public_id",
        "category_id",
        "office_id",
        "area_id",
        "lat",
        "lon",
        "address",
        "words",
    ),
    *("state", "closing", "closing_words", "finding", "planned_for", "source", "via"),
    *("opened_at", "updated_at", "closed_at", "promise__due_at"),
)
# What became of it, by the verb of the journal: what an office did, and its author, who had it taken up again.
DEEDS = {
    f"reports.report.{deed}": deed
    for deed in (
        *("asked", "forwarded", "planned", "scheduled", "started", "answered"),
        *("closed", "reopened", "asked_again"),
    )
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which public reports. Empty and None mean all; `numbers` stands for itself and lets all the rest aside.

    Times are the first and the last moment of the opening, places degrees, `near` latitude, longitude and metres.
    """

    numbers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    closed: bool | None = None
    box: Box | None = None
    near: tuple[float, float, float] | None = None
    with_photo: bool = False


class PublicReport(NamedTuple):
    """A public report as anybody may know it. `photos` are paths, the proof of the work apart from what was sent in.

    `answers` are those that were chosen or counted: what somebody typed into them is for the office alone. A tuple,
    because a thousand of them are made for one page.
    """

    number: str
    kind: str
    kind_name: str
    group: str
    office: str
    area: str
    lat: float
    lon: float
    address: str
    words: str
    answers: dict[str, Any]
    state: State
    closing: str
    closing_words: str
    finding: str
    planned_for: Any
    source: str
    via: str
    opened_at: datetime
    updated_at: datetime
    closed_at: datetime | None
    due_at: datetime | None
    photos: tuple[str, ...] = ()
    proof: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Something said in public about a report: by an office (its name) or by a resident (empty)."""

    at: datetime
    office: str
    words: str


@dataclass(frozen=True, slots=True)
class Deed:
    """What an office did with a report, and the state afterwards; `id` is the journal's own."""

    id: int
    number: str
    kind: str
    deed: str
    state: State
    closing: str
    at: datetime
    words: str
    proof: tuple[str, ...] = field(default=())


def public(wanted: Wanted, start: int = 0, most: int | None = None) -> list[PublicReport]:
    """Public reports, newest first, from one place in the line on.

    What is wide, and what other tables know, is read only for the rows that are shown.
    """
    end = None if most is None else start + most
    wanted_rows = _rows(wanted).values("pk")[start:end]
    return _shown(_read(Report.objects.filter(pk__in=wanted_rows)))


def public_stream(wanted: Wanted, batch: int = 2000) -> Iterator[PublicReport]:
    """All of them, newest first, read piece by piece whatever their number."""
    for keys in batched(
        _rows(wanted).values_list("pk", flat=True).iterator(chunk_size=batch), batch, strict=False
    ):
        yield from _shown(_read(Report.objects.filter(pk__in=keys)))


def notes_on(numbers: Sequence[str]) -> dict[str, list[Note]]:
    """What is said in public about these reports, oldest first; what was hidden is left out."""
    ids = [public_id_of(number) for number in numbers]
    said = (
        Comment.objects.filter(report__public_id__in=ids, report__in=public_reports())
        .exclude(kind=Comment.Kind.NOTE)
        .filter(~_hidden())
        .select_related("office")
        .annotate(about=F("report__public_id"))
        .order_by("report_id", "created_at", "pk")
    )
    found: dict[str, list[Note]] = {}
    for about, comments in groupby(said, key=lambda each: str(each.__dict__["about"])):
        found[reference(about)] = [
            Note(each.created_at, each.office.name if each.office else "", each.words) for each in comments
        ]
    return found


def deeds(since: datetime, until: datetime, start: int, most: int) -> list[Deed]:
    """What offices did with public reports from one moment to another, oldest first, read from the journal."""
    entries = list(
        Entry.objects.filter(at__gte=since, at__lte=until, verb__in=DEEDS, subject__startswith=f"{SUBJECT}:")
        .order_by("at", "id")
        .values("id", "at", "verb", "subject", "data")[start : start + most]
    )
    ids = {entry["subject"].partition(":")[2] for entry in entries}
    rows = public_reports().filter(public_id__in=ids).order_by("pk")
    reports = {
        row["public_id"]: row
        for row in rows.values("pk", "public_id", "closed_at", "closing_words", kind=F("category__slug"))
    }
    words = _words([entry["data"].get("words", "") for entry in entries])
    _photographs, proof = _photos([report["pk"] for report in reports.values()])
    found = []
    for entry in entries:
        report = reports.get(entry["subject"].partition(":")[2])
        if report is not None:
            found.append(_deed(entry, report, words, proof.get(report["pk"], ())))
    return found


def _deed(
    entry: Mapping[str, Any], report: Mapping[str, Any], words: dict[str, str], proof: tuple[str, ...]
) -> Deed:
    data, deed = entry["data"], DEEDS[entry["verb"]]
    ends = deed == "closed"
    # An earlier end has lost its words: the report was taken up again, and closed with others.
    is_the_last = ends and report["closed_at"] == entry["at"]
    return Deed(
        id=entry["id"],
        number=reference(report["public_id"]),
        kind=report["kind"],
        deed=deed,
        state=State(data.get("state") or (State.CLOSED if ends else State.OPEN)),
        closing=data.get("closing", ""),
        at=entry["at"],
        words=report["closing_words"] if is_the_last else words.get(data.get("words", ""), ""),
        proof=proof if is_the_last else (),
    )


def status_words(report: PublicReport) -> str:
    """Where the work stands, in the words of the office or, where it gave none, in ours."""
    if report.closing_words:
        return report.closing_words
    if report.planned_for and report.state in UNDERWAY:
        day = date_format(report.planned_for, "DATE_FORMAT")
        return _("The work is planned for %(day)s.") % {"day": day}
    return ""


def _rows(wanted: Wanted) -> QuerySet[Report]:
    rows = public_reports().order_by("-opened_at", "-pk")
    if wanted.numbers:
        return rows.filter(public_id__in=[public_id_of(number) for number in wanted.numbers])
    exact: dict[str, Any] = {"opened_at__gte": wanted.since, "opened_at__lte": wanted.until}
    if wanted.kinds:
        exact["category_id__in"] = list(
            Category.objects.filter(slug__in=wanted.kinds).order_by("pk").values_list("pk", flat=True)
        )
    if wanted.offices:
        exact["office_id__in"] = list(
            Organisation.objects.filter(slug__in=wanted.offices).order_by("pk").values_list("pk", flat=True)
        )
    rows = rows.filter(**{name: value for name, value in exact.items() if value is not None})
    if wanted.closed is not None:
        rows = rows.filter(state__in=[State.CLOSED] if wanted.closed else UNDERWAY)
    if wanted.box:
        rows = in_box(rows, wanted.box)
    if wanted.near:
        rows = _within(rows, *wanted.near)
    if wanted.with_photo:
        rows = rows.filter(Exists(Photo.objects.filter(report=OuterRef("pk"), is_proof=False)))
    return rows


def _within(rows: QuerySet[Report], lat: float, lon: float, metres: float) -> QuerySet[Report]:
    """Those in a circle: the box around it by index, then the flat-earth distance of `rules.metres_between`."""
    north = (F("lat") - Value(lat)) * Value(METRES_IN_A_DEGREE)
    east = (F("lon") - Value(lon)) * Value(METRES_IN_A_DEGREE * cos(radians(lat)))
    squared = ExpressionWrapper(north * north + east * east, output_field=FloatField())
    return in_box(rows, box_around(lat, lon, metres)).annotate(away=squared).filter(away__lte=metres**2)


def _read(rows: QuerySet[Report]) -> list[dict[str, Any]]:
    # Most have no photograph: asking each row is a fifth of the price of asking for the photographs of a thousand.
    rows = rows.annotate(
        has_photo=Exists(Photo.objects.filter(report=OuterRef("pk"))),
        # As text: most have none, and reading a thousand times nothing as JSON takes as long as finding the rows.
        answered=Cast("answers", TextField()),
    )
    return list(rows.order_by("-opened_at", "-pk").values(*_COLUMNS, "has_photo", "answered"))


def _shown(rows: list[dict[str, Any]]) -> list[PublicReport]:
    kinds = {
        each.pk: each
        for each in Category.objects.select_related("group").filter(
            pk__in={row["category_id"] for row in rows}
        )
    }
    offices = {
        each.pk: each.name for each in Organisation.objects.filter(pk__in={row["office_id"] for row in rows})
    }
    areas = dict(Area.objects.filter(pk__in={row["area_id"] for row in rows}).values_list("pk", "slug"))
    photos, proof = _photos([row["pk"] for row in rows if row["has_photo"]])
    names = {pk: (kind.slug, str(kind), str(kind.group)) for pk, kind in kinds.items()}
    # By place and not by name, in the order of the fields: a third of the time for a thousand of them.
    return [
        PublicReport(
            reference(row["public_id"]),
            *names[row["category_id"]],
            offices.get(row["office_id"], ""),
            areas.get(row["area_id"], ""),
            row["lat"],
            row["lon"],
            row["address"],
            row["words"],
            {} if row["answered"] == "{}" else _chosen(kinds[row["category_id"]], row["answered"]),
            State(row["state"]),
            row["closing"],
            row["closing_words"],
            row["finding"],
            row["planned_for"],
            row["source"],
            row["via"],
            row["opened_at"],
            max(row["updated_at"] or row["opened_at"], row["closed_at"] or row["opened_at"]),
            row["closed_at"],
            row["promise__due_at"],
            photos.get(row["pk"], ()),
            proof.get(row["pk"], ()),
        )
        for row in rows
    ]


def _chosen(kind: Category, answered: str) -> dict[str, Any]:
    answers = json.loads(answered)
    typed = {each.name for each in kind.typed_questions() if each.kind == "text"}
    return {name: value for name, value in answers.items() if name not in typed}


def _photos(reports: list[int]) -> tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]]]:
    """Paths by report: what was sent in, and the proof of the work."""
    rows = Photo.objects.select_related("upload").filter(report__in=reports)
    sent: dict[int, tuple[str, ...]] = {}
    proof: dict[int, tuple[str, ...]] = {}
    for each in rows.order_by("report_id", "created_at", "pk"):
        found = proof if each.is_proof else sent
        found[each.report_id] = (*found.get(each.report_id, ()), each.upload.address)
    return sent, proof


def _words(comments: list[str]) -> dict[str, str]:
    ids = [each for each in comments if each]
    said = Comment.objects.filter(public_id__in=ids).exclude(kind=Comment.Kind.NOTE).filter(~_hidden())
    return dict(said.values_list("public_id", "words"))


def _hidden() -> Exists:
    return Exists(hiding(Concat(Value("reports.comment:"), OuterRef("public_id"))))
