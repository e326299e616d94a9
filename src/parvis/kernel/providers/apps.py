"""Registers the kernel package `providers` with Django. Its table is django-allauth's."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class ProvidersConfig(AppConfig):
    name = "parvis.kernel.providers"
    label = "providers"

    def ready(self) -> None:
        """Offer the way where the city believes a provider, listen to it, and say what is kept of accounts there."""
        from allauth.socialaccount.signals import social_account_added

        from parvis.kernel.assurance.registry import Path, add_path
        from parvis.kernel.dictionary.registry import hold_keys
        from parvis.kernel.keeping.registry import hand_on, keep, on_leaving, show
        from parvis.kernel.providers.actions import forget_elsewhere
        from parvis.kernel.providers.kept import HANDLING, RECIPIENTS, RULES, SECTIONS, TITLE
        from parvis.kernel.providers.signals import on_connected

        add_path(
            "providers",
            Path(
                _("With another account"),
                _("Sign in with an account that knows where you live. We ask it nothing else."),
                "socialaccount_connections",
                lambda _person: settings.OIDC is not None and bool(settings.OIDC.claim),
            ),
        )
        hold_keys(
            "socialaccount",
            {
                "SocialApp.secret": "unused: the city's secret at a provider comes from the environment",
                "SocialApp.key": "unused, as above",
                "SocialToken.token": "unused: no token of a provider is kept",
                "SocialToken.token_secret": "unused, as above",
            },
        )
        keep("socialaccount", TITLE, RULES, HANDLING)
        hand_on("socialaccount", RECIPIENTS)
        show(SECTIONS)
        on_leaving("providers", forget_elsewhere)
        social_account_added.connect(on_connected)
