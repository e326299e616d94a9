"""The provider that the city believes."""

from allauth.socialaccount.models import SocialApp
from django.conf import settings

from parvis.kernel.providers.rules import Believed


def believed() -> Believed:
    """The one; `SocialApp.DoesNotExist`, which is no page, where there is none."""
    if settings.OIDC is None:
        raise SocialApp.DoesNotExist
    return settings.OIDC
