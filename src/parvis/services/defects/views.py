"""The page of an office on which it keeps what its inspectors choose from."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from parvis.kernel.people.models import Organisation
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import officials
from parvis.kernel.permissions.verdict import AbsentError, RefusedError, require
from parvis.services.defects.actions import add, change, raise_up, take_away
from parvis.services.defects.forms import ChoiceForm
from parvis.services.defects.models import OUTCOME_WORDS, Choice
from parvis.services.defects.policies import may_arrange
from parvis.services.defects.queries import offices_arranged_by, standing
from parvis.services.defects.rules import Kind, Outcome
from parvis.services.reports.contracts import names_of_kinds

SECTIONS = {
    Kind.PRIORITY: (gettext_lazy("How urgent it is"), gettext_lazy("The most urgent first.")),
    Kind.DEFECT: (gettext_lazy("What is broken"), gettext_lazy("Inspectors see those of the category.")),
    Kind.PHRASE: (gettext_lazy("Ready words"), gettext_lazy("Inspectors can change them before they send.")),
}


@officials
@require_GET
def offices(request: MemberRequest) -> HttpResponse:
    """On to the only office whose choices one keeps, or a list of them."""
    found = offices_arranged_by(request.user)
    if not found:
        raise RefusedError(_("Only managers of an office keep the choices of its inspectors."))
    if len(found) == 1:
        return redirect("defects:choices", found[0].slug)
    return render(request, "defects/offices.html", {"offices": found})


@officials
@require_GET
def choices(request: MemberRequest, slug: str) -> HttpResponse:
    """All choices of one office."""
    office = _office(request, slug)
    rows, kinds = list(standing([office.slug])), names_of_kinds()
    sections = [
        (kind, title, hint, [_line(each, kinds) for each in rows if each.kind == kind])
        for kind, (title, hint) in SECTIONS.items()
    ]
    return render(request, "defects/choices.html", {"office": office, "sections": sections})


@officials
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest, slug: str, kind: str) -> HttpResponse:
    """One more."""
    office = _office(request, slug)
    if kind not in list(Kind):
        raise AbsentError
    form = ChoiceForm(request.POST or None, kind=Kind(kind))
    if request.method == "POST" and form.is_valid():
        add(office, request.user, form.wording())
        messages.success(request, _("Inspectors can choose it now."))
        return redirect("defects:choices", office.slug)
    return _form_page(request, office, form, None)


@officials
@require_http_methods(["GET", "POST"])
def one(request: MemberRequest, slug: str, public_id: str) -> HttpResponse:
    """Change a choice, raise it, or take it away."""
    office = _office(request, slug)
    choice = get_object_or_404(Choice.objects.select_related("office"), office=office, public_id=public_id)
    form = ChoiceForm(request.POST or None, kind=Kind(choice.kind), choice=choice)
    if request.method == "POST" and ("away" in request.POST or "up" in request.POST):
        (take_away if "away" in request.POST else raise_up)(choice, request.user)
        return redirect("defects:choices", office.slug)
    if request.method == "POST" and form.is_valid():
        change(choice, request.user, form.wording())
        messages.success(request, _("Changed."))
        return redirect("defects:choices", office.slug)
    return _form_page(request, office, form, choice)


def _form_page(
    request: MemberRequest, office: Organisation, form: ChoiceForm, choice: Choice | None
) -> HttpResponse:
    context = {"office": office, "form": form, "choice": choice, "title": SECTIONS[form.kind][0]}
    return render(request, "defects/choice.html", context, status=422 if form.errors else 200)


def _office(request: MemberRequest, slug: str) -> Organisation:
    office = get_object_or_404(Organisation, slug=slug, is_partner=False)
    require(may_arrange(request.user, office))
    return office


def _line(choice: Choice, kinds: dict[str, str]) -> tuple[Choice, list[Any]]:
    """A choice and for what it is offered, in words."""
    category = kinds.get(choice.category, choice.category)
    outcome = OUTCOME_WORDS[Outcome(choice.outcome)] if choice.outcome else ""
    return choice, [each for each in (category, outcome) if each]
