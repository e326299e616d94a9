"""Pages of neighbours: the list, the office's page, and a line on the page of a report."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import everyone, officials
from parvis.kernel.replicas.reading import reads_from_replica
from parvis.services.helping.contracts import Look, State, jobs_for, tallies
from parvis.services.neighbours import queries
from parvis.services.neighbours.forms import FilterForm
from parvis.services.neighbours.rules import totals
from parvis.services.openings.contracts import areas, decided, opened_for
from parvis.services.reports.contracts import names_of_kinds, report_path


@everyone
@require_GET
@reads_from_replica
def listing(request: HttpRequest) -> HttpResponse:
    """What neighbours can do now, near the reader where they say so; and what the city decided about it."""
    form = FilterForm(request.GET or None)
    found = queries.free_jobs(**form.narrowed())
    kinds, places = names_of_kinds(), dict(areas())
    context = {
        "form": form,
        "jobs": [(each, report_path(each.offer.work.id)) for each in found[: queries.SHOWN_AT_ONCE]],
        "more": len(found) > queries.SHOWN_AT_ONCE,
        "decided": [
            (each, kinds.get(each.category, each.category), places.get(each.area)) for each in decided()
        ],
    }
    return render(request, "neighbours/list.html", context)


@officials
@require_GET
def office(request: MemberRequest) -> HttpResponse:
    """What waits for a yes of the office, the first due first; what is not done; jobs and minutes."""
    kinds, places = names_of_kinds(), {**dict(areas()), "": _("elsewhere in the city")}
    rows = tallies()

    def named(look: Look) -> tuple[Look, str, str]:
        return look, kinds.get(look.kind, look.kind), str(places.get(look.area, look.area))

    context = {
        "waiting": [named(each) for each in jobs_for(request.user, State.PROVEN)],
        "refused": [named(each) for each in jobs_for(request.user, State.REFUSED)],
        "by_kind": totals(rows, lambda row: kinds.get(row.category, row.category)),
        "by_area": totals(rows, lambda row: str(places.get(row.area, row.area))),
    }
    return render(request, "neighbours/office.html", context)


@everyone
@require_GET
def at_report(request: HttpRequest, report: str) -> HttpResponse:
    """A line for the page of a report, which draws it in: that neighbours can help with it, or nothing."""
    found = opened_for(report)
    words = {"report": report} if found and not found.work.begun else {}
    return render(request, "neighbours/at_report.html", {"report": "", **words})


def of_report(request: HttpRequest, subject: str) -> str:
    """On the page of an open report: the place for that line. It asks later, so that the page itself is not slower."""
    return render_to_string("neighbours/of_report.html", {"report": subject.partition(":")[2]}, request)
