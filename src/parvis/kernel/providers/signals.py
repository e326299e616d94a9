"""What we do when django-allauth has connected an account elsewhere to somebody who is signed in."""

from typing import Any

from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.signals import social_account_added
from django.dispatch import receiver

from parvis.kernel.providers.actions import believe


@receiver(social_account_added)
def on_connected(sender: Any, sociallogin: SocialLogin, **_unused: Any) -> None:
    """What the provider says counts from the first moment."""
    believe(sociallogin.user, sociallogin.account.extra_data)
