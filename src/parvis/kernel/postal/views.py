"""My letter with a code; and the desk's printer."""

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from parvis.kernel.looks.contracts import Shown, note
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import members, officials
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.kernel.postal.actions import Sheet, ask, confirm, print_letters, take_back
from parvis.kernel.postal.forms import AskForm, CodeForm
from parvis.kernel.postal.policies import may_print
from parvis.kernel.postal.queries import letter_of, letters_to, open_letters
from parvis.kernel.postal.rules import State

no_store = cache_control(private=True, no_store=True)


@members
@require_http_methods(["GET", "POST"])
def letter(request: MemberRequest) -> HttpResponse:
    """Ask for a letter; once it was printed, type its code."""
    found = letter_of(request.user)
    form: Form | None = None
    if found is None:
        form = AskForm(request.POST or None, initial={"name": request.user.legal_name})
    elif found.state is State.PRINTED:
        form = CodeForm(request.POST or None)
    if form is not None and form.is_bound and form.is_valid() and (done := _done(request, form)):
        return done
    status = 422 if form is not None and form.errors else 200
    return render(
        request, "postal/letter.html", {"letter": letter_of(request.user), "form": form}, status=status
    )


def _done(request: MemberRequest, form: Form) -> HttpResponse | None:
    given = form.cleaned_data
    try:
        if isinstance(form, CodeForm):
            confirm(request.user, given["code"])
            messages.success(request, _("Thank you. The city knows now that you live here."))
            return redirect("assurance:mine")
        ask(request.user, given["name"], given["address"], given["area"])
    except RefusedError as refused:
        form.add_error(None, refused.reason)
        return None
    messages.success(request, _("We will send you a letter. Come back here with its code."))
    return redirect("postal:letter")


@members
@require_POST
def end(request: MemberRequest) -> HttpResponse:
    """Take the wish for a letter back."""
    take_back(request.user)
    messages.success(request, _("Taken back. We forgot the address."))
    return redirect("postal:letter")


@officials
@no_store
@require_http_methods(["GET", "POST"])
def office(request: MemberRequest) -> HttpResponse:
    """What is to be printed; printing shows each code this once."""
    allowed = may_print(request.user)
    if request.method == "POST":
        require(allowed)
        sheets = print_letters(request.user, request.POST.getlist("letter"))
        if sheets:
            note(request.user, "postal.letters", [Shown(each.letter.person_id) for each in sheets])
            return _sheets(request, sheets)
        messages.warning(request, _("Choose at least one letter."))
    rows = list(open_letters()[:200]) if allowed else []
    note(request.user, "postal.letters", [Shown(each.person_id) for each in rows])
    letters = letters_to(each.address_digest for each in rows)
    lines = [(each, letters.get(each.address_digest, 0)) for each in rows]
    context = {
        "refusal": "" if allowed else allowed.reason,
        "asked": [line for line in lines if line[0].printed_at is None],
        "printed": [line for line in lines if line[0].printed_at is not None],
    }
    return render(request, "postal/office/letters.html", context)


def _sheets(request: HttpRequest, sheets: list[Sheet]) -> HttpResponse:
    address = settings.SITE_ADDRESS + reverse("postal:letter")
    return render(request, "postal/office/sheets.html", {"sheets": sheets, "address": address})
