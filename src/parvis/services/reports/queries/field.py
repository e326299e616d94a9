"""Reports as those see them who go and look: what was said, where it is, what was promised, and its version."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from parvis.kernel.clock import now
from parvis.kernel.files.models import Upload
from parvis.kernel.people.models import Organisation, Person
from parvis.kernel.permissions.verdict import AbsentError
from parvis.services.reports.models import Comment, Photo, Report
from parvis.services.reports.policies import Reader, handles, may_see
from parvis.services.reports.queries.find import in_box
from parvis.services.reports.rules import UNDERWAY, State, box_around

LONG_WALK_METRES = 4000
PLACES_AT_MOST = 2000


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """A report that waits for its office: where, and by when something was promised."""

    id: str
    lat: float
    lon: float
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Case:
    """A report as its office sees it. `version` changes whenever the office moved it on or said something; `author` is
    the number of the person who sent it, for the list of who looked at it, and for nothing else."""

    id: str
    number: str
    kind: str
    kind_name: str
    office: str
    office_name: str
    lat: float
    lon: float
    area: str
    address: str
    words: str
    answers: tuple[tuple[str, str], ...]
    photos: tuple[Upload, ...]
    said: tuple[tuple[datetime, str], ...]
    state: str
    closing_words: str
    opened_at: datetime | None
    due_at: datetime | None
    clock: str
    version: str
    is_public: bool
    author: int | None


def version_of(report: Report) -> str:
    """What somebody saw of a report: its state, its office, and when the office last did something."""
    moved = report.updated_at.timestamp() if report.updated_at else 0
    return f"{report.state}.{report.office_id}.{moved:.6f}"


def cases(by: Person, ids: Iterable[str]) -> list[Case]:
    """Those of these reports that this person handles, in the order given."""
    wanted = list(dict.fromkeys(ids))
    rows = _rows().filter(public_id__in=wanted)
    found = {each.public_id: each for each in rows.order_by("pk") if handles(by, each)}
    return [_case(found[each]) for each in wanted if each in found]


def case_of(by: Person, id_: str) -> Case:
    """One of them; `AbsentError` where it is not there, or not with an office of this person."""
    found = cases(by, [id_])
    if not found:
        raise AbsentError
    return found[0]


def open_places(office: Organisation, near: tuple[float, float] | None = None) -> list[OpenPlace]:
    """Where the open work of an office is, oldest first; `near` a point only what lies within a long walk of it."""
    rows = Report.objects.filter(office=office, state__in=UNDERWAY)
    if near is not None:
        rows = in_box(rows, box_around(*near, LONG_WALK_METRES))
    found = rows.order_by("opened_at", "pk")[:PLACES_AT_MOST]
    return [OpenPlace(*row) for row in found.values_list("public_id", "lat", "lon", "promise__due_at")]


def is_seen_by(reader: Reader, id_: str) -> bool:
    """True when this reader may see the report."""
    found = Report.objects.select_related("promise").filter(public_id=id_).first()
    return found is not None and bool(may_see(reader, found))


def _rows() -> QuerySet[Report]:
    photos = Photo.objects.select_related("upload").filter(is_proof=False).order_by("created_at", "pk")
    said = Comment.objects.order_by("created_at", "pk")
    return (
        Report.objects.select_related("category", "office", "area", "promise")
        .defer("area__boundary")
        .exclude(state=State.UNCONFIRMED)
        .prefetch_related(Prefetch("photos", photos), Prefetch("comments", said))
    )


def _case(report: Report) -> Case:
    facts: dict[str, Any] = {
        "office": report.office.slug if report.office else "",
        "office_name": report.office.name if report.office else "",
        "due_at": report.promise.due_at if report.promise else None,
        "clock": str(report.promise.outcome(now())) if report.promise else "none",
    }
    return Case(
        id=report.public_id,
        number=report.reference,
        kind=report.category.slug,
        kind_name=str(report.category),
        lat=report.lat,
        lon=report.lon,
        area=report.area.name if report.area else "",
        address=report.address,
        words=report.words,
        answers=tuple(report.category.told(report.answers)),
        photos=tuple(each.upload for each in report.photos.all()),
        said=tuple((each.created_at, each.words) for each in report.comments.all()),
        state=report.state,
        closing_words=report.closing_words,
        opened_at=report.opened_at,
        version=version_of(report),
        is_public=report.is_public,
        author=report.author_id,
        **facts,
    )
