"""Closes what programs take away while a breach asks for it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _

from parvis.kernel.breaches.queries import is_closed
from parvis.kernel.shutters.registry import is_closable

MINUTES_TO_WAIT = 60


class Shutters(MiddlewareMixin):
    """503 with a sentence for addresses that give data away; all other addresses ask nothing."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """None to go on."""
        name = (request.resolver_match.view_name if request.resolver_match else "") or ""
        if not is_closable(name) or not is_closed():
            return None
        reason = _("The city is looking into a data breach. Until then programs take nothing away here.")
        if "text/html" in request.headers.get("Accept", ""):
            answer: HttpResponse = render(request, "shutters/closed.html", {"reason": reason}, status=503)
        else:
            answer = JsonResponse({"error": reason}, status=503)
        answer.headers["Retry-After"] = str(MINUTES_TO_WAIT * 60)
        answer.headers["Cache-Control"] = "no-store"
        return answer
