"""Closed until opened: the gate that every request passes before its view."""

import logging
from collections.abc import Callable
from typing import Any, Protocol

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _

from parvis.kernel.clock import now
from parvis.kernel.permissions.access import Access, access_of
from parvis.kernel.permissions.verdict import AbsentError, RefusedError

log = logging.getLogger(__name__)
_SEEN = "official_seen"
_SECONDS_BETWEEN_NOTES = 60


class Official(Protocol):
    """What the gate asks of a person; the people of the house can answer it."""

    def is_official(self) -> bool:
        """Do they work for the city?"""

    def has_second_factor(self) -> bool:
        """Do they sign in with more than a password?"""


class DefaultDeny(MiddlewareMixin):
    """Lets a request through when its view is marked open to the person; turns refusals into pages."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """None to go on; otherwise the sign-in page, the second-factor page, 403 or 404."""
        match = request.resolver_match
        access = access_of(view, (match.view_name if match else "") or "")
        if access is None:
            log.error("The page %s has no access mark and stays closed.", request.path)
            raise Http404
        if access is Access.EVERYONE:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        if access is Access.OFFICIALS:
            return self._official(request, request.user)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal becomes a page that says why; a thing that is absent for this person becomes 404."""
        if isinstance(exception, AbsentError):
            raise Http404 from exception
        if isinstance(exception, RefusedError):
            return render(request, "403.html", {"reason": exception.reason}, status=403)
        return None

    def _official(self, request: HttpRequest, person: "Official") -> HttpResponseBase | None:
        if not person.is_official():
            return render(
                request,
                "403.html",
                {"reason": _("This page is for people who work for the city.")},
                status=403,
            )
        if not person.has_second_factor():
            return redirect("mfa_index")
        return self._idle(request)

    def _idle(self, request: HttpRequest) -> HttpResponseBase | None:
        """Officials who were away too long sign in again; the moment is written down once a minute at most.

        Too long in either direction: after a clock was put back, nobody stays signed in until it catches up.
        """
        moment, seen = int(now().timestamp()), request.session.get(_SEEN)
        if seen is not None and abs(moment - seen) > settings.STAFF_IDLE_SECONDS:
            logout(request)
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        if seen is None or moment - seen >= _SECONDS_BETWEEN_NOTES:
            request.session[_SEEN] = moment
        return None
