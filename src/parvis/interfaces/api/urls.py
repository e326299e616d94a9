"""The API at /api/v1/: what the pages do, for programs. Its description is at /api/v1/openapi.json."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.parser import Parser
from ninja.utils import check_csrf

from parvis.kernel.invitations.api import router as invitations
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.kernel.trust.actions import TooManyError
from parvis.services.neighbours.api import router as helping
from parvis.services.reports.api import router as reports

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class LegibleParser(Parser):
    """JSON without NULs, which no text of the database can hold."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body; what raises here is answered with 400."""
        given = super().parse_body(request)
        if _has_nul(given):
            raise ValueError("A text holds a NUL.")
        return given


def caller(request: HttpRequest) -> str:
    """Everybody may call. Who comes with the cookie of a sign-in proves, as a form does, that our page sent it."""
    if request.user.is_authenticated and request.method not in SAFE and check_csrf(request):
        raise HttpError(
            403, "Send the CSRF token of our page in the header X-CSRFToken, or call without a session."
        )
    return "session" if request.user.is_authenticated else "guest"


def _has_nul(given: Any) -> bool:
    if isinstance(given, str):
        return "\0" in given
    if isinstance(given, dict):
        return any(_has_nul(part) for pair in given.items() for part in pair)
    return isinstance(given, list) and any(_has_nul(part) for part in given)


api = NinjaAPI(
    auth=caller,
    parser=LegibleParser(),
    title="Parvis",
    version="1.0",
    description="Everything that the pages do, through the same actions.",
    urls_namespace="api",
    docs_url=None,
)
api.add_router("/reports", reports)
api.add_router("/helping", helping)
api.add_router("/invitations", invitations)


@api.exception_handler(TooManyError)
def too_many(request: HttpRequest, error: TooManyError) -> HttpResponse:
    """429 with the seconds to wait."""
    answer = api.create_response(request, {"error": error.reason}, status=429)
    answer.headers["Retry-After"] = str(error.seconds)
    return answer


@api.exception_handler(RefusedError)
def refused(request: HttpRequest, error: RefusedError) -> HttpResponse:
    """403 with the reason that a person would read."""
    return api.create_response(request, {"error": str(error.reason)}, status=403)


@api.exception_handler(AbsentError)
def absent(request: HttpRequest, error: AbsentError) -> HttpResponse:
    """404, whether it is missing or not for this caller."""
    return api.create_response(request, {"error": "There is nothing here for you."}, status=404)
