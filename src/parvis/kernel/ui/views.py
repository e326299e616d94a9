"""The living style guide, the city's style sheet, and the pages for what goes wrong."""

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseForbidden,
    HttpResponseNotFound,
    HttpResponseServerError,
)
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from parvis.kernel.clock import now
from parvis.kernel.permissions.access import everyone
from parvis.kernel.ui.appearance import city_style
from parvis.kernel.ui.style_guide import samples


@everyone
@require_safe
@cache_control(public=True, max_age=365 * 24 * 3600, immutable=True)
def city_style_sheet(request: HttpRequest) -> HttpResponse:
    """The city's own colours and font. Pages ask for it with its fingerprint, so it may be kept for a year."""
    return HttpResponse(city_style(settings.CITY), content_type="text/css; charset=utf-8")


@everyone
@require_safe
def style_guide(request: HttpRequest) -> HttpResponse:
    """Every component of the house on one page."""
    return HttpResponse(render_to_string("ui/style_guide.html", samples(settings.CITY, now()), request))


@everyone
def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: too large, or not made by a form of ours."""
    return HttpResponseBadRequest(render_to_string("400.html", {}, request))


@everyone
def unproved(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form does not prove that it comes from our own page."""
    words = _(
        "This form was open for too long, or cookies are switched off. "
        "Go back, load the page again and send it once more."
    )
    return HttpResponseForbidden(render_to_string("403.html", {"reason": words}, request))


@everyone
def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: says why, and where one may go on."""
    reason = getattr(exception, "reason", "") or _("You are not allowed to open this page.")
    return HttpResponseForbidden(render_to_string("403.html", {"reason": reason}, request))


@everyone
def absent(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: missing, or not for this reader; both look the same."""
    return HttpResponseNotFound(render_to_string("404.html", {}, request))


@everyone
def broken(request: HttpRequest) -> HttpResponse:
    """500: needs neither the database nor any context, since either may be what broke."""
    return HttpResponseServerError(render_to_string("500.html"))
