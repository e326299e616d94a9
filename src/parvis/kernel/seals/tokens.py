"""Links by which somebody sets a new password: they hold to the generation, too."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.tokens import PasswordResetTokenGenerator

from parvis.kernel.seals.queries import generation


class PasswordTokens(PasswordResetTokenGenerator):
    """Of an older generation they open nothing, nor once the addresses of the account have changed.

    Without a generation they are those of django-allauth, so that links of before go on working. Its class cannot be
    the base: the module that it stands in asks for this one while it loads.
    """

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        known = EmailAddress.objects.filter(user_id=user.pk).order_by("pk").values_list("email", flat=True)
        addresses = "|".join(sorted({user.email, *known}))
        return f"{super()._make_hash_value(user, timestamp)}{addresses}{generation() or ''}"
