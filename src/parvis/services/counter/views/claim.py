"""The page on which somebody with a code takes their report."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from parvis.kernel.permissions.access import everyone
from parvis.kernel.permissions.verdict import RefusedError
from parvis.kernel.trust.actions import allow, caller_of
from parvis.kernel.trust.rules import Limit
from parvis.services.counter.actions.claiming import ask_to_claim, claim
from parvis.services.counter.forms import CodeForm

# A right letter is one of 2⁵⁰: nobody who guesses gets anywhere at this pace.
CLAIMING = Limit("counter.claim", burst=10, per_hour=10)


@everyone
@never_cache
@require_http_methods(["GET", "POST"])
def claiming(request: HttpRequest) -> HttpResponse:
    """Members have it at once; guests get a letter first."""
    form = CodeForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        try:
            return _claimed(request, form)
        except RefusedError as refused:
            form.add_error("code", refused.reason)
    return render(request, "counter/claim.html", {"form": form}, status=422 if form.errors else 200)


def _claimed(request: HttpRequest, form: CodeForm) -> HttpResponse:
    allow(CLAIMING, caller_of(request))
    code = form.cleaned_data["code"]
    if request.user.is_authenticated:
        page = claim(code, request.user)
        messages.success(request, _("From now on we tell you what happens."))
        return redirect(page)
    ask_to_claim(code, form.cleaned_data["email"], get_language() or "")
    return render(request, "counter/claim_letter.html", {"email": form.cleaned_data["email"]})
