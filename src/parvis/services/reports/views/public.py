"""What everyone sees: the list, the map's data, the feed, the page of a report, and what residents add to it."""

import secrets
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from parvis.kernel.clock import now
from parvis.kernel.consents.contracts import words_of
from parvis.kernel.live.hub import sign_topics
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import everyone, members
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.replicas.reading import reads_from_replica
from parvis.kernel.trust.actions import allow, caller_of
from parvis.kernel.trust.limits import growing
from parvis.kernel.trust.models import GROUND_LABELS
from parvis.kernel.trust.rules import Ground, Limit
from parvis.kernel.ui.feeds import Feed
from parvis.services.reports.actions.looking import note_reading
from parvis.services.reports.actions.part import comment, follow, look_again, show_name, unfollow
from parvis.services.reports.forms.filters import FilterForm, cursor_of, page_of
from parvis.services.reports.forms.words import CommentForm
from parvis.services.reports.models import Report
from parvis.services.reports.policies import handles, may_decide_on_name, may_judge, may_take_part
from parvis.services.reports.queries.find import get_for, narrowed, public_reports, shown_comments, visible_to
from parvis.services.reports.queries.map import clustered
from parvis.services.reports.queries.merged import answers_among, family_of, followers_at, looks_at, photos_at
from parvis.services.reports.rules import SHOWS_NAME, Box, Finding
from parvis.services.reports.views.shown import (
    FINDING_WORDS,
    clock_of,
    history_shown,
    pictures_of,
    rows_of,
    state_words,
    tone_of,
)

PARTAKING = growing(
    "reports.part",
    burst=20,
    per_hour=60,
    counts=gettext_lazy("Comments, second looks and reports that you follow"),
)
READING_MAP = Limit("reports.map", burst=120, per_hour=3600)
FEED_LENGTH = 30


@everyone
@require_GET
@reads_from_replica
def listing(request: HttpRequest) -> HttpResponse:
    """Reports as a list with filters, newest first, and the same on a map."""
    form = FilterForm(request.GET)
    filters = form.filters()
    rows = narrowed(visible_to(request.user), filters)
    page = page_of(rows, request.GET.get("after", ""))
    query = request.GET.copy()
    query.pop("after", None)
    moment = now()
    context = {
        "form": form,
        "rows": rows_of(page.rows, moment),
        "moment": moment,
        "query": query.urlencode(),
        "next": cursor_of(page.rows[-1]) if page.more else "",
    }
    partial = request.headers.get("HX-Target") == "reports"
    return render(request, "reports/list.html#reports" if partial else "reports/list.html", context)


@everyone
@require_GET
def map_data(request: HttpRequest) -> HttpResponse:
    """A map view as GeoJSON: clusters from far, single reports from near. `box` is west,south,east,north."""
    form = FilterForm(request.GET)
    box = form.box()
    if box is None:
        return JsonResponse({"error": _("Give box=west,south,east,north in degrees.")}, status=400)
    try:
        allow(READING_MAP, caller_of(request))
    except RefusedError as refused:
        return JsonResponse({"error": refused.reason}, status=429)
    return _drawn(request, form, box)


@reads_from_replica
def _drawn(request: HttpRequest, form: FilterForm, box: Box) -> JsonResponse:
    """After the limit has counted: what has written reads no more from a replica."""
    return JsonResponse(clustered(public_reports(), form.filters(), box))


@everyone
@require_GET
@reads_from_replica
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything about one report."""
    return _report_page(
        request, get_for(request.user, public_id), CommentForm(initial={"key": secrets.token_hex(12)})
    )


@members
@require_POST
def follow_view(request: MemberRequest, public_id: str) -> HttpResponse:
    """Follow, or stop following."""
    found = get_for(request.user, public_id)
    if request.POST.get("stop"):
        unfollow(found.pk, request.user)
    else:
        allow(PARTAKING, caller_of(request))
        follow(found.pk, request.user)
        messages.success(request, _("You follow this report. We tell you when something happens."))
    return redirect(found)


@members
@require_POST
def comment_view(request: MemberRequest, public_id: str) -> HttpResponse:
    """Add a comment; what was typed stays on the page when it cannot be taken."""
    found = get_for(request.user, public_id)
    form = CommentForm(request.POST)
    if form.is_valid() and _tried(form, lambda: _comment(request, found, form)):
        messages.success(request, _("Thank you. Your comment is there."))
        return redirect(found)
    return _report_page(request, found, form, status=422)


@members
@require_POST
def look_view(request: MemberRequest, public_id: str) -> HttpResponse:
    """It is fixed, or still there."""
    found = get_for(request.user, public_id)
    allow(PARTAKING, caller_of(request))
    look_again(found.pk, request.user, fixed=request.POST.get("fixed") == "yes")
    messages.success(request, _("Thank you for looking."))
    return redirect(found)


@members
@require_POST
def name_view(request: MemberRequest, public_id: str) -> HttpResponse:
    """The author's name stands with the report from now on, or does not."""
    found = show_name(get_for(request.user, public_id).pk, request.user, shows=bool(request.POST.get("show")))
    said = _("Your public name stands here.") if found.shows_name else _("Your name stands here no more.")
    messages.success(request, said)
    return redirect(found)


@everyone
@require_GET
@reads_from_replica
def feed(request: HttpRequest) -> HttpResponse:
    """New reports as an Atom feed, narrowed like the list."""
    rows = narrowed(visible_to(request.user), FilterForm(request.GET).filters())
    atom = Feed(
        title=_("Reports in the city"),
        link=request.build_absolute_uri(reverse("reports:list")),
        description=_("What people saw in the street, and who answers."),
        language=get_language(),
        feed_url=request.build_absolute_uri(),
    )
    for each in rows[:FEED_LENGTH]:
        atom.add_item(
            title=f"{each.category}: {each.address or each.area or each.reference}",
            link=request.build_absolute_uri(each.get_absolute_url()),
            description=each.words,
            pubdate=each.opened_at,
            unique_id=each.subject,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=f"{atom.content_type}")


def _report_page(request: HttpRequest, found: Report, form: CommentForm, status: int = 200) -> HttpResponse:
    note_reading(request.user, found)
    family = family_of(found)
    looks = looks_at(found)
    followers = followers_at(found.pk)
    photos = list(photos_at(found, family.numbers))
    moment = now()
    context = {
        "report": found,
        "moment": moment,
        "clock": clock_of(found, moment, with_fallback=True),
        "state": state_words(found),
        "tone": tone_of(found),
        "finding": FINDING_WORDS[Finding(found.finding)],
        "form": form,
        "photos": pictures_of(photo for photo in photos if not photo.is_proof),
        "proof": pictures_of(photo for photo in photos if photo.is_proof),
        "comments": [
            (said, named, GROUND_LABELS[Ground(hidden)] if hidden else "", folded)
            for said, named, hidden, folded in shown_comments(found, family.numbers, request.user)
        ],
        "events": history_shown(found),
        "people": family.people if family.duplicates else 1,
        "duplicates": len(family.duplicates),
        "answered": min(found.asked, answers_among(looks, found)),
        "fixed": sum(look.fixed for look in looks),
        "unfixed": sum(not look.fixed for look in looks),
        "followers": len(followers),
        "follows": request.user.pk in followers,
        "name_words": words_of(SHOWS_NAME),
        "is_author": bool(may_decide_on_name(request.user, found)),
        "may_take_part": bool(may_take_part(request.user, found)),
        "may_judge": bool(may_judge(request.user, found)),
        "handles": handles(request.user, found),
        "live": sign_topics([found.subject]),
    }
    return render(request, "reports/report.html", context, status=status)


def _comment(request: MemberRequest, found: Report, form: CommentForm) -> None:
    allow(PARTAKING, caller_of(request))
    comment(found.pk, request.user, form.cleaned_data["words"], key=form.cleaned_data["key"])


def _tried(form: Any, act: Callable[[], object]) -> bool:
    """Do it; a refusal becomes an error of the form, so that nothing typed is lost."""
    try:
        act()
    except RefusedError as refused:
        form.add_error(None, refused.reason)
        return False
    return True
