"""What it is called, and why it ends."""

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.kernel.consents.contracts import words_of
from parvis.services.adoptions.rules import SHOWS_NAME


class AdoptForm(forms.Form):
    """A name for the thing, and whether one's own is shown."""

    name = forms.CharField(
        label=_("What do you call it?"),
        help_text=_("Everyone can read this name. Leave it empty if it needs none."),
        max_length=40,
        required=False,
    )
    shows_name = forms.BooleanField(
        label=_("Show my public name beside it"), help_text=words_of(SHOWS_NAME), required=False
    )


class EndForm(forms.Form):
    """Why an official ends it."""

    reason = forms.CharField(
        label=_("Why does it end?"),
        help_text=_("The adopter reads this."),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
    )
