"""What a person lets others see."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ShowForm(forms.Form):
    """One tick for each kind of fact."""

    kinds = forms.BooleanField(label=_("How many contributions of which kind"), required=False)
    since = forms.BooleanField(label=_("Since which month"), required=False)
    areas = forms.BooleanField(label=_("In how many neighbourhoods"), required=False)
