"""Forms about oneself."""

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from parvis.kernel.people.models import Person


class SignupDetails(forms.Form):
    """What sign-up asks beside address and password."""

    public_name = forms.CharField(
        label=_("Public name"),
        max_length=60,
        required=False,
        help_text=_("Shown beside what you publish. It need not be your real name; you can leave it empty."),
    )

    def signup(self, request: HttpRequest, user: Person) -> None:
        """Nothing more: the adapter keeps the name."""


class ProfileForm(forms.Form):
    """Names, language and appearance."""

    public_name = forms.CharField(
        label=_("Public name"),
        max_length=60,
        required=False,
        help_text=_("Shown beside what you publish. You can leave it empty."),
        widget=forms.TextInput({"autocomplete": "nickname"}),
    )
    legal_name = forms.CharField(
        label=_("Legal name"),
        max_length=120,
        required=False,
        help_text=_("Never published. Officials see it only where a service needs it."),
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    theme = forms.ChoiceField(label=_("Appearance"), choices=Person.THEMES)
