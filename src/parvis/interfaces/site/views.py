"""The public face: home, the square of each neighbourhood, my page."""

from datetime import timedelta

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET

from parvis.interfaces.site.surroundings import (
    done_this_month,
    going_on,
    kept_this_month,
    runs_of,
    sentences_of,
    time_given,
)
from parvis.kernel.catalogue.manifest import Invitation, Rung, manifests
from parvis.kernel.catalogue.queries import open_ladder
from parvis.kernel.clock import now
from parvis.kernel.notices.queries import inbox_of, unread_count
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import everyone, members
from parvis.kernel.permissions.verdict import AbsentError
from parvis.kernel.places.models import Area
from parvis.kernel.places.queries import versions_of

SQUARE_DAYS = 90
SMALL_SQUARES = 4


@everyone
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The four questions, what is going on here, invitations by rung, promises kept this month."""
    moment = now()
    area = _own_area(request)
    context = {
        "area": area,
        "runs": runs_of(_boundaries(area), moment - timedelta(days=SQUARE_DAYS)) if area else [],
        "events": going_on(limit=6),
        "ladder": _ladder(),
        "figures": kept_this_month(moment),
        "month": localtime(moment),
        "days": SQUARE_DAYS,
    }
    return render(request, "site/home.html", context)


@everyone
@require_GET
def areas(request: HttpRequest) -> HttpResponse:
    """All neighbourhoods by name."""
    return render(
        request, "site/areas.html", {"areas": sorted(_neighbourhoods(), key=lambda area: area.name)}
    )


@everyone
@require_GET
def area(request: HttpRequest, slug: str) -> HttpResponse:
    """One neighbourhood: its square, what neighbours did this month, what is needed, how its promises are kept."""
    found = _neighbourhoods().filter(slug=slug).first()
    if found is None:
        raise AbsentError
    moment = now()
    areas = versions_of(found.pk)
    done = done_this_month(areas, moment)
    context = {
        "area": found,
        "runs": runs_of(areas, moment - timedelta(days=SQUARE_DAYS)),
        "events": going_on(areas, limit=12),
        "figures": kept_this_month(moment, areas),
        "days": SQUARE_DAYS,
        "month": localtime(moment),
        "done": done,
        "did": sentences_of(done),
        "time_given": time_given(done.minutes),
        "square_of": f"site.area:{found.slug}",
    }
    return render(request, "site/area.html", context)


@everyone
@require_GET
def ladder(request: HttpRequest) -> HttpResponse:
    """Every invitation, by how much it asks."""
    return render(request, "site/ladder.html", {"ladder": _ladder()})


@members
@require_GET
def me(request: MemberRequest) -> HttpResponse:
    """My page: what I was told, where my things are."""
    context = {"notices": inbox_of(request.user)[:5], "unread": unread_count(request.user)}
    return render(request, "site/me.html", context)


@everyone
@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "site/accessibility.html")


@everyone
@require_GET
def source(request: HttpRequest) -> HttpResponse:
    """Where the programs are, and under which licence."""
    return render(request, "site/source.html")


def _ladder() -> list[tuple[str, list[Invitation]]]:
    known, ladder = manifests(), open_ladder()
    invitations = [
        each
        for name in known
        if name in ladder
        for each in known[name].invitations
        if each.rung in ladder[name]
    ]
    return [(rung.value, [each for each in invitations if each.rung is rung]) for rung in Rung]


def _neighbourhoods() -> QuerySet[Area]:
    return (
        Area.objects.filter(kind=Area.Kind.NEIGHBOURHOOD, valid_until=None).defer("boundary").order_by("slug")
    )


def _boundaries(area: Area) -> tuple[int, ...]:
    return () if area.kind == Area.Kind.CITY else versions_of(area.pk)


def _own_area(request: HttpRequest) -> Area | None:
    """The reader's own neighbourhood; the whole city for those who named none."""
    if request.user.is_authenticated and request.user.home_area:
        return _neighbourhoods().filter(slug=request.user.home_area.slug).first()
    return Area.objects.filter(kind=Area.Kind.CITY, valid_until=None).defer("boundary").first()
