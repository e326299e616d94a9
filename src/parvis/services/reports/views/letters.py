"""What a click in a letter opens."""

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from parvis.kernel.people.models import Person
from parvis.kernel.permissions.access import everyone
from parvis.kernel.permissions.verdict import AbsentError, RefusedError
from parvis.services.reports.actions.part import ask_again, look_again, say_first_time
from parvis.services.reports.forms.words import CommentForm
from parvis.services.reports.models import Report
from parvis.services.reports.notices import read_look
from parvis.services.reports.policies import may_ask_again
from parvis.services.reports.queries.find import get_for, has_asked_again


@everyone
@never_cache
@require_http_methods(["GET", "POST"])
def looked(request: HttpRequest, token: str) -> HttpResponse:
    """One click in the mail says whether it is fixed, without signing in. GET asks (mail scanners open links) and the
    browser sends the answer by itself; without JavaScript there is a button."""
    person, found, fixed = _said_in(token)
    if request.method == "POST":
        look_again(found.pk, person, fixed=fixed)
        return redirect(f"{request.path}?thanks")
    return _looked_page(request, token, CommentForm(initial={"key": secrets.token_urlsafe(12)}))


@everyone
@never_cache
@require_POST
def said_more(request: HttpRequest, token: str) -> HttpResponse:
    """After the click: whether it was the first time; and the author's reason to take it up again."""
    person, found, _fixed = _said_in(token)
    if first := request.POST.get("first", ""):
        say_first_time(found.pk, person, first=first == "yes")
        messages.success(request, _("Thank you."))
        return redirect(f"{reverse('reports:looked', args=[token])}?thanks")
    form = CommentForm(request.POST)
    if form.is_valid():
        try:
            ask_again(found.pk, person, form.cleaned_data["words"], key=form.cleaned_data["key"])
        except RefusedError as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, _("It is open again. The office reads what you wrote."))
            return redirect(found)
    return _looked_page(request, token, form, status=422)


def _said_in(token: str) -> tuple[Person, Report, bool]:
    """Who says what about which report; `AbsentError` for a link that was not made here."""
    said = read_look(token)
    person = Person.objects.filter(public_id=said[1], is_active=True).first() if said else None
    if said is None or person is None:
        raise AbsentError
    return person, get_for(person, said[0]), said[2]


def _looked_page(request: HttpRequest, token: str, form: CommentForm, status: int = 200) -> HttpResponse:
    person, found, fixed = _said_in(token)
    thanks = "thanks" in request.GET or status != 200
    may = thanks and not fixed and may_ask_again(person, found, asked_before=has_asked_again(found))
    context = {
        "report": found,
        "fixed": fixed,
        "thanks": thanks,
        "more": reverse("reports:said-more", args=[token]),
        "form": form if may else None,
        "asks_first": thanks and found.votes.filter(person=person, first_time=None).exists(),
    }
    return render(request, "reports/looked.html", context, status=status)
