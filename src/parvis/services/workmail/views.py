"""The page where an office answers that has no account here; its address is known to whoever got the letter."""

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from parvis.kernel.permissions.access import everyone
from parvis.kernel.permissions.verdict import AbsentError
from parvis.kernel.trust.actions import allow, caller_of
from parvis.kernel.trust.rules import Limit
from parvis.services.reports.contracts import State, report_path
from parvis.services.workmail.actions.answering import answer
from parvis.services.workmail.forms import AnswerForm
from parvis.services.workmail.queries import known_by

ANSWERING = Limit("workmail.answer", burst=30, per_hour=120)


@everyone
@never_cache
@require_http_methods(["GET", "POST"])
def order(request: HttpRequest, token: str) -> HttpResponse:
    """One report as its office gets it, and the answer. GET changes nothing: mail scanners follow links."""
    known = known_by(token)
    if known is None:
        raise AbsentError
    form = AnswerForm(request.POST or None, initial={"key": secrets.token_urlsafe(12)})
    if request.method == "POST" and form.is_valid():
        allow(ANSWERING, caller_of(request))
        given = form.cleaned_data
        answer(known.sent, given["deed"], given["words"].strip(), key=given["key"])
        messages.success(request, _("Thank you. It stands on the report now."))
        return redirect(request.path)
    context = {
        "known": known,
        "order": known.order,
        "is_closed": known.order.state == State.CLOSED,
        "page": report_path(known.sent.report) if known.order.is_public else "",
        "form": form,
    }
    answered = render(request, "workmail/order.html", context, status=422 if form.errors else 200)
    answered["X-Robots-Tag"] = "noindex"
    return answered
