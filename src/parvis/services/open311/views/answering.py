"""How every call is answered: in the form that its address asks for, faults included."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from parvis.kernel.permissions.access import everyone
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.programs.actions import UnknownKeyError
from parvis.kernel.trust.actions import TooManyError
from parvis.services.georeport.contracts import (
    JURISDICTION,
    MIME,
    Body,
    Call,
    CallError,
    Given,
    read,
    written,
)

type Answer = Callable[..., Body | HttpResponseBase]


def answers(**by_method: tuple[Call, Answer]) -> Callable[..., HttpResponseBase]:
    """A view that answers these methods: `answers(get=(REQUESTS, requests), post=(SEND, send))`.

    Programs show a key and no cookie, so no form of ours needs to have sent it; who is signed in counts for nothing.
    """

    def view(request: HttpRequest, form: str, **named: Any) -> HttpResponseBase:
        method = "get" if request.method == "HEAD" else (request.method or "").lower()
        if form not in MIME:
            return _fault("xml", HTTPStatus.NOT_FOUND, "Ask for .xml or .json.")
        if method not in by_method:
            answer = _fault(form, HTTPStatus.METHOD_NOT_ALLOWED, "This address does not know that method.")
            answer["Allow"] = ", ".join(sorted(name.upper() for name in by_method))
            return answer
        call, act = by_method[method]
        return _answered(request, form, call, act, named)

    return everyone(csrf_exempt(view))


def _answered(
    request: HttpRequest, form: str, call: Call, act: Answer, named: dict[str, Any]
) -> HttpResponseBase:
    try:
        found = act(request, read_given(request, call), **named)
    except CallError as wrong:
        return _fault(form, wrong.status, wrong.description)
    except UnknownKeyError as unknown:
        return _fault(form, HTTPStatus.FORBIDDEN, str(unknown.reason))
    except TooManyError as many:
        answer = _fault(form, HTTPStatus.TOO_MANY_REQUESTS, str(many.reason))
        answer["Retry-After"] = str(many.seconds)
        return answer
    except RefusedError as refused:
        return _fault(form, HTTPStatus.BAD_REQUEST, str(refused.reason))
    if isinstance(found, HttpResponseBase):
        return found
    status = HTTPStatus.CREATED if call.method == "POST" else HTTPStatus.OK
    return _written(found, form, status)


def read_given(request: HttpRequest, call: Call) -> Given:
    """The call's parameters, of this city: `CallError` 404 for another one."""
    source = request.POST if call.method == "POST" else request.GET
    given = read(call, dict(source.lists()))
    jurisdiction = given[JURISDICTION.name]
    if jurisdiction is not None and jurisdiction.lower() != settings.CITY.slug:
        raise CallError(404, f"This endpoint serves {settings.CITY.slug} and no other jurisdiction.")
    return given


def _fault(form: str, status: int, description: str) -> HttpResponse:
    content = [{"code": int(status), "description": description}]
    return _written(Body("errors", content), form, status)


def _written(body: Body, form: str, status: int) -> HttpResponse:
    answer = HttpResponse(written(body, form, settings.CITY.zone), content_type=MIME[form], status=status)
    # Pages of anybody may read what is public; they get no cookie of ours along.
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer
