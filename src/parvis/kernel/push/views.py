"""The devices of a person, and what a device's service worker needs."""

from pathlib import Path

from django.contrib import messages
from django.contrib.staticfiles import finders
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from parvis.kernel.notices.actions import mark_seen
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import everyone, members
from parvis.kernel.push.actions import SALT, UnusableDeviceError, add_device, remove_device
from parvis.kernel.push.kept import CONSENT
from parvis.kernel.push.queries import devices_of, public_key
from parvis.kernel.push.rules import device_called

DAYS_TO_SAY = 30


@members
@require_GET
def devices(request: MemberRequest) -> HttpResponse:
    """On which devices something rings for this person."""
    return render(
        request,
        "push/devices.html",
        {"devices": devices_of(request.user), "key": public_key(), "consent": CONSENT.words},
    )


@members
@require_POST
def add(request: MemberRequest) -> HttpResponse:
    """Ring on this device, too."""
    endpoint, point, secret = (request.POST.get(name, "") for name in ("endpoint", "p256dh", "auth"))
    label = device_called(request.headers.get("User-Agent", ""))
    try:
        add_device(request.user, endpoint, point, secret, label)
    except UnusableDeviceError as unusable:
        return HttpResponseBadRequest(str(unusable))
    messages.success(request, _("From now on we tell you on this device, too."))
    return HttpResponse(status=204)


@members
@require_POST
def remove(request: MemberRequest, public_id: str) -> HttpResponse:
    """Ring there no more."""
    remove_device(request.user, public_id)
    messages.success(request, _("Nothing rings there any more."))
    return redirect("push:devices")


@everyone
@csrf_exempt  # the service worker has no form; the signed token is the proof
@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """A device says that it shows a notice, or that somebody opened it."""
    try:
        delivery = signing.loads(request.POST.get("seen", ""), salt=SALT, max_age=DAYS_TO_SAY * 24 * 3600)
    except signing.BadSignature:
        return HttpResponseBadRequest(_("We do not know this notice."))
    mark_seen(delivery, opened=request.POST.get("opened") == "yes")
    return HttpResponse(status=204)


@everyone
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at an address of its own: it reaches no further than that."""
    file = Path(str(finders.find("push/worker.js")))
    return HttpResponse(file.read_bytes(), content_type="text/javascript; charset=utf-8")
