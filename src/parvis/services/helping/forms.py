"""Forms of helping."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from parvis.kernel.ui.forms import PhotographsField
from parvis.services.helping.rules import PHOTOS_AT_MOST
from parvis.services.reports.contracts import WORDS_AT_MOST


def _words(label: Any, help_text: Any, *, required: bool = True) -> forms.CharField:
    area = forms.Textarea({"rows": 4})
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=WORDS_AT_MOST, widget=area
    )


class TakeForm(forms.Form):
    """One has read it."""

    has_read = forms.BooleanField(
        label=gettext_lazy("I have read how it is done, and what I must not do."), required=False
    )


class ProveForm(forms.Form):
    """What was done."""

    words = _words(
        gettext_lazy("What did you do?"), gettext_lazy("The author of the report and the office read it.")
    )
    minutes = forms.IntegerField(label=gettext_lazy("How many minutes did it take?"), min_value=1)
    photos = PhotographsField(
        label=gettext_lazy("Photographs of it, without people"), required=False, at_most=PHOTOS_AT_MOST
    )


class JudgeForm(forms.Form):
    """Is it done?"""

    done = forms.ChoiceField(
        label=gettext_lazy("Is it done?"),
        widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("Yes, thank you")), ("no", gettext_lazy("No, not yet"))],
    )
    words = _words(
        gettext_lazy("A few words"), gettext_lazy("If it is not done, say what is left."), required=False
    )
