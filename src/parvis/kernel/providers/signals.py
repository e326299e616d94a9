"""What we do when django-allauth has connected an account elsewhere to somebody who is signed in."""

from typing import Any

from allauth.socialaccount.models import SocialLogin

from parvis.kernel.providers.actions import believe


def on_connected(sender: Any, sociallogin: SocialLogin, **_unused: Any) -> None:
    """What the provider says counts from the first moment."""
    believe(sociallogin.account)
