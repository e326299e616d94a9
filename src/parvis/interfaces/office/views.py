"""The office's front door."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from parvis.kernel.permissions.access import officials


@officials
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Straight to the queue: the most urgent promise is what an official came for."""
    return redirect("office-reports:queue")
