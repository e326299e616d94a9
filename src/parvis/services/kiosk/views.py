"""A screen for everybody. No page of it knows who is there, and none keeps what was typed on it: the category stands in
the address, the rest goes with the form, and the code stands in the answer to it."""

import secrets

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import everyone, officials
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.kernel.trust.actions import allow, caller_of
from parvis.kernel.trust.rules import Limit
from parvis.services.counter.contracts import Way, claim_page, enter_unattended, in_groups
from parvis.services.kiosk.actions import close_kiosk, open_kiosk, put_up
from parvis.services.kiosk.forms import KioskForm, NewKioskForm, OpeningForm
from parvis.services.kiosk.models import Kiosk
from parvis.services.kiosk.policies import may_run_kiosks
from parvis.services.kiosk.queries import kiosk_with, kiosks
from parvis.services.reports.contracts import Source, offered

COOKIE, PATH = "parvis_kiosk", "/kiosk/"
ONE_YEAR = 365 * 24 * 3600
OPENING = Limit("kiosk.open", burst=5, per_hour=10)
SENDING = Limit("kiosk.send", burst=15, per_hour=40)


@everyone
@never_cache
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """What can be reported; on a device that is no kiosk yet, the place for its opening code."""
    kiosk = _kiosk(request)
    if kiosk is None:
        return _opening(request)
    groups: dict[str, list[tuple[str, str]]] = {}
    for each in offered():
        groups.setdefault(each.group, []).append((each.slug, each.name))
    return render(request, "kiosk/start.html", {"kiosk": kiosk, "groups": groups.items()})


@everyone
@never_cache
@require_http_methods(["GET", "POST"])
def thing(request: HttpRequest, kind: str) -> HttpResponse:
    """Where it is and what is to be said about it; then the code, on the screen and to print."""
    kiosk, found = _kiosk(request), next((each for each in offered() if each.slug == kind), None)
    if kiosk is None or found is None:
        return redirect("kiosk:start")
    form = KioskForm(request.POST or None, kind=found, initial={"key": secrets.token_urlsafe(12)})
    if request.method == "POST" and form.is_valid():
        try:
            allow(SENDING, f"kiosk-{kiosk.pk}")
            sent = form.sent(Source.KIOSK, kiosk.name, get_language() or "")
            entry = enter_unattended(sent, Way.KIOSK)
            context = {"receipt": entry.receipt, "code": in_groups(entry.code), "page": claim_page()}
            return render(request, "kiosk/done.html", context)
        except RefusedError as refused:
            form.add_error(None, refused.reason)
    context = {"kiosk": kiosk, "kind": found, "form": form}
    return render(request, "kiosk/thing.html", context, status=422 if form.errors else 200)


@everyone
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """The pages in another language, until the visitor goes."""
    answer = redirect("kiosk:start")
    if request.POST.get("language") in dict(settings.LANGUAGES):
        _keep(answer, settings.LANGUAGE_COOKIE_NAME, request.POST["language"], None, "/")
    return answer


@everyone
@never_cache
@require_GET
def finish(request: HttpRequest) -> HttpResponse:
    """Nothing of the visitor stays: not the language, not a session, not what the browser kept of the pages."""
    answer = redirect("kiosk:start")
    if _kiosk(request) is not None:
        request.session.flush()
        answer.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite="Lax")
        answer["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@officials
@never_cache
@require_http_methods(["GET", "POST"])
def kiosk_list(request: MemberRequest) -> HttpResponse:
    """The screens that stand in the city, and a new one."""
    require(may_run_kiosks(request.user))
    form, code = NewKioskForm(request.POST or None, initial={"key": secrets.token_urlsafe(12)}), ""
    if request.method == "POST" and form.is_valid():
        code = in_groups(put_up(request.user, form.cleaned_data["name"], form.cleaned_data["key"]))
        form = NewKioskForm(initial={"key": secrets.token_urlsafe(12)})
    page = settings.SITE_ADDRESS.partition("://")[2] + PATH
    context = {"form": form, "code": code, "page": page, "kiosks": kiosks()}
    return render(request, "kiosk/list.html", context, status=422 if form.errors else 200)


@officials
@require_POST
def close(request: MemberRequest, public_id: str) -> HttpResponse:
    """Take a kiosk down."""
    close_kiosk(public_id, request.user)
    messages.success(request, _("Closed. The device shows nothing any more."))
    return redirect("office-kiosks:list")


def _opening(request: HttpRequest) -> HttpResponse:
    form = OpeningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            allow(OPENING, caller_of(request))
            secret = open_kiosk(form.cleaned_data["code"])
        except RefusedError as refused:
            form.add_error("code", refused.reason)
        else:
            request.session.flush()  # whoever was signed in here: the next one is a stranger
            answer = redirect("kiosk:start")
            _keep(answer, COOKIE, secret, ONE_YEAR, PATH)
            return answer
    return render(request, "kiosk/opening.html", {"form": form}, status=422 if form.errors else 200)


def _kiosk(request: HttpRequest) -> Kiosk | None:
    return kiosk_with(request.COOKIES.get(COOKIE, ""))


def _keep(answer: HttpResponseBase, name: str, value: str, seconds: int | None, path: str) -> None:
    secure = settings.SESSION_COOKIE_SECURE
    answer.set_cookie(name, value, max_age=seconds, path=path, secure=secure, httponly=True, samesite="Lax")
