"""Forms of managers: the statement of reasons."""

from django import forms
from django.utils.translation import gettext_lazy

from parvis.kernel.trust.models import GROUND_LABELS
from parvis.services.reports.forms.words import words_field


class HideForm(forms.Form):
    """Why something is hidden."""

    ground = forms.ChoiceField(
        label=gettext_lazy("What is wrong with it?"),
        choices=[(ground.value, label) for ground, label in GROUND_LABELS.items()],
        widget=forms.RadioSelect,
    )
    words = words_field(gettext_lazy("Statement of reasons"), gettext_lazy("The author reads this."))
