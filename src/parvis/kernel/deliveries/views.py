"""How many notices reach people, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from parvis.kernel.deliveries.queries import DAYS_SHOWN, ways
from parvis.kernel.permissions.access import everyone


@everyone
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """By way and day: sent, failed, not needed, and how soon."""
    return render(request, "deliveries/figures.html", {"ways": ways(), "days": DAYS_SHOWN})
