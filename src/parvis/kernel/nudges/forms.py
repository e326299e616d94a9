"""How a nudge is to be set."""

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.kernel.nudges.rules import HOLDOUT_AT_MOST


class SettingForm(forms.Form):
    """On or off, for how many, and why."""

    is_on = forms.BooleanField(label=_("It is on"), required=False)
    holdout = forms.IntegerField(
        label=_("Of a hundred people, how many does the lot leave out?"),
        help_text=_("Nobody is left out for good. Without that nobody knows what the nudge does."),
        min_value=0,
        max_value=HOLDOUT_AT_MOST,
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Everyone can read this."),
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
    )
