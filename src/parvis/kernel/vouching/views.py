"""Asking that neighbours vouch, and vouching for somebody."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import members
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.vouching.actions import ask, stop_asking, vouch, withdraw
from parvis.kernel.vouching.forms import AskForm, VouchForm
from parvis.kernel.vouching.policies import may_ask, may_vouch
from parvis.kernel.vouching.queries import (
    asking_named,
    facts_of,
    given_in_a_year,
    open_asking_of,
    place_of,
    standing_vouches,
)
from parvis.kernel.vouching.rules import VOUCHES_A_YEAR


@members
@require_http_methods(["GET", "POST"])
def mine(request: MemberRequest) -> HttpResponse:
    """What I ask for, who vouched, and for whom I vouched."""
    form = AskForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            ask(request.user, form.cleaned_data["area"])
        except RefusedError as refused:
            form.add_error(None, refused.reason)
        else:
            return redirect("vouching:mine")
    asking, allowed = open_asking_of(request.user), may_ask(request.user)
    context = {
        "form": form,
        "refusal": "" if allowed else allowed.reason,
        "asking": asking,
        "address": settings.SITE_ADDRESS + asking.get_absolute_url() if asking else "",
        "vouches": list(standing_vouches(asking=asking)) if asking else [],
        "given": list(standing_vouches(voucher=request.user)),
        "left": max(0, VOUCHES_A_YEAR - given_in_a_year(request.user)),
    }
    return render(request, "vouching/mine.html", context, status=422 if form.errors else 200)


@members
@require_POST
def stop(request: MemberRequest) -> HttpResponse:
    """Ask no more."""
    stop_asking(request.user)
    messages.success(request, _("You ask nobody any more."))
    return redirect("vouching:mine")


@members
@require_http_methods(["GET", "POST"])
def vouching(request: MemberRequest, public_id: str) -> HttpResponse:
    """Vouch for somebody who handed this page on."""
    asking = asking_named(public_id)
    has_vouched = standing_vouches(asking=asking, voucher=request.user).exists()
    allowed = may_vouch(facts_of(request.user, asking))
    form = VouchForm(request.POST or None)
    if form.is_bound and form.is_valid():
        vouch(public_id, request.user)
        messages.success(request, _("Thank you. You can take it back until a second neighbour vouched."))
        return redirect(asking)
    context = {
        "asking": asking,
        "form": form,
        "has_vouched": has_vouched,
        "place": place_of(asking).subject,
        "refusal": "" if allowed else allowed.reason,
    }
    return render(request, "vouching/vouch.html", context, status=422 if form.errors else 200)


@members
@require_POST
def take_back(request: MemberRequest, public_id: str) -> HttpResponse:
    """Take one's vouch back."""
    withdraw(public_id, request.user)
    messages.success(request, _("Taken back."))
    return redirect("vouching:mine")
