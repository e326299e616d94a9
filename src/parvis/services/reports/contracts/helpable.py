"""Work that waits in public, as rooms see it that want to help with it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from parvis.kernel.naming import in_reader_language
from parvis.kernel.people.models import Person
from parvis.services.reports.models import SUBJECT, Report, Vote
from parvis.services.reports.policies import handles
from parvis.services.reports.queries.find import in_box, public_reports, report_path
from parvis.services.reports.rules import Closing, State, box_around, reference

NEAR_METRES = 2000
DAYS_OPEN = 90

_COLUMNS = (
    "public_id",
    "category__slug",
    "category__names",
    "area__slug",
    "area_id",
    "cell",
    "lat",
    "lon",
    "address",
    "office__slug",
    "opened_at",
    "state",
)


@dataclass(frozen=True, slots=True)
class OpenWork:
    """A public report that is not closed, and no emergency; `name` is its kind's, in the reader's language.

    `begun`: its office is at it. Degrees are WGS 84.

    `where` is what the journal may tell of it.
    """

    id: str
    number: str
    kind: str
    name: str
    area: str
    lat: float
    lon: float
    address: str
    office: str
    begun: bool
    opened_at: datetime
    subject: str
    where: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Unseen:
    """A public report that its office closed as done, and of which nobody said yet whether it is."""

    subject: str
    path: str
    kind: str
    area: str
    lat: float
    lon: float
    address: str
    closed_at: datetime


def open_work(
    kinds: Collection[str], *, area: str = "", near: tuple[float, float] | None = None, most: int = 200
) -> list[OpenWork]:
    """Those of these kinds that no office has begun, the newest first: in a neighbourhood, or near a point."""
    rows = _helpable().exclude(state=State.IN_PROGRESS).filter(category__slug__in=list(kinds))
    if area:
        rows = rows.filter(area__slug=area)
    if near is not None:
        rows = in_box(rows, box_around(*near, NEAR_METRES))
    return [_work(row) for row in rows.order_by("-opened_at", "-pk").values(*_COLUMNS)[:most]]


def work_named(id_: str) -> OpenWork | None:
    """The one with this id, begun or not."""
    row = _helpable().filter(public_id=id_).values(*_COLUMNS).first()
    return _work(row) if row else None


def hold_report(id_: str) -> OpenWork | None:
    """The same for one, its row held until the transaction ends: whoever wants it too, waits."""
    held = (
        Report.objects.select_for_update(of=("self",))
        .filter(public_id=id_)
        .values_list("pk", flat=True)
        .first()
    )
    return work_named(id_) if held else None


def where_of(id_: str) -> dict[str, Any]:
    """What the journal may tell of where a report is, also when it is closed; nothing of one that is not public."""
    return dict(public_reports().filter(public_id=id_).values("area_id", "cell").first() or {})


def handled(by: Person, ids: Iterable[str]) -> set[str]:
    """Those of these reports whose office this person answers for."""
    rows = Report.objects.select_related("promise").filter(public_id__in=list(ids)).order_by("pk")
    return {each.public_id for each in rows if handles(by, each)}


def unseen(
    *, area: str = "", near: tuple[float, float] | None = None, since: datetime, most: int = 100
) -> list[Unseen]:
    """Public reports with an address that the city says it has done since then and nobody has looked at, the newest
    first; none that was open for longer than `DAYS_OPEN`, so that the index of the newest serves."""
    rows = public_reports().filter(state=State.CLOSED, closing=Closing.DONE, closed_at__gte=since)
    rows = rows.filter(opened_at__gte=since - timedelta(days=DAYS_OPEN))
    rows = (
        rows.filter(duplicate_of=None)
        .exclude(address="")
        .filter(~Exists(Vote.objects.filter(report=OuterRef("pk"))))
    )
    if area:
        rows = rows.filter(area__slug=area)
    if near is not None:
        rows = in_box(rows, box_around(*near, NEAR_METRES))
    columns = ("public_id", "category__names", "area__slug", "lat", "lon", "address", "closed_at")
    return [
        Unseen(
            subject=f"{SUBJECT}:{row['public_id']}",
            path=report_path(row["public_id"]),
            kind=in_reader_language(row["category__names"]),
            area=row["area__slug"] or "",
            lat=row["lat"],
            lon=row["lon"],
            address=row["address"],
            closed_at=row["closed_at"],
        )
        for row in rows.order_by("-opened_at", "-pk").values(*columns)[:most]
    ]


def _helpable() -> QuerySet[Report]:
    return public_reports().exclude(state=State.CLOSED).filter(duplicate_of=None, category__urgent={})


def _work(row: dict[str, Any]) -> OpenWork:
    return OpenWork(
        id=row["public_id"],
        number=reference(row["public_id"]),
        kind=row["category__slug"],
        name=in_reader_language(row["category__names"], row["category__slug"]),
        area=row["area__slug"] or "",
        lat=row["lat"],
        lon=row["lon"],
        address=row["address"],
        office=row["office__slug"] or "",
        begun=row["state"] == State.IN_PROGRESS,
        opened_at=row["opened_at"],
        subject=f"{SUBJECT}:{row['public_id']}",
        where={"area_id": row["area_id"], "cell": row["cell"]},
    )
