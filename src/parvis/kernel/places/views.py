"""Pages and answers for programs: the search, the way back from a point, the base map and its style."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parvis.kernel.permissions.access import everyone
from parvis.kernel.places import basemap, style
from parvis.kernel.places.ranges import file_in_ranges
from parvis.kernel.places.rules import is_on_earth
from parvis.kernel.places.search import LONGEST_QUERY, Found, describe, search


@everyone
@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """`?q=`: what is meant. JSON when asked for it, a list alone for a page that is open, else a page of its own.

    `?near=lat,lon` puts the nearer first. `?next=/some/page` makes each answer a link there, with its place added.
    """
    query = request.GET.get("q", "")[:LONGEST_QUERY].strip()
    found = search(query, near=_near(request.GET.get("near", "")))
    if request.accepts("text/html") and request.GET.get("format") != "json":
        part = request.headers.get("HX-Request") == "true"
        page = "places/_found.html" if part else "places/search.html"
        context = {
            "query": query,
            "found": found,
            "next_page": _own_page(request, request.GET.get("next", "")),
        }
        response = render(request, page, context)
        patch_vary_headers(response, ["HX-Request", "Accept"])
        return response
    response = JsonResponse({"query": query, "results": [_as_json(answer) for answer in found]})
    patch_vary_headers(response, ["Accept"])
    return response


@everyone
@require_safe
def reverse_page(request: HttpRequest) -> HttpResponse:
    """`?lat=&lon=`: the street and area of a point, as JSON; both empty where nothing is known."""
    point = _near(f"{request.GET.get('lat', '')},{request.GET.get('lon', '')}")
    if point is None:
        return JsonResponse(
            {"error": _("Give “lat” and “lon” in degrees, such as 42.36 and -71.06.")}, status=400
        )
    found = describe(*point)
    return JsonResponse(
        {
            "lat": point[0],
            "lon": point[1],
            "text": found.text if found else "",
            "area": found.area if found else "",
        }
    )


@everyone
@require_safe
def basemap_file(request: HttpRequest) -> HttpResponseBase:
    """The base map (PMTiles), whole or in the ranges that a map asks for."""
    return file_in_ranges(request, basemap.path(), content_type="application/vnd.pmtiles")


@everyone
@require_safe
def style_page(request: HttpRequest) -> JsonResponse:
    """`?theme=light|dark&language=xx`: how the base map is drawn."""
    language = request.GET.get("language") or get_language() or settings.LANGUAGE_CODE
    known = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    theme: style.Theme = "dark" if request.GET.get("theme") == "dark" else "light"
    response = JsonResponse(style.map_style(theme, known, drawn=basemap.path().is_file()))
    response["Cache-Control"] = "public, max-age=300"
    return response


def _as_json(answer: Found) -> dict[str, Any]:
    return {
        "text": answer.text,
        "kind": answer.kind,
        "area": answer.area,
        "lat": answer.lat,
        "lon": answer.lon,
    }


def _near(text: str) -> tuple[float, float] | None:
    try:
        lat, lon = (float(part) for part in text.split(","))
    except ValueError:
        return None
    return (lat, lon) if is_on_earth(lat, lon) else None


def _own_page(request: HttpRequest, address: str) -> str:
    """A page of this site to go on to, or an empty text: nobody is sent elsewhere."""
    fine = address.startswith("/") and url_has_allowed_host_and_scheme(address, {request.get_host()})
    return address if fine else ""
