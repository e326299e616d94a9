"""The services of the city, and the terms of each, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from parvis.kernel.catalogue.queries import service_named
from parvis.kernel.permissions.access import everyone
from parvis.services.composer import queries


@everyone
@require_GET
def services(request: HttpRequest) -> HttpResponse:
    """What the city offers, at which stage, and how its promises were kept lately."""
    context = {"rows": queries.listed(), "days": queries.DAYS_COUNTED}
    return render(request, "composer/services.html", context)


@everyone
@require_GET
def service(request: HttpRequest, number: int) -> HttpResponse:
    """One service: who may take part, who answers, what is kept, why it is there, what was decided."""
    shown = queries.shown(service_named(number, told=True))
    return render(request, "composer/service.html", {"shown": shown})
