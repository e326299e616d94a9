"""Where django-allauth's accounts elsewhere meet our people."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from parvis.kernel.outbound import own_session
from parvis.kernel.people.actions import raise_level
from parvis.kernel.people.models import Person
from parvis.kernel.people.rules import Level
from parvis.kernel.providers.actions import believe

_SENTENCES = {
    "email_taken": _(
        "Somebody has an account here with this address. Sign in to it first, then connect your %s account."
    ),
    "invalid_token": _("This answer cannot be read. Try again."),
    "no_password": _("Choose a password first, so that you can still sign in."),
    "no_verified_email": _("Confirm your e-mail address first."),
    "disconnect_last": _("Choose a password first, so that you can still sign in."),
    "connected_other": _("This account is connected to somebody else here."),
}


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Asks other servers by our own session, and believes what a provider says about where people live."""

    error_messages = DefaultSocialAccountAdapter.error_messages | _SENTENCES

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> Any:
        """The one from the settings; nobody adds others to a table."""
        found = super().list_apps(request, provider=provider, client_id=client_id)
        return [each for each in found if each.pk is None]

    def get_requests_session(self) -> Any:
        """The house's own: no private addresses, no redirects, no proxies from the environment."""
        return own_session()

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Whoever comes with an account of the provider can have one here."""
        return settings.OIDC is not None

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Somebody known came back."""
        if sociallogin.is_existing:
            believe(sociallogin.account)

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> Person:
        """Somebody new: without a password, in the language of the page."""
        sociallogin.user.language = get_language() or ""
        person: Person = super().save_user(request, sociallogin, form)
        if EmailAddress.objects.filter(user=person, verified=True).exists():
            raise_level(person, Level.CONTACT_CONFIRMED)
        believe(sociallogin.account)
        return person
