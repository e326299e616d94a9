"""The page for builders."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from parvis.kernel.permissions.access import everyone
from parvis.services.georeport.contracts import CALLS


@everyone
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What there is, how to get a key, every call with its parameters."""
    root = request.build_absolute_uri(reverse("open311:discovery", args=["json"])).removesuffix(
        "/discovery.json"
    )
    context = {"calls": CALLS, "root": root, "jurisdiction": settings.CITY.slug}
    return render(request, "open311/about.html", context)
