"""The thanks on the page of what was done, and the tap that gives them."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parvis.kernel.journal.sentences import path_of
from parvis.kernel.people.models import Person
from parvis.kernel.permissions.access import everyone
from parvis.kernel.permissions.verdict import AbsentError
from parvis.services.thanks import queries
from parvis.services.thanks.actions import thank


@everyone
@require_http_methods(["GET", "POST"])
def thanks(request: HttpRequest, subject: str) -> HttpResponse:
    """How many thanked for it, and the button. Whoever is not signed in is led to the sign-in by the tap."""
    path = path_of(subject)
    if not path:
        raise AbsentError
    if request.method == "POST":
        if not isinstance(request.user, Person):
            return redirect_to_login(path)
        thank(request.user, subject)
        messages.success(request, _("Thank you for saying thank you."))
        return redirect(path)
    number, done = queries.counted([subject]).get(subject, 0), queries.done_at(subject)
    are_given = queries.are_thanks_given(subject, done.area_id if done else None)
    context = {"subject": subject, "number": number, "path": path, "are_given": are_given}
    return render(request, "thanks/thanks.html", context)


def of_thing(request: HttpRequest, subject: str) -> str:
    """On the page of something that people did: the place for the thanks. It asks later: the page is not slower."""
    return render_to_string("thanks/of_thing.html", {"subject": subject}, request)
