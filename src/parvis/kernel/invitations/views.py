"""What can I do here, now?"""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from parvis.kernel.interests.rules import UNASKED, Reach
from parvis.kernel.invitations import queries
from parvis.kernel.invitations.actions import follow as follow_line
from parvis.kernel.invitations.forms import HereForm
from parvis.kernel.invitations.labels import told
from parvis.kernel.invitations.rules import AT_A_GLANCE, ON_A_RUNG, SHOWN_AT_MOST
from parvis.kernel.needs.rules import Fit, by_rung
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.access import everyone
from parvis.kernel.permissions.verdict import AbsentError

type Line = tuple[Fit, list[str]]


@everyone
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """What somebody can do, by how much it asks, each with its reasons. The front page draws the best few of it in."""
    form = HereForm(request.GET or None)
    area, near, most = form.in_area(), form.near(), form.at_most()
    seeker = queries.seeker_of(request.user, near)
    if area is not None and near is None:
        at_home = replace(seeker.said, reach=Reach.HOME)
        seeker = replace(seeker, said=at_home, area=area.slug, lat=None, lon=None)
    if most is not None:
        seeker = replace(seeker, said=replace(seeker.said, most=most))
    fits = queries.fitting(seeker, SHOWN_AT_MOST)
    context = {
        "form": form,
        "area": area,
        "rungs": [(rung.value, [_line(each) for each in some]) for rung, some in by_rung(fits, ON_A_RUNG)],
        "best": {each.need.subject for each in fits[:AT_A_GLANCE]},
        "is_member": isinstance(request.user, Person),
        "said_nothing": seeker.said == UNASKED,
        "has_place": seeker.lat is not None,
    }
    return render(request, "invitations/mine.html", context)


@everyone
@require_GET
def follow(request: HttpRequest, letter: str, place: int) -> HttpResponse:
    """From a line of a letter to its page. It counts as an answer for whoever is signed in and got the letter: programs
    that open the links of mails are neither."""
    person = request.user if isinstance(request.user, Person) else None
    path = follow_line(letter, place, person)
    if not path:
        raise AbsentError
    return redirect(path)


def _line(each: Fit) -> Line:
    return each, [told(reason) for reason in each.reasons]
