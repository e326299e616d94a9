"""For managers: figures, flags, what is hidden."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parvis.kernel.clock import now
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import officials
from parvis.kernel.permissions.verdict import AbsentError, RefusedError, require
from parvis.kernel.trust.actions import settle
from parvis.kernel.trust.queries import waiting_flags
from parvis.kernel.trust.rules import Ground
from parvis.services.reports.actions.moderation import hide_comment, hide_report, show_report
from parvis.services.reports.forms.manage import HideForm
from parvis.services.reports.models import SUBJECT, Comment, Report
from parvis.services.reports.policies import may_handle, may_manage
from parvis.services.reports.queries.figures import figures_of
from parvis.services.reports.queries.find import get_for, offices_of

SPANS = (30, 90, 365)


@officials
@require_GET
def figures(request: MemberRequest) -> HttpResponse:
    """Promises kept by category and area, load and age of one office."""
    offices = offices_of(request.user)
    office = next(
        (each for each in offices if each.slug == request.GET.get("office")), offices[0] if offices else None
    )
    if office is None:
        raise RefusedError(_("You do not work for an office that has figures."))
    require(may_manage(request.user, office))
    asked = request.GET.get("days", "")
    days = int(asked) if asked in {str(span) for span in SPANS} else SPANS[0]
    until = now()
    found = figures_of(office, until - timedelta(days=days), until)
    context = {
        "office": office,
        "offices": offices,
        "days": days,
        "spans": SPANS,
        "figures": found,
        "moment": until,
    }
    return render(request, "reports/office/figures.html", context)


@officials
@require_GET
def flags(request: MemberRequest) -> HttpResponse:
    """What readers flagged, oldest first, with the thing itself."""
    shown = []
    for flag in waiting_flags()[:50]:
        report, comment = _thing(flag.subject)
        if report is not None and may_handle(request.user, report):
            shown.append({"flag": flag, "report": report, "comment": comment})
    return render(request, "reports/office/flags.html", {"flags": shown, "form": HideForm()})


@officials
@require_http_methods(["GET", "POST"])
def hide_view(request: MemberRequest, public_id: str) -> HttpResponse:
    """Hide a report, or one of its comments (`comment`), with the reason its author gets."""
    report = get_for(request.user, public_id)
    require(may_handle(request.user, report))
    comment = _comment_of(report, request.GET.get("comment", ""))
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ground, words = Ground(form.cleaned_data["ground"]), form.cleaned_data["words"]
        if comment:
            hide_comment(comment, request.user, ground, words)
        else:
            hide_report(report.pk, request.user, ground, words)
        messages.success(request, _("Hidden. Its author is told why."))
        return redirect("office-reports:case", report.public_id)
    context = {"form": form, "report": report, "words": comment.words if comment else report.words}
    return render(request, "reports/office/hide.html", context)


@officials
@require_POST
def show_view(request: MemberRequest, public_id: str) -> HttpResponse:
    """Lift the decision on a report."""
    report = get_for(request.user, public_id)
    show_report(report.pk, request.user)
    messages.success(request, _("Everyone can see it again."))
    return redirect("office-reports:case", report.public_id)


@officials
@require_POST
def settle_view(request: MemberRequest, public_id: str) -> HttpResponse:
    """The flags on a report, or on one of its comments, were looked at: it may stay."""
    report = get_for(request.user, public_id)
    require(may_handle(request.user, report))
    comment = _comment_of(report, request.GET.get("comment", ""))
    settle(comment.subject if comment else report.subject)
    messages.success(request, _("It stays. The flags are settled."))
    return redirect("office-reports:flags")


def _thing(subject: str) -> tuple[Report | None, Comment | None]:
    kind, _colon, public_id = subject.partition(":")
    reports = Report.objects.select_related("category", "office", "promise", "author")
    if kind == SUBJECT:
        return reports.filter(public_id=public_id).first(), None
    comment = Comment.objects.select_related("report", "report__category", "report__promise").filter(
        public_id=public_id
    )
    found = comment.first()
    return (found.report, found) if found else (None, None)


def _comment_of(report: Report, public_id: str) -> Comment | None:
    if not public_id:
        return None
    found = report.comments.filter(public_id=public_id).first()
    if found is None:
        raise AbsentError
    return found
