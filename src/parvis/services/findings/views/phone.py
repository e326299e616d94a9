"""What the phone asks for by itself: who is signed in here, and the program that answers without a network."""

from pathlib import Path

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import everyone, officials

_WORKER = Path(__file__).resolve().parents[1] / "static/findings/worker.js"


@officials
@require_GET
@never_cache
def ready(request: MemberRequest) -> HttpResponse:
    """Who is signed in, and the token without which nothing is taken: the one on a kept page may be old."""
    return JsonResponse({"person": request.user.public_id, "token": get_token(request)})


@everyone
@require_safe
@never_cache
def worker(request: MemberRequest) -> HttpResponse:
    """The service worker. From this address its power ends with /rounds/; it holds nothing of anybody."""
    return HttpResponse(_WORKER.read_text(encoding="utf-8"), content_type="text/javascript; charset=utf-8")
