"""Assessments: a summary for everybody; the document, the form, advice and signature for the office."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from parvis.kernel.assessing.document import as_json, context_of, file_context, told
from parvis.kernel.assessing.forms import AdviceForm, SignForm, WriteForm
from parvis.kernel.assessments.actions import Opinion, advise, sign, write
from parvis.kernel.assessments.labels import ADVICE, HEADINGS, HEIGHTS, LACKING, STANDINGS, TONES
from parvis.kernel.assessments.models import Assessment
from parvis.kernel.assessments.policies import may_advise, may_sign, may_write
from parvis.kernel.assessments.queries import (
    Assessed,
    assessed,
    assessed_part,
    stewards_of,
    version_of,
)
from parvis.kernel.assessments.rules import Advice, Written, missing
from parvis.kernel.control.models import Act, Proposal
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import everyone, officials
from parvis.kernel.permissions.verdict import AbsentError, RefusedError, require


@everyone
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Which parts were assessed, when and by which office; which were not."""
    return render(request, "assessing/overview.html", {"rows": _rows()})


@everyone
@require_GET
def summary(request: HttpRequest, key: str) -> HttpResponse:
    """What was signed about one part: why it is needed, what residents say, how grave what is left is."""
    found = assessed_part(key)
    version = found.signed
    context = {
        "found": found,
        "version": version,
        "risks": told(version),
        "left": HEIGHTS[found.left] if found.left else "",
        "advice": ADVICE[Advice(version.advice)] if version else "",
        "standing": STANDINGS[found.standing],
        "tone": TONES[found.standing],
    }
    return render(request, "assessing/summary.html", context)


@officials
@require_GET
def office(request: MemberRequest) -> HttpResponse:
    """Every part with where its assessment stands, what is asked for first."""
    return render(request, "assessing/office/overview.html", {"rows": _rows()})


@officials
@require_GET
def module(_request: MemberRequest, module: str) -> HttpResponse:
    """From a module to the part that it belongs to."""
    found = next((each for each in assessed() if module in each.part.modules), None)
    if found is None:
        return redirect("office-assessments:overview")
    return redirect("office-assessments:one", found.part.key)


@officials
@require_http_methods(["GET", "POST"])
def one(request: MemberRequest, key: str) -> HttpResponse:
    """The whole document with its versions; advice and signature, for whom they are."""
    found = assessed_part(key)
    asked = request.POST.get("do", "")
    made: dict[str, forms.Form] = {
        "advise": AdviceForm(request.POST if asked == "advise" else None, auto_id="advice_%s"),
        "sign": SignForm(request.POST if asked == "sign" else None, auto_id="sign_%s"),
    }
    form = made.get(asked)
    if form is not None and form.is_valid():
        try:
            done = _DEEDS[asked](request, key, form)
        except RefusedError as refused:
            form.add_error(None, refused.reason)
        else:
            return _onward(request, key, done)
    version = found.latest
    context = {
        **context_of(found, version),
        **_open_to(request, found, version),
        "versions": found.versions[:50],
        "forms": made,
        "changes": [(HEADINGS[each.heading], each) for each in found.changes],
        "standing": STANDINGS[found.standing],
        "tone": TONES[found.standing],
    }
    return render(request, "assessing/office/one.html", context, status=422 if form is not None else 200)


@officials
@require_http_methods(["GET", "POST"])
def writing(request: MemberRequest, key: str) -> HttpResponse:
    """What people write: necessity, risks and measures, views of residents."""
    found = assessed_part(key)
    require(may_write(request.user, stewards_of(found.part.modules)))
    newest = found.latest
    before = newest.written if newest else Written()
    form = WriteForm(before, newest.number if newest else 0, request.POST or None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            write(request.user, key, form.written(), after=given["after"], token=given["token"])
        except RefusedError as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, _("Saved as a new version."))
            return redirect("office-assessments:one", key)
    context = {"form": form, "found": found}
    return render(request, "assessing/office/write.html", context, status=422 if form.errors else 200)


@officials
@require_GET
def page(request: MemberRequest, key: str, number: int) -> HttpResponse:
    """One version as a file that needs nothing else."""
    found, version = assessed_part(key), version_of(key, number)
    text = render_to_string("assessing/file.html", file_context(found, version))
    return _as_file(HttpResponse(text), f"assessment-{key}-{number}.html")


@officials
@require_GET
def document(request: MemberRequest, key: str, number: int) -> HttpResponse:
    """One version for programs."""
    found, version = assessed_part(key), version_of(key, number)
    answer = JsonResponse(as_json(found, version), json_dumps_params={"ensure_ascii": False, "indent": 2})
    return _as_file(answer, f"assessment-{key}-{number}.json")


_DEEDS: dict[str, Callable[[MemberRequest, str, Any], Act | Proposal]] = {
    "advise": lambda request, key, form: advise(
        request.user, key, _number(request), Opinion(form.chosen(), form.cleaned_data["words"])
    ),
    "sign": lambda request, key, form: sign(request.user, key, _number(request), form.cleaned_data["reason"]),
}


def _number(request: MemberRequest) -> int:
    """The version that was read: whoever advises or signs means that one."""
    typed = request.POST.get("version", "")
    if not typed.isdecimal():
        raise AbsentError
    return int(typed)


def _onward(request: MemberRequest, key: str, done: Act | Proposal) -> HttpResponse:
    if isinstance(done, Proposal):
        messages.success(request, _("You signed first. It is done when a second official signs."))
        return redirect("office-decisions:proposal", done.public_id)
    messages.success(request, _("Done, and written into the register of decisions."))
    return redirect("office-assessments:one", key)


def _open_to(request: MemberRequest, found: Assessed, version: Assessment | None) -> dict[str, Any]:
    """Which deeds are open to the reader; why not, where that helps."""
    stewards, writers = stewards_of(found.part.modules), found.writers
    waits = version is not None and version.signed_at is None
    lacking = missing(version.written) if version is not None and waits else []
    signable = may_sign(request.user, stewards, writers)
    is_advised = version is not None and version.advised_at is not None
    return {
        "may_write": bool(may_write(request.user, stewards)),
        "may_advise": waits and not is_advised and not lacking and bool(may_advise(request.user, writers)),
        "may_sign": waits and is_advised and bool(signable),
        "refusal": "" if signable or not (waits and is_advised) else signable.reason,
        "lacking": [LACKING[each] for each in lacking],
    }


def _rows() -> list[tuple[Assessed, Any, str]]:
    """Every part; first what people meet and nobody signed."""
    found = sorted(assessed(), key=lambda each: (each.standing == "signed", not each.is_in_use))
    return [(each, STANDINGS[each.standing], TONES[each.standing]) for each in found]


def _as_file(answer: HttpResponse, name: str) -> HttpResponse:
    answer["Content-Disposition"] = f'attachment; filename="parvis-{name}"'
    return answer
