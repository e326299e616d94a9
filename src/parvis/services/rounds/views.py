"""The plan of the day: its stops in order, and what else could be looked at."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parvis.kernel.clock import now
from parvis.kernel.people.models import Organisation
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import officials
from parvis.kernel.permissions.verdict import RefusedError
from parvis.services.findings.contracts import priorities_of
from parvis.services.reports.contracts import Case, cases, offices_of, open_places
from parvis.services.rounds.actions import add_stops, move, order_anew, remove, take
from parvis.services.rounds.forms import StartForm, TakeForm
from parvis.services.rounds.queries import distance_in_words, round_today, stations_of
from parvis.services.rounds.rules import STOPS_AT_MOST, Take, Waiting, chosen

LISTED = 40


@officials
@require_GET
def today(request: MemberRequest) -> HttpResponse:
    """Today's round in walking order; `arrange` shows what changes it."""
    found = round_today(request.user)
    stations = stations_of(found, request.user) if found else []
    urgent = priorities_of([each.case.id for each in stations])
    waiting = [each for each in stations if not each.is_done]
    context = {
        "day": localdate(now()),
        "stations": [(each, urgent.get(each.case.id, "")) for each in stations],
        "next": waiting[0].case.id if waiting else "",
        "done": len(stations) - len(waiting),
        "way": distance_in_words(sum(each.metres or 0 for each in stations)),
        "arrange": "arrange" in request.GET,
        "form": StartForm(),
    }
    return render(request, "rounds/today.html", context)


@officials
@require_http_methods(["GET", "POST"])
def choose(request: MemberRequest) -> HttpResponse:
    """Put reports on the round: some at once, or one by one."""
    offices = offices_of(request.user)
    office = _office(request, offices)
    form = TakeForm(request.POST if "how" in request.POST else None)
    if request.method == "POST" and "stop" in request.POST:
        return _added(request, add_stops(request.user, request.POST.getlist("stop")))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        return _added(request, take(request.user, office, Take(given["how"]), given["number"], given["spot"]))
    context = {"offices": offices, "office": office, "form": form, "open": _open(request, office)}
    return render(request, "rounds/choose.html", context, status=422 if form.errors else 200)


@officials
@require_POST
def arrange(request: MemberRequest) -> HttpResponse:
    """Move a stop up or down, take it out, or order all of them anew."""
    given = request.POST
    if "up" in given or "down" in given:
        move(request.user, given.get("up") or given.get("down", ""), -1 if "up" in given else 1)
    elif "out" in given:
        remove(request.user, given["out"])
    else:
        form = StartForm(given)
        if form.is_valid():
            order_anew(request.user, form.cleaned_data["spot"])
            messages.success(request, _("The stops are in walking order."))
        else:
            messages.error(request, _("We do not know this address. Try the name of a street."))
    return redirect("/rounds/?arrange=1")


def _open(request: MemberRequest, office: Organisation) -> list[Case]:
    """What waits for the office and is not on the round, the most urgent promise first."""
    found = round_today(request.user)
    planned = set(found.stops.order_by("pk").values_list("report", flat=True)) if found else set()
    places = open_places(office)
    waiting = [Waiting(each.id, each.lat, each.lon, each.due_at) for each in places if each.id not in planned]
    return cases(request.user, chosen(waiting, Take.URGENT, LISTED, None))


def _office(request: MemberRequest, offices: list[Organisation]) -> Organisation:
    if not offices:
        raise RefusedError(_("You do not work for an office that has reports."))
    asked = request.POST.get("office_of") or request.GET.get("office", "")
    own = request.user.roles()
    ranked = sorted(offices, key=lambda each: (each.slug != asked, each.pk not in own, each.slug))
    return ranked[0]


def _added(request: MemberRequest, number: int) -> HttpResponse:
    messages.success(
        request,
        ngettext("%(count)s stop is new on your round.", "%(count)s stops are new on your round.", number)
        % {"count": min(number, STOPS_AT_MOST)},
    )
    return redirect("rounds:today")
