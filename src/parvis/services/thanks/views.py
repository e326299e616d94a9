"""The thanks on the page of what was done, and the tap that gives them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parvis.kernel.journal.sentences import path_of
from parvis.kernel.people.models import Person
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import members
from parvis.kernel.permissions.verdict import AbsentError
from parvis.services.thanks import queries
from parvis.services.thanks.actions import thank


@members
@require_POST
def give(request: MemberRequest, subject: str) -> HttpResponse:
    """Say thank you; back to the page of what it is for."""
    path = path_of(subject)
    if not path:
        raise AbsentError
    thank(request.user, subject)
    messages.success(request, _("Thank you for saying thank you."))
    return redirect(path)


def of_thing(request: HttpRequest, subject: str) -> str:
    """On the page of something that people did: how many thanked, and a button for whoever is signed in."""
    person = request.user if isinstance(request.user, Person) else None
    number = queries.counted([subject]).get(subject, 0)
    if person is None and not number:
        return ""
    context = {"subject": subject, "number": number, "is_member": person is not None}
    return render_to_string("thanks/of_thing.html", context, request)
