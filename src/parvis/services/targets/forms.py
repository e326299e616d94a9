"""Forms of targets: propose one, decide it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from parvis.services.reports.contracts import names_of_kinds
from parvis.services.targets.rules import DAYS_AT_MOST


class TargetForm(forms.Form):
    """A category and working days; empty for no promise."""

    category = forms.ChoiceField(label=gettext_lazy("What?"))
    days = forms.IntegerField(
        label=gettext_lazy("Answered within how many working days?"),
        help_text=gettext_lazy("Leave it empty to promise nothing."),
        min_value=1,
        max_value=DAYS_AT_MOST,
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["category"].choices = sorted(names_of_kinds().items(), key=lambda pair: pair[1])


class DecideForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=gettext_lazy("Why is it changed?"),
        help_text=gettext_lazy("Everyone can read this."),
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
    )
