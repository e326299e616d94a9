"""Language and appearance, the profile, and the page that confirms an address."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from parvis.kernel.people.actions import confirm, introduce, prefer
from parvis.kernel.people.confirmations import read_confirmation
from parvis.kernel.people.forms import ProfileForm
from parvis.kernel.people.models import Confirmation, Person
from parvis.kernel.people.requests import MemberRequest
from parvis.kernel.permissions.access import everyone, members
from parvis.kernel.permissions.verdict import AbsentError

THEME_COOKIE = "parvis_theme"
ONE_YEAR = 365 * 24 * 3600


@everyone
@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Language and appearance: kept on this device, and in the account of who is signed in."""
    language, theme = request.POST.get("language", ""), request.POST.get("theme", "")
    answer = redirect(_next_page(request))
    if language in dict(settings.LANGUAGES):
        _keep(answer, settings.LANGUAGE_COOKIE_NAME, language)
    if theme in dict(Person.THEMES):
        _keep(answer, THEME_COOKIE, theme)
    if request.user.is_authenticated:
        prefer(request.user, language=language, theme=theme)
    return answer


@members
@require_http_methods(["GET", "POST"])
def profile(request: MemberRequest) -> HttpResponse:
    """The person's own names and wishes."""
    person = request.user
    form = ProfileForm(
        request.POST or None,
        initial={
            "public_name": person.public_name,
            "legal_name": person.legal_name,
            "language": person.language or translation.get_language(),
            "theme": person.theme,
        },
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        introduce(request.user, public_name=chosen["public_name"], legal_name=chosen["legal_name"])
        prefer(request.user, language=chosen["language"], theme=chosen["theme"])
        translation.activate(chosen["language"] or translation.get_language())
        messages.success(request, _("Saved."))
        answer = redirect("people:profile")
        _keep(answer, settings.LANGUAGE_COOKIE_NAME, chosen["language"])
        _keep(answer, THEME_COOKIE, chosen["theme"])
        return answer
    return render(request, "people/profile.html", {"form": form})


@everyone
@require_http_methods(["GET", "POST"])
def confirm_contact(request: HttpRequest, token: str) -> HttpResponse:
    """Prove an address. Opening the link only asks, because mail scanners open links too."""
    confirmation_id = read_confirmation(token)
    waiting = Confirmation.objects.filter(pk=confirmation_id or 0).first()
    if waiting is None:
        raise AbsentError
    if request.method == "POST":
        page = confirm(waiting.pk)
        messages.success(request, _("Thank you. Your address is confirmed."))
        return redirect(page)
    return render(request, "people/confirm.html", {"waiting": waiting})


def _next_page(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"


def _keep(answer: HttpResponse, name: str, value: str) -> None:
    answer.set_cookie(
        name, value, max_age=ONE_YEAR, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
    )
