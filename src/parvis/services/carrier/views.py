"""What gateways say of our messages, signed or nothing; how things stand, for the office; short addresses."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from parvis.kernel.looks.contracts import Shown, note
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import everyone, officials
from parvis.kernel.permissions.verdict import AbsentError
from parvis.services.carrier.actions.sending import hear_of
from parvis.services.carrier.contracts import webhook_of
from parvis.services.carrier.policies import may_see_standing
from parvis.services.carrier.queries import health, phone_behind, troubled
from parvis.services.gsm.contracts import ForgedError, gateway, masked
from parvis.services.reports.contracts import report_path


@everyone
@csrf_exempt  # a machine posts; its signature over the address and all fields is the proof
@require_POST
def delivered(request: HttpRequest, public_id: str) -> HttpResponse:
    """Where one message is by now."""
    carrier = gateway()
    if carrier is None:
        raise AbsentError
    try:
        status = carrier.read_status(webhook_of(request))
    except ForgedError as forged:
        raise PermissionDenied from forged
    if not hear_of(public_id, status):
        raise AbsentError
    return HttpResponse(status=204)


@everyone
@require_GET
def short(request: HttpRequest, public_id: str) -> HttpResponse:
    """The short address in a message leads to the page of the report, which decides who may read it."""
    return redirect(report_path(public_id))


@officials
@never_cache
@require_GET
def standing(request: MemberRequest) -> HttpResponse:
    """Whether the gateway works, what today costs, and what did not arrive."""
    verdict = may_see_standing(request.user)
    if not verdict:
        messages.error(request, verdict.reason)
        return redirect("office:home")
    found = troubled()
    note(
        request.user,
        "carrier.standing",
        [Shown(each.line.person_id, f"carrier.line:{each.line}") for each in found],
    )
    lines = [(each, masked(each.line.phone)) for each in found]
    return render(request, "carrier/standing.html", {"health": health(), "lines": lines, "works": gateway()})


def sender(request: HttpRequest, subject: str) -> str:
    """On the page of whoever handles a report: the phone that it came from."""
    phone = phone_behind(subject.partition(":")[2])
    return render_to_string("carrier/sender.html", {"phone": phone}, request) if phone else ""
