"""Calls that read: discovery, services, requests, news."""

from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from parvis.kernel.clock import now
from parvis.kernel.commons.export import table
from parvis.kernel.permissions.access import everyone
from parvis.kernel.replicas.reading import reads_from_replica, still_reading
from parvis.kernel.streaming import stream
from parvis.services.georeport.contracts import (
    BULK,
    CHANGESET,
    MIME,
    ROWS_AT_MOST,
    SPECIFICATION,
    Body,
    CallError,
    Given,
    closed_in,
    description,
    span_of,
)
from parvis.services.open311.queries import BULK_COLUMNS, bulk_rows, definition, news, service
from parvis.services.open311.queries import requests as shown
from parvis.services.open311.views.answering import read_given
from parvis.services.reports.contracts import Box, Wanted, offered, public, public_stream, whereabouts

METRES_AROUND = 500.0
TOKENS = Signer(sep="~", salt="parvis.open311.token")
_CORNERS = ("lat_sw", "long_sw", "lat_ne", "long_ne")


def discovery(request: HttpRequest, given: Given) -> Body:
    """Where this endpoint is, which standard and forms it speaks, and how to get a key."""
    endpoint = {
        "specification": SPECIFICATION,
        "url": _root(request),
        "changeset": CHANGESET,
        "type": "test" if settings.DEBUG else "production",
        "formats": [kind.partition(";")[0] for kind in MIME.values()],
    }
    content = {
        "changeset": CHANGESET,
        "contact": settings.CITY.email_from,
        "key_service": request.build_absolute_uri(reverse("open311:about")),
        "endpoints": [endpoint],
    }
    return Body("discovery", content)


def services(request: HttpRequest, given: Given) -> Body:
    """What can be reported, everywhere or at a point."""
    found = offered(_point(given))
    return Body("services", [service(each) for each in found])


def service_definition(request: HttpRequest, given: Given, service_code: str) -> Body:
    """The questions of one service."""
    for each in offered():
        if each.slug == service_code:
            return Body("service_definition", definition(each))
    raise CallError(404, "There is no service of that service_code. See services.")


@reads_from_replica
def requests(request: HttpRequest, given: Given) -> Body:
    """Public requests, newest first, a page of them."""
    size = given["page_size"] or ROWS_AT_MOST
    start = ((given["page"] or 1) - 1) * size
    found = public(_wanted(given, spanned=True), start, size)
    extensions = bool(given["extensions"])
    return Body("service_requests", shown(found, request.build_absolute_uri, extensions=extensions))


@reads_from_replica
def one_request(request: HttpRequest, given: Given, service_request_id: str) -> Body:
    """One public request, in a list of one as the standard wants it."""
    found = public(Wanted(numbers=(service_request_id,)))
    if not found:
        raise CallError(404, "There is no public request of that service_request_id.")
    shapes = shown(found, request.build_absolute_uri, extensions=bool(given["extensions"]), notices=True)
    return Body("service_requests", shapes)


def token(request: HttpRequest, given: Given, token: str) -> Body:
    """The number behind a token; empty while the request waits for its address."""
    try:
        found = whereabouts(TOKENS.unsign(token))
    except BadSignature:
        found = None
    if found is None:
        raise CallError(404, "There is no such token.")
    return Body("service_requests", [{"service_request_id": found.number, "token": token}])


@reads_from_replica
def updates(request: HttpRequest, given: Given) -> Body:
    """What offices did, oldest first."""
    span = span_of(given["start_date"], given["end_date"], now())
    size = given["page_size"] or ROWS_AT_MOST
    start = ((given["page"] or 1) - 1) * size
    return Body(
        "service_request_updates", news(span.since, span.until, start, size, request.build_absolute_uri)
    )


@everyone
@require_safe
@reads_from_replica
def bulk(request: HttpRequest) -> HttpResponseBase:
    """All that fit as one table, in a stream; formulas are defused."""
    try:
        wanted = _wanted(read_given(request, BULK), spanned=False)
    except CallError as wrong:
        fault = [{"code": wrong.status, "description": wrong.description}]
        return JsonResponse(fault, safe=False, status=wrong.status)
    headers = {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": f'attachment; filename="{settings.CITY.slug}-requests.csv"',
    }
    if request.method == "HEAD":
        return HttpResponse(headers=headers)
    pieces = table(BULK_COLUMNS, bulk_rows(public_stream(wanted)))
    return stream(request, still_reading(pieces), headers=headers)


@everyone
@require_safe
def openapi(request: HttpRequest) -> JsonResponse:
    """The description of this endpoint for programs."""
    return JsonResponse(description(f"Open311 · {settings.CITY.name}", _root(request)))


def _root(request: HttpRequest) -> str:
    path: str = reverse("open311:discovery", args=["json"])
    return request.build_absolute_uri(path.removesuffix("/discovery.json"))


def _wanted(given: Given, *, spanned: bool) -> Wanted:
    """The filters; `spanned` keeps to the standard's 90 days."""
    if given["service_request_id"]:
        return Wanted(numbers=given["service_request_id"][:ROWS_AT_MOST])
    since, until = given["start_date"], given["end_date"]
    if spanned:
        span = span_of(since, until, now())
        since, until = span.since, span.until
    return Wanted(
        kinds=given["service_code"] or (),
        offices=given["agency_responsible"] or (),
        since=since,
        until=until,
        closed=closed_in(given["status"] or ()),
        box=_box(given),
        near=_circle(given),
        with_photo=bool(given["has_photo"]),
    )


def _point(given: Given) -> tuple[float, float] | None:
    lat, lon = given["lat"], given["long"]
    if (lat is None) != (lon is None):
        raise CallError(400, "lat and long belong together.")
    return None if lat is None else (lat, lon)


def _circle(given: Given) -> tuple[float, float, float] | None:
    point = _point(given)
    if point is None:
        if given["radius"] is not None:
            raise CallError(400, "radius needs lat and long.")
        return None
    return (*point, given["radius"] or METRES_AROUND)


def _box(given: Given) -> Box | None:
    corners: list[Any] = [given[name] for name in _CORNERS]
    if corners == [None] * 4:
        return None
    if None in corners:
        raise CallError(400, f"A rectangle needs all four: {', '.join(_CORNERS)}.")
    south, west, north, east = corners
    if south >= north or west >= east:
        raise CallError(400, "The south-western corner must lie south and west of the other.")
    return Box(south, west, north, east)
