"""Copies, comparisons and files of services."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from parvis.kernel.catalogue import actions
from parvis.kernel.catalogue.models import Service
from parvis.kernel.catalogue.policies import may_change
from parvis.kernel.catalogue.queries import service_named
from parvis.kernel.catalogue.rules import Stage
from parvis.kernel.people.models import Organisation
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import officials
from parvis.kernel.permissions.verdict import AbsentError, RefusedError, require
from parvis.kernel.sheets.file import BYTES_AT_MOST, UnreadableError, Written, read, written
from parvis.kernel.sheets.rules import Sheet, differences
from parvis.services.composer.forms import FileForm, PlaceForm
from parvis.services.composer.queries import compared


@officials
@require_http_methods(["GET", "POST"])
def copying(request: MemberRequest, number: int) -> HttpResponse:
    """The same service somewhere else, as a draft."""
    found = service_named(number)
    form = PlaceForm(request.user, request.POST or None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.copy(number, given["area"], given["steward"], request.user)
        except RefusedError as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, _("Copied. Change what is different there."))
            return redirect("office-services:compose", made.pk)
    context = {"form": form, "service": found}
    return render(request, "composer/office/copy.html", context, status=422 if form.errors else 200)


@officials
@require_http_methods(["GET", "POST"])
def comparison(request: MemberRequest, number: int, other: int) -> HttpResponse:
    """Two services of a kind, line by line; what is ticked is taken over into the first."""
    mine, theirs = service_named(number), service_named(other)
    if mine.module != theirs.module or mine.pk == theirs.pk:
        raise AbsentError
    allowed, error = may_change(request.user, mine), ""
    if request.method == "POST":
        require(allowed)
        try:
            actions.merge(
                number,
                other,
                request.POST.getlist("name"),
                request.user,
                reason=request.POST.get("reason", ""),
            )
        except RefusedError as refused:
            error = refused.reason
        else:
            messages.success(request, _("Taken over."))
            return redirect("office-services:service", number)
    rows = compared(differences(mine.content, theirs.content, _base(mine, theirs)))
    context = {
        "mine": mine,
        "theirs": theirs,
        "rows": rows,
        "chosen": request.POST.getlist("name"),
        "reason": request.POST.get("reason", ""),
        "error": error,
        "refusal": "" if allowed else allowed.reason,
        "needs_reason": mine.stage != Stage.DRAFT,
    }
    return render(request, "composer/office/compare.html", context, status=422 if error else 200)


@officials
@require_GET
def file(request: MemberRequest, number: int) -> HttpResponse:
    """The service as one file."""
    found = service_named(number)
    if found.stage == Stage.DRAFT:
        require(may_change(request.user, found))
    name = f"{settings.CITY.slug}-{found.module}{f'-{found.area.slug}' if found.area else ''}.toml"
    said = Written(found.module, found.content, found.fallback.slug if found.fallback else "")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(
        written(said, settings.CITY.slug), content_type="application/toml; charset=utf-8", headers=headers
    )


@officials
@require_http_methods(["GET", "POST"])
def take_in(request: MemberRequest) -> HttpResponse:
    """A draft from a file, such as another city's."""
    form = FileForm(request.user, request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            said = read(given["file"].read(BYTES_AT_MOST + 1))
            made = actions.compose(said.module, given["area"], _draft(said, given["steward"]), request.user)
        except UnreadableError as wrong:
            form.add_error("file", _("This is no file of a service: %(what)s") % {"what": wrong})
        except RefusedError as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(
                request, _("Taken in as a draft. Read every answer: it was written for another place.")
            )
            return redirect("office-services:compose", made.pk)
    return render(request, "composer/office/file.html", {"form": form}, status=422 if form.errors else 200)


def _draft(said: Written, steward: Organisation) -> actions.Draft:
    return actions.Draft(steward, Organisation.objects.filter(slug=said.fallback).first(), said.sheet)


def _base(mine: Service, theirs: Service) -> Sheet | None:
    """What both began from, where one is a copy of the other."""
    copy = mine if mine.copied_from_id == theirs.pk else theirs if theirs.copied_from_id == mine.pk else None
    return Sheet.model_validate(copy.base) if copy is not None and copy.base else None
