"""What a click in a letter opens."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from parvis.kernel.people.models import Person
from parvis.kernel.permissions.access import everyone
from parvis.kernel.permissions.verdict import AbsentError
from parvis.services.reports.actions.part import look_again
from parvis.services.reports.notices import read_look
from parvis.services.reports.queries.find import get_for


@everyone
@never_cache
@require_http_methods(["GET", "POST"])
def looked(request: HttpRequest, token: str) -> HttpResponse:
    """One click in the mail says whether it is fixed, without signing in. GET asks (mail scanners open links) and the
    browser sends the answer by itself; without JavaScript there is a button."""
    said = read_look(token)
    person = Person.objects.filter(public_id=said[1], is_active=True).first() if said else None
    if said is None or person is None:
        raise AbsentError
    found, fixed = get_for(person, said[0]), said[2]
    if request.method == "POST":
        look_again(found.pk, person, fixed=fixed)
        return redirect(f"{request.path}?thanks")
    context = {"report": found, "fixed": fixed, "thanks": "thanks" in request.GET}
    return render(request, "reports/looked.html", context)
