"""The office's side: which offices work elsewhere, how their channels do, what needs somebody's eye."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parvis.kernel.people.models import Organisation
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import officials
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.services.dispatch.actions.setup import connect, disconnect, try_again
from parvis.services.dispatch.forms import ConnectForm
from parvis.services.dispatch.models import Channel, Parcel
from parvis.services.dispatch.policies import may_connect
from parvis.services.dispatch.queries import standings


@officials
@require_GET
def standing(request: MemberRequest) -> HttpResponse:
    """All channels, and the offices that this person may connect."""
    offices = [each for each in Organisation.objects.order_by("slug") if may_connect(request.user, each)]
    return render(request, "dispatch/standing.html", {"standings": standings(), "offices": offices})


@officials
@require_http_methods(["GET", "POST"])
def channel(request: MemberRequest, slug: str) -> HttpResponse:
    """Where one office's reports go."""
    office = get_object_or_404(Organisation, slug=slug)
    require(may_connect(request.user, office))
    if request.method == "POST" and request.POST.get("cut"):
        disconnect(office, request.user)
        said = _("%(office)s works here again. What waits goes on waiting.") % {"office": office}
        messages.success(request, said)
        return redirect("dispatch:standing")
    found = Channel.objects.filter(office=office).first()
    form = ConnectForm(request.POST) if request.method == "POST" else ConnectForm.of(found)
    if form.is_bound and form.is_valid():
        try:
            connect(office, request.user, **form.cleaned_data)
        except RefusedError as refused:
            form.add_error("address", refused.reason)
        else:
            said = _("From now on, new reports of %(office)s go there.") % {"office": office}
            messages.success(request, said)
            return redirect("dispatch:standing")
    context = {"form": form, "office": office, "channel": found}
    return render(request, "dispatch/channel.html", context, status=422 if form.errors else 200)


@officials
@require_POST
def again(request: MemberRequest, number: int) -> HttpResponse:
    """Try one parcel again now."""
    parcel = get_object_or_404(Parcel, pk=number)
    try_again(parcel.pk, request.user)
    messages.success(request, _("We try it again now."))
    return redirect("dispatch:standing")
