"""The register for everybody, as a page and for programs."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from parvis.kernel.permissions.access import everyone
from parvis.kernel.purposes.dataset import document
from parvis.kernel.purposes.forms import SearchForm
from parvis.kernel.purposes.queries import officer, register


@everyone
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, by purpose: the rules by which it is really let go."""
    form = SearchForm(request.GET or None)
    parts = register(form.wanted())
    context = {
        "form": form,
        "parts": parts,
        "purposes": sum(len(part.purposes) for part in parts),
        "officer": officer(),
        "rules": settings.CITY.privacy,
    }
    return render(request, "purposes/register.html", context)


@everyone
@require_GET
def whole(request: HttpRequest) -> HttpResponse:
    """All of it as one document, in the reader's language."""
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False, "indent": 2})
