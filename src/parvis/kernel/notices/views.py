"""The inbox and one-click unsubscribe."""

from django.core.paginator import Paginator
from django.http import (
    HttpRequest,
    HttpResponse,
)
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from parvis.kernel.notices.actions import Address, choose, mark_read
from parvis.kernel.notices.kinds import Category
from parvis.kernel.notices.letters import read_unsubscribe
from parvis.kernel.notices.queries import inbox_of
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


@everyone
@csrf_exempt  # RFC 8058: the mail program posts by itself; the signed token is the proof
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Switch categories off. GET asks (mail scanners follow links), POST does it."""
    found = read_unsubscribe(token)
    if found is None:
        raise AbsentError
    email, categories = found
    if request.method == "POST":
        person = Person.objects.filter(email__iexact=email).first()
        for category in categories:
            choose(person or Address(email), category, wanted=False)
    done = request.method == "POST"
    labels = [Category.LABELS.get(category, _("these letters")) for category in categories]
    return render(request, "notices/leave.html", {"done": done, "labels": labels, "email": email})
