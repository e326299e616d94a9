"""Work that waits in public, as rooms see it that want to help with it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from parvis.services.reports.models import SUBJECT, Report
from parvis.services.reports.queries.find import public_reports
from parvis.services.reports.rules import State, reference

_COLUMNS = (
    "public_id",
    "category__slug",
    "area__slug",
    "area_id",
    "cell",
    "address",
    "office__slug",
    "state",
)


@dataclass(frozen=True, slots=True)
class OpenWork:
    """A public report that is not closed. `begun`: its office is at it. `where` is what the journal may tell of it."""

    id: str
    number: str
    kind: str
    area: str
    address: str
    office: str
    begun: bool
    subject: str
    where: dict[str, Any]


def open_work(kinds: Collection[str] = (), *, id_: str = "", most: int = 200) -> list[OpenWork]:
    """Those of these kinds, the newest first; or the one with this id."""
    rows = public_reports().exclude(state=State.CLOSED).filter(duplicate_of=None)
    rows = rows.filter(public_id=id_) if id_ else rows.filter(category__slug__in=list(kinds))
    return [_work(row) for row in rows.order_by("-opened_at", "-pk").values(*_COLUMNS)[:most]]


def hold_report(id_: str) -> OpenWork | None:
    """The same for one, its row held until the transaction ends: whoever wants it too, waits."""
    held = (
        Report.objects.select_for_update(of=("self",))
        .filter(public_id=id_)
        .values_list("pk", flat=True)
        .first()
    )
    return next(iter(open_work(id_=id_)), None) if held else None


def _work(row: dict[str, Any]) -> OpenWork:
    return OpenWork(
        id=row["public_id"],
        number=reference(row["public_id"]),
        kind=row["category__slug"],
        area=row["area__slug"] or "",
        address=row["address"],
        office=row["office__slug"] or "",
        begun=row["state"] == State.IN_PROGRESS,
        subject=f"{SUBJECT}:{row['public_id']}",
        where={"area_id": row["area_id"], "cell": row["cell"]},
    )
