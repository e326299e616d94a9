"""The card for other people's pages, the calendar of planned works, and the page on which both are put together."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.csp import CSP
from django.utils.html import format_html
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_GET

from parvis.kernel.clock import now
from parvis.kernel.permissions.access import everyone
from parvis.services.embeds.forms import AskForm
from parvis.services.embeds.views.calendar import calendar_of
from parvis.services.reports.contracts import glance_at, list_path, planned_works, report_path

DAYS, NEWEST, EVENTS_AT_MOST = 90, 3, 500
SECONDS_KEPT = 300
# The house's policy, and the card in a frame of its own page.
BUILDER_POLICY: Any = settings.SECURE_CSP | {"frame-src": [CSP.SELF]}
# Everything that the card needs lies beside it; anybody may show it in a frame, it can do nothing there.
CARD_POLICY: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.NONE],
    "frame-ancestors": ["*"],
}


@everyone
@csp_override(BUILDER_POLICY)
@require_GET
def builder(request: HttpRequest) -> HttpResponse:
    """Choose what the card shows; copy its code, see how it looks, subscribe to the calendar."""
    form = AskForm(request.GET)
    card_query = form.asked.query("area", "category", "lang", "theme")
    works_query = form.asked.query("area", "category", "lang")
    preview = replace(form.asked, lang=form.asked.lang or get_language() or "")
    card, calendar = reverse("embeds:card"), reverse("embeds:works")
    context = {
        "form": form,
        "code": _code(request.build_absolute_uri(_with(card, card_query))),
        "preview": _with(card, preview.query("area", "category", "lang", "theme")),
        "calendar": request.build_absolute_uri(_with(calendar, works_query)),
    }
    return render(request, "embeds/builder.html", context)


@everyone
@xframe_options_exempt
@csp_override(CARD_POLICY)
@require_GET
def card(request: HttpRequest) -> HttpResponseBase:
    """The card: how many are open, how many promises were kept, the newest; no cookies and no scripts."""
    with override(_language(request)):
        form, moment = AskForm(request.GET), now()
        asked = form.asked
        context = {
            "asked": asked,
            "place": form.area_names.get(asked.area, ""),
            "kind": form.category_name,
            "days": DAYS,
            "seen": glance_at(
                form.area_numbers,
                asked.category,
                since=moment - timedelta(days=DAYS),
                until=moment,
                newest=NEWEST,
            ),
            "all": request.build_absolute_uri(list_path(asked.category, area=asked.area, days=DAYS)),
        }
        answer = HttpResponse(render_to_string("embeds/card.html", context, request))
        return _kept(request, answer)


@everyone
@require_GET
def works(request: HttpRequest) -> HttpResponseBase:
    """Planned works as a calendar."""
    with override(_language(request)):
        form = AskForm(request.GET)
        found = planned_works(form.area_numbers, form.asked.category, most=EVENTS_AT_MOST)
        parts = (_("Planned works"), form.category_name, form.area_names.get(form.asked.area, ""))
        newest = max((each.changed_at for each in found), default=now())
        content = calendar_of(
            found,
            ", ".join(part for part in parts if part),
            lambda id_: request.build_absolute_uri(report_path(id_)),
            newest,
        )
        answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        answer.headers["Content-Disposition"] = 'inline; filename="works.ics"'
        return _kept(request, answer)


def below_the_list(request: HttpRequest, _subject: str) -> str:
    """For the list of reports: the way to the card and to the calendar, for what the list is narrowed to."""
    asked = AskForm(request.GET).asked.query("area", "category")
    context = {
        "builder": _with(reverse("embeds:builder"), asked),
        "calendar": _with(reverse("embeds:works"), asked),
    }
    return render_to_string("embeds/below_the_list.html", context)


def _language(request: HttpRequest) -> str:
    return AskForm(request.GET).asked.lang or get_language() or ""


def _with(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


def _kept(request: HttpRequest, answer: HttpResponse) -> HttpResponseBase:
    """Whoever asks again within five minutes gets it from nearby; afterwards only if it has changed."""
    answer.headers["Content-Language"] = get_language() or ""
    answer.headers["ETag"] = f'"{sha256(answer.content).hexdigest()[:32]}"'
    patch_cache_control(answer, public=True, max_age=SECONDS_KEPT)
    conditional = get_conditional_response(request, etag=answer.headers["ETag"], response=answer)
    return conditional or answer


def _code(address: str) -> str:
    """What people put into their page, to be read and copied."""
    frame = '<iframe src="{}" title="{}" width="360" height="480" loading="lazy"></iframe>'
    return str(format_html(frame, address, _("What people saw")))
