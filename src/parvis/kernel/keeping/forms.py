"""The question before everything is erased."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.people.models import Person


class EraseForm(forms.Form):
    """Whether words go too; and the password, or for whoever has none the e-mail address, typed once more."""

    words_too = forms.BooleanField(
        label=gettext_lazy("Also erase my words and photographs"),
        help_text=gettext_lazy("What you wrote here, and the photographs that you sent in."),
        required=False,
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        if person.has_usable_password():
            self.fields["password"] = forms.CharField(
                label=_("Your password"),
                help_text=_("So that nobody else can do this at your device."),
                widget=forms.PasswordInput({"autocomplete": "current-password"}),
                strip=False,
            )
        else:
            self.fields["address"] = forms.CharField(
                label=_("Your e-mail address"),
                help_text=_("Type it once more, so that this does not happen by accident."),
                widget=forms.EmailInput({"autocomplete": "off"}),
            )

    def clean_password(self) -> str:
        """The password, if it is the person's own."""
        typed: str = self.cleaned_data["password"]
        if not self.person.check_password(typed):
            raise forms.ValidationError(_("This is not your password. Nothing was erased."))
        return typed

    def clean_address(self) -> str:
        """The address, if it is the person's own."""
        typed: str = self.cleaned_data["address"]
        if typed.strip().lower() != self.person.email.lower():
            raise forms.ValidationError(_("This is not the address of your account. Nothing was erased."))
        return typed
