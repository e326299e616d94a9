"""Pages: what I look after, adopting, giving back, and the office that ends it; and the part of an asset's page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import members, officials
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.kernel.trust.actions import allow, caller_of
from parvis.kernel.trust.limits import growing
from parvis.services.adoptions.actions import adopt, end, give_back
from parvis.services.adoptions.forms import AdoptForm, EndForm
from parvis.services.adoptions.policies import may_end
from parvis.services.adoptions.queries import adopted_by, standing, thing_named
from parvis.services.assets.contracts import things_named

ADOPTING = growing(
    "adoptions.adopt", burst=10, per_hour=20, counts=gettext_lazy("Things in the street that you adopt")
)


@members
@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    """What I look after."""
    return render(request, "adoptions/mine.html", {"adopted": adopted_by(request.user)})


@members
@require_http_methods(["GET", "POST"])
def adopt_view(request: MemberRequest, code: str) -> HttpResponse:
    """What an adopter is asked to do; then it is theirs. Later: what it is called."""
    thing = thing_named(code)
    own = standing([thing.code]).filter(person=request.user).first()
    initial = {"name": own.name, "shows_name": own.shows_name} if own else None
    form = AdoptForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            allow(ADOPTING, caller_of(request))
            adopt(thing.code, request.user, **form.cleaned_data)
        except RefusedError as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, _("Thank you. You look after it from now on."))
            return redirect(thing.path)
    context = {"form": form, "thing": thing, "own": own}
    return render(request, "adoptions/adopt.html", context, status=422 if form.errors else 200)


@members
@require_POST
def give_back_view(request: MemberRequest, code: str) -> HttpResponse:
    """Somebody else may look after it."""
    thing = thing_named(code)
    give_back(thing.code, request.user)
    messages.success(request, _("Thank you for having looked after it."))
    return redirect(thing.path)


@officials
@require_http_methods(["GET", "POST"])
def end_view(request: MemberRequest, code: str) -> HttpResponse:
    """The office ends an adoption, and says why."""
    thing = thing_named(code)
    require(may_end(request.user, thing))
    form = EndForm(request.POST or None)
    if form.is_bound and form.is_valid():
        end(thing.code, request.user, form.cleaned_data["reason"])
        messages.success(request, _("It is over. The adopter is told why."))
        return redirect(thing.path)
    context = {"form": form, "thing": thing}
    return render(request, "adoptions/end.html", context, status=422 if form.errors else 200)


def of_asset(request: HttpRequest, subject: str) -> str:
    """What the page of an asset says about its adopter."""
    code = subject.partition(":")[2]
    thing = things_named([code])[code]
    found = standing([code]).first()
    if found is None and not thing.may_be_adopted:
        return ""
    context = {
        "thing": thing,
        "adoption": found,
        "is_mine": found is not None and found.person_id == request.user.pk,
        "may_end": bool(may_end(request.user, thing)),
    }
    return render_to_string("adoptions/of_asset.html", context, request)
