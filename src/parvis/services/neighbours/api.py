"""What neighbours can do now, for programs: the same read as the page."""

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from parvis.kernel.replicas.reading import reads_from_replica
from parvis.services.neighbours.queries import SHOWN_AT_ONCE, Near, free_jobs
from parvis.services.reports.contracts import report_path

router = Router(tags=["helping"])


class JobOut(Schema):
    """A public report that neighbours can help with. Places are WGS 84 degrees; minutes and people at most."""

    number: str
    page: str
    category: str
    area: str
    address: str
    lat: float
    lon: float
    instructions: str
    safety: str
    needs: str
    minutes: int
    people: int
    free: int
    metres: int | None = Field(description="From `lat` and `lon` of the question; null: none were given.")


class AskedIn(Schema):
    """How the list is narrowed; `lat` and `lon` together: within two kilometres, the nearest first."""

    category: str = Field("", max_length=80)
    area: str = Field("", max_length=80)
    lat: float | None = Field(None, ge=-90, le=90)
    lon: float | None = Field(None, ge=-180, le=180)


@router.get("", response=list[JobOut], summary="What neighbours can do now, at most fifty")
@reads_from_replica
def jobs(request: HttpRequest, given: Query[AskedIn]) -> list[JobOut]:
    """Jobs with a place left, the newest report first."""
    near = (given.lat, given.lon) if given.lat is not None and given.lon is not None else None
    return [_shown(each) for each in free_jobs(given.category, given.area, near)[:SHOWN_AT_ONCE]]


def _shown(near: Near) -> JobOut:
    work, opening = near.offer.work, near.offer.opening
    return JobOut(
        number=work.number,
        page=report_path(work.id),
        category=work.kind,
        area=work.area,
        address=work.address,
        lat=work.lat,
        lon=work.lon,
        instructions=opening.instructions,
        safety=opening.safety,
        needs=opening.needs,
        minutes=opening.minutes,
        people=opening.people,
        free=near.offer.free,
        metres=near.metres,
    )
