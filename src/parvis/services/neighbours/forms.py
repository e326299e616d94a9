"""How the list is narrowed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from parvis.kernel.ui.forms import NearField
from parvis.services.openings.contracts import areas
from parvis.services.reports.contracts import names_of_kinds


class FilterForm(forms.Form):
    """What, in which neighbourhood, near what."""

    kind = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    area = forms.ChoiceField(label=gettext_lazy("Where"), required=False)
    spot = NearField(label=gettext_lazy("Or near a spot"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        names = sorted(names_of_kinds().items(), key=lambda pair: pair[1])
        fields["kind"].choices = [("", gettext_lazy("everything")), *names]
        fields["area"].choices = areas()

    def narrowed(self) -> dict[str, Any]:
        """What to look for; everything where nothing, or nothing that makes sense, was chosen."""
        if not self.is_bound or not self.is_valid():
            return {}
        given = self.cleaned_data
        return {"kind": given["kind"], "area": given["area"], "near": given["spot"]}
