"""What somebody can do here, now, for programs: the same read as the page."""

from datetime import datetime

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from parvis.kernel.invitations.labels import told
from parvis.kernel.invitations.queries import fitting, seeker_of
from parvis.kernel.needs.rules import Fit

router = Router(tags=["invitations"])
AT_MOST = 50


class InvitationOut(Schema):
    """Something that people are needed for, and why it is offered. Degrees are WGS 84; minutes: about how long."""

    title: str
    page: str
    rung: str
    place: str
    lat: float | None
    lon: float | None
    minutes: int
    wanted: int
    since: datetime
    until: datetime | None
    why: list[str]


class HereIn(Schema):
    """Where somebody is; without it, what is needed anywhere."""

    lat: float | None = Field(None, ge=-90, le=90)
    lon: float | None = Field(None, ge=-180, le=180)
    most: int = Field(10, ge=1, le=AT_MOST, description="How many at most.")


@router.get("", response=list[InvitationOut], summary="What somebody can do here, now; the best first")
def invitations(request: HttpRequest, given: Query[HereIn]) -> list[InvitationOut]:
    """For whoever is signed in it fits what they said; nobody else sees that."""
    near = (given.lat, given.lon) if given.lat is not None and given.lon is not None else None
    return [_shown(each) for each in fitting(seeker_of(request.user, near), given.most)]


def _shown(each: Fit) -> InvitationOut:
    need = each.need
    return InvitationOut(
        title=need.title,
        page=need.path,
        rung=need.rung.value,
        place=need.place,
        lat=need.lat,
        lon=need.lon,
        minutes=need.minutes,
        wanted=need.wanted,
        since=need.since,
        until=need.until,
        why=[told(reason) for reason in each.reasons],
    )
