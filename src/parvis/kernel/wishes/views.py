"""The preferences of notices."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import members
from parvis.kernel.wishes.actions import choose_all
from parvis.kernel.wishes.forms import WishesForm


@members
@require_http_methods(["GET", "POST"])
def preferences(request: MemberRequest) -> HttpResponse:
    """What the person wants to hear, how soon, by which way, and when not."""
    form = WishesForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        choose_all(request.user, form.lines(), form.hours())
        messages.success(request, _("We keep to this."))
        return redirect("wishes:preferences")
    return render(request, "wishes/preferences.html", {"form": form})
