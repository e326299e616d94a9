"""The API at /api/v1/: what the pages do, for programs. Its description is at /api/v1/openapi.json."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.kernel.trust.actions import TooManyError
from parvis.services.reports.api import router as reports

api = NinjaAPI(
    title="Parvis",
    version="1.0",
    description="Everything that the pages do, through the same actions.",
    urls_namespace="api",
    docs_url=None,
)
api.add_router("/reports", reports)


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
