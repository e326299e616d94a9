"""Disconnecting an account elsewhere."""

from allauth.socialaccount import forms
from django.db import transaction

from parvis.kernel.providers.actions import disbelieve


class DisconnectForm(forms.DisconnectForm):
    """django-allauth's own; what the account said of its person ends with it, or neither does."""

    @transaction.atomic
    def save(self) -> None:
        """First what holds the person, so that nobody is confirmed by it meanwhile."""
        disbelieve(self.cleaned_data["account"])
        super().save()
