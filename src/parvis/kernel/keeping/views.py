"""My data: see it, take it away, have it erased."""

import json
from collections.abc import Callable

from allauth.account.decorators import reauthentication_required
from allauth.core import ratelimit
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods

from parvis.kernel.clock import now
from parvis.kernel.keeping.actions import erase as erase_person
from parvis.kernel.keeping.forms import EraseForm
from parvis.kernel.keeping.policies import may_leave
from parvis.kernel.keeping.queries import everything, glance
from parvis.kernel.keeping.registry import all_sections
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import everyone, members
from parvis.kernel.permissions.verdict import Denied, RefusedError
from parvis.kernel.tallies.actions import timed
from parvis.kernel.tallies.models import Tally

type _View = Callable[[MemberRequest], HttpResponse]
no_store = cache_control(private=True, no_store=True)


def _has_only_stronger_means(request: MemberRequest) -> bool:
    """Whoever signs in with a passkey or an app, and has no password, proves it with that."""
    return not request.user.has_usable_password() and request.user.has_second_factor()


# The annotation says what allauth, which has no types, does not.
with_fresh_proof: Callable[[_View], _View] = reauthentication_required(enabled=_has_only_stronger_means)


@members
@no_store
@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    """All that the city keeps about the reader, by section."""
    return render(request, "keeping/mine.html", {"sections": glance(request.user)})


@members
@no_store
@require_GET
def download(request: MemberRequest) -> HttpResponse:
    """The whole of it as one file, for people and machines."""
    whole = timed(Tally.Kind.TAKEN, lambda: everything(request.user))
    text = json.dumps(whole, ensure_ascii=False, indent=2)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="parvis-my-data-{now().date()}.json"'
    return answer


@members
@no_store
@with_fresh_proof
@require_http_methods(["GET", "POST"])
def erase(request: MemberRequest) -> HttpResponse:
    """What goes and what stays; with the proof that it is really them, the end of the account."""
    form = EraseForm(request.POST if request.method == "POST" else None, person=request.user)
    verdict = may_leave(request.user)
    if request.method == "POST" and verdict:
        if not ratelimit.consume(request, action="reauthenticate", user=request.user):
            raise RefusedError(_("That was a lot at once. Please try again in a few minutes."))
        if form.is_valid():
            erase_person(request.user, words_too=form.cleaned_data["words_too"])
            logout(request)
            return redirect("keeping:erased")
    refusal = verdict.reason if isinstance(verdict, Denied) else ""
    context = {"form": form, "refusal": refusal, "sections": all_sections()}
    return render(
        request, "keeping/erase.html", context, status=403 if refusal and request.method == "POST" else 200
    )


@everyone
@require_GET
def erased(request: HttpRequest) -> HttpResponse:
    """It is done."""
    return render(request, "keeping/erased.html")
