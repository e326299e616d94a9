"""Asking for a paper letter, and typing its code."""

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.kernel.assurance.forms import AreaField


class AskForm(forms.Form):
    """Where the letter goes."""

    name = forms.CharField(
        label=_("Name on the letterbox"), max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    address = forms.CharField(
        label=_("Postal address"),
        help_text=_(
            "We forget it as soon as you have typed the code, or after 30 days. "
            "For a year we can still tell whether another letter goes there."
        ),
        max_length=300,
        widget=forms.Textarea({"rows": 3, "autocomplete": "street-address"}),
    )
    area = AreaField(label=_("Neighbourhood"))


class CodeForm(forms.Form):
    """The code on the paper."""

    code = forms.CharField(
        label=_("Code in the letter"),
        help_text=_("Eight signs. Capitals and the stroke do not matter."),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "one-time-code", "dir": "ltr", "autocapitalize": "none"}),
    )
