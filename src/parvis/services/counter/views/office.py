"""The officials' side: writing down what somebody says, sheets to print."""

import secrets
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, get_language_info
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import officials
from parvis.kernel.permissions.verdict import RefusedError
from parvis.services.counter.actions.entering import Entry, enter, enter_follower, make_sheets
from parvis.services.counter.forms import EntryForm, SheetsForm
from parvis.services.counter.models import Way
from parvis.services.counter.queries import blank_sheets, claim_page, is_entered
from parvis.services.counter.rules import in_groups
from parvis.services.reports.contracts import Known, Source, likely_known, offered


@officials
@never_cache
@require_http_methods(["GET", "POST"])
def counter(request: MemberRequest) -> HttpResponse:
    """Everything on one page; what is likely known already is offered before it is sent."""
    form = _entry_form(request)
    if request.headers.get("HX-Target") == "questions":
        return render(request, "counter/entry.html#questions", {"form": form})
    known: list[Known] = []
    if request.method == "POST" and form.is_valid():
        known = [] if _is_decided(request, form) else _known(form)
        if not known:
            try:
                return _done(request, _entered(request, form))
            except RefusedError as refused:
                form.add_error(None, refused.reason)
    context = {"form": form, "known": known}
    return render(request, "counter/entry.html", context, status=422 if form.errors else 200)


@officials
@never_cache
@require_http_methods(["GET", "POST"])
def sheets(request: MemberRequest) -> HttpResponse:
    """Blank sheets to print. Their codes stand in this one answer and nowhere else."""
    form = SheetsForm(request.POST or None, languages=_languages(), initial=_fresh())
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        codes = make_sheets(request.user, chosen["count"], chosen["key"])
        language = get_language_info(chosen["language"])
        context = {
            "codes": [in_groups(code) for code in codes],
            "language": language,
            "direction": "rtl" if language["bidi"] else "ltr",
            "page": claim_page(),
        }
        return render(request, "counter/print.html", context)
    context = {"form": form, "blank": blank_sheets()}
    return render(request, "counter/sheets.html", context, status=422 if form.errors else 200)


def _entry_form(request: HttpRequest) -> EntryForm:
    offers = offered()
    wanted = request.POST.get("category") or request.GET.get("category", "")
    kind = next((each for each in offers if each.slug == wanted), None)
    initial = {**_fresh(), "category": wanted, "way": Way.PHONE, "language": get_language()}
    given = request.POST or None
    return EntryForm(given, kind=kind, offers=offers, languages=_languages(), initial=initial)


def _is_decided(request: HttpRequest, form: EntryForm) -> bool:
    """They chose, or this very page was sent before and would find itself."""
    given = form.cleaned_data
    return bool({"seen", "same"} & set(request.POST)) or is_entered(given["key"], given["sheet"])


def _known(form: EntryForm) -> list[Known]:
    sent = form.sent(Source.DESK, "", "")
    return likely_known(sent.kind, sent.lat, sent.lon, sent.words)


def _entered(request: MemberRequest, form: EntryForm) -> Entry:
    given = form.cleaned_data
    way, same = Way(given["way"]), request.POST.get("same", "")
    wishes = {"email": given["email"]}
    if same:
        return enter_follower(request.user, same, given["key"], way, language=given["language"], **wishes)
    sent = form.sent(Source.DESK, way.value, given["language"])
    return enter(request.user, sent, way, sheet=given["sheet"], **wishes)


def _done(request: HttpRequest, entry: Entry) -> HttpResponse:
    context = {"receipt": entry.receipt, "code": in_groups(entry.code), "page": claim_page()}
    return render(request, "counter/entered.html", context)


def _fresh() -> dict[str, Any]:
    return {"key": secrets.token_urlsafe(12)}


def _languages() -> list[tuple[str, str]]:
    return [(code, str(get_language_info(code)["name_local"])) for code, _name in settings.LANGUAGES]
