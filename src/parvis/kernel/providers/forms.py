"""Disconnecting an account elsewhere."""

from allauth.socialaccount import forms

from parvis.kernel.providers.actions import disconnect


class DisconnectForm(forms.DisconnectForm):
    """django-allauth's own; what the account said of its person ends with it."""

    def save(self) -> None:
        """Both, or neither."""
        disconnect(self.cleaned_data["account"], super().save)
