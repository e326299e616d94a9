"""The inbox, its preferences, one-click unsubscribe and the live stream."""

from django.core import signing
from django.core.paginator import Paginator
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parvis.kernel.notices.actions import Address, choose, mark_read
from parvis.kernel.notices.kinds import Category
from parvis.kernel.notices.letters import read_unsubscribe
from parvis.kernel.notices.live import hub, read_topics
from parvis.kernel.notices.queries import inbox_of, wishes_of
from parvis.kernel.people.models import Person
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import everyone, members
from parvis.kernel.permissions.verdict import AbsentError

PAGE = 30


@members
@require_GET
def inbox(request: MemberRequest) -> HttpResponse:
    """What the person was told."""
    page = Paginator(inbox_of(request.user), PAGE).get_page(request.GET.get("page"))
    return render(request, "notices/inbox.html", {"page": page})


@members
@require_POST
def read(request: MemberRequest) -> HttpResponse:
    """Mark everything as read."""
    mark_read(request.user)
    return redirect("notices:inbox")


@members
@require_http_methods(["GET", "POST"])
def preferences(request: MemberRequest) -> HttpResponse:
    """What the person wants to hear by e-mail."""
    wishes = wishes_of(request.user)
    if request.method == "POST":
        for category in wishes:
            choose(request.user, category, wanted=category in request.POST.getlist("wanted"))
        return redirect("notices:preferences")
    lines = [(category, Category.LABELS[category], wanted) for category, wanted in wishes.items()]
    return render(request, "notices/preferences.html", {"lines": lines})


@everyone
@csrf_exempt  # RFC 8058: the mail program posts by itself; the signed token is the proof
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Switch a category off. GET asks (mail scanners follow links), POST does it."""
    found = read_unsubscribe(token)
    if found is None:
        raise AbsentError
    email, category = found
    if request.method == "POST":
        person = Person.objects.filter(email__iexact=email).first()
        choose(person or Address(email), category, wanted=False)
    done = request.method == "POST"
    label = Category.LABELS.get(category, _("these letters"))
    return render(request, "notices/leave.html", {"done": done, "label": label, "email": email})


@everyone
@require_GET
async def live(request: HttpRequest) -> HttpResponseBase:
    """The stream of changes for the signed topics in `t`."""
    try:
        topics = read_topics(request.GET.get("t", ""))
    except signing.BadSignature:
        return HttpResponseBadRequest(_("This stream has expired. Load the page again."))
    answer = StreamingHttpResponse(hub.stream(topics), content_type="text/event-stream")
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Accel-Buffering"] = "no"
    return answer
