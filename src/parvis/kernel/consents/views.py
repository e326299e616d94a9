"""What a person said yes to: on the page where one says yes, one says no."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from parvis.kernel.consents.actions import give, withdraw
from parvis.kernel.consents.queries import lines_of
from parvis.kernel.consents.registry import purpose_named
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import members
from parvis.kernel.permissions.verdict import AbsentError


@members
@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    """Each purpose with its words, what the person said, and the one click that changes it."""
    return render(request, "consents/mine.html", {"lines": lines_of(request.user)})


@members
@require_POST
def change(request: MemberRequest, purpose: str) -> HttpResponse:
    """Yes or no to one purpose; whatever is not a clear yes is a no."""
    try:
        purpose_named(purpose)
    except LookupError as unknown:
        raise AbsentError from unknown
    if request.POST.get("do") == "give":
        give(request.user, purpose)
        messages.success(request, _("We keep that you said yes. You can say no here at any time."))
    else:
        withdraw(request.user, purpose)
        messages.success(request, _("It ended at once. We keep that you said no."))
    return redirect("consents:mine")
