"""Blocking, or muting for how long."""

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.kernel.blocks.rules import Choice

LABELS = {
    Choice.BLOCK: _("Block"),
    Choice.WEEK: _("Mute for a week"),
    Choice.MONTH: _("Mute for a month"),
    Choice.GOOD: _("Mute until I end it"),
}


class ChoiceForm(forms.Form):
    """One choice."""

    choice = forms.TypedChoiceField(
        label=_("What do you want?"), choices=list(LABELS.items()), coerce=Choice, widget=forms.RadioSelect
    )
