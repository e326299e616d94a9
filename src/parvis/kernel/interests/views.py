"""What I like to do."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parvis.kernel.interests.actions import keep_interests
from parvis.kernel.interests.forms import InterestsForm
from parvis.kernel.interests.queries import interests_of
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import members


@members
@require_http_methods(["GET", "POST"])
def mine(request: MemberRequest) -> HttpResponse:
    """Say what one likes to do, how far and when; only the person sees it."""
    form = InterestsForm(interests_of(request.user), request.POST or None)
    if request.method == "POST" and form.is_valid():
        keep_interests(request.user, form.said())
        messages.success(request, _("We invite you to what fits."))
        return redirect("invitations:mine")
    return render(request, "interests/mine.html", {"form": form}, status=422 if form.errors else 200)
