"""My facts and who sees them; and what somebody shows."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from parvis.kernel.blocks.contracts import may_meet
from parvis.kernel.endorsements.queries import shown_of
from parvis.kernel.facts.actions import choose
from parvis.kernel.facts.forms import ShowForm
from parvis.kernel.facts.queries import facts_about, person_shown, place_of, wish_of
from parvis.kernel.facts.rules import Wish, shown
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import members
from parvis.kernel.permissions.verdict import AbsentError


@members
@require_http_methods(["GET", "POST"])
def mine(request: MemberRequest) -> HttpResponse:
    """Everything that the journal says about me, and what of it others see."""
    wish = wish_of(request.user)
    initial = {"kinds": wish.kinds, "since": wish.since, "areas": wish.areas}
    form = ShowForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        choose(request.user, Wish(**form.cleaned_data))
        messages.success(request, _("Saved."))
        return redirect("facts:mine")
    return render(request, "facts/mine.html", {"form": form, "facts": facts_about(request.user)})


@members
@require_GET
def person(request: MemberRequest, public_id: str) -> HttpResponse:
    """What somebody shows: facts, and what the city checked. Absent where they show nothing."""
    found, wish = person_shown(public_id)
    checked = list(shown_of(found))
    place = place_of(found)
    if (not wish and not checked) or not may_meet(request.user, place):
        raise AbsentError
    facts = shown(facts_about(found), wish) if wish else None
    context = {"found": found, "facts": facts, "checked": checked, "subject": place.subject}
    return render(request, "facts/person.html", context)


def piece(request: HttpRequest, subject: str) -> str:
    """The facts of somebody as a part of another room's page; `subject` is `people.person:<public_id>`."""
    try:
        found, wish = person_shown(subject.partition(":")[2])
    except AbsentError:  # they left, and the page stays
        return ""
    if not wish:
        return ""
    return render_to_string("facts/piece.html", {"facts": shown(facts_about(found), wish)})
