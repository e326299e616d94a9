"""My programs; and the desk's side."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import members, officials
from parvis.kernel.permissions.verdict import RefusedError, require
from parvis.kernel.programs.actions import grant, register, renew_key, revoke
from parvis.kernel.programs.forms import GrantForm, RegisterForm
from parvis.kernel.programs.policies import may_grant
from parvis.kernel.programs.queries import any_program, living_programs, program_for, programs_of

_SHOWN_ONCE = "program_key"
no_store = cache_control(private=True, no_store=True)


@members
@no_store
@require_http_methods(["GET", "POST"])
def mine(request: MemberRequest) -> HttpResponse:
    """My programs, the way to a new one, and a key that was just made: shown this once."""
    form = RegisterForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            program, key = register(request.user, given["name"], given["website"], given["scopes"])
        except RefusedError as refused:
            form.add_error(None, refused.reason)
        else:
            request.session[_SHOWN_ONCE] = [program.name, key]
            return redirect("programs:mine")
    name, key = request.session.pop(_SHOWN_ONCE, ("", ""))
    context = {"form": form, "programs": programs_of(request.user), "key": key, "name": name}
    return render(request, "programs/mine.html", context, status=422 if form.errors else 200)


@members
@require_POST
def renew(request: MemberRequest, public_id: str) -> HttpResponse:
    """Another key for one of mine."""
    program, key = renew_key(program_for(request.user, public_id).public_id, request.user)
    request.session[_SHOWN_ONCE] = [program.name, key]
    return redirect("programs:mine")


@members
@require_POST
def switch_off(request: MemberRequest, public_id: str) -> HttpResponse:
    """Switch one of mine off."""
    program = revoke(program_for(request.user, public_id).public_id, request.user)
    messages.success(
        request, _("%(name)s is switched off. Its key opens nothing any more.") % {"name": program}
    )
    return redirect("programs:mine")


@officials
@require_http_methods(["GET"])
def every(request: MemberRequest) -> HttpResponse:
    """All programs: what each may do, what it asks for; the desk decides."""
    context = {"programs": living_programs(), "may_grant": bool(may_grant(request.user))}
    return render(request, "programs/every.html", context)


@officials
@require_http_methods(["GET", "POST"])
def decide(request: MemberRequest, public_id: str) -> HttpResponse:
    """What one program may do, and how often; or its end."""
    require(may_grant(request.user))
    program = any_program(public_id)
    if request.method == "POST" and request.POST.get("end"):
        revoke(public_id, request.user)
        return _decided(request, _("%(name)s is switched off.") % {"name": program})
    form = GrantForm(request.POST) if request.method == "POST" else GrantForm.of(program)
    if form.is_bound and form.is_valid():
        grant(public_id, request.user, form.cleaned_data["scopes"], form.cleaned_data["per_hour"])
        return _decided(request, _("Done. %(name)s can use it from now on.") % {"name": program})
    context = {"form": form, "program": program}
    return render(request, "programs/decide.html", context, status=422 if form.is_bound else 200)


def _decided(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("office-programs:every")
