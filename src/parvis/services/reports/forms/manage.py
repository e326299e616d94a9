"""Forms of managers: the routing simulator, the statement of reasons."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.trust.models import GROUND_LABELS
from parvis.kernel.ui.forms import Spot, SpotField
from parvis.services.reports.forms.words import words_field
from parvis.services.reports.models import Category


class SimulatorForm(forms.Form):
    """A place and a category."""

    spot = SpotField(label=gettext_lazy("Where?"))
    category = forms.ModelChoiceField(
        Category.objects.order_by("slug"), label=gettext_lazy("What?"), to_field_name="slug"
    )

    def clean_spot(self) -> Any:
        """A point; the simulator does not guess addresses."""
        spot = self.cleaned_data["spot"]
        if not isinstance(spot, Spot) or not spot.has_point:
            raise forms.ValidationError(_("Tap the map or give coordinates."))
        return spot


class HideForm(forms.Form):
    """Why something is hidden."""

    ground = forms.ChoiceField(
        label=gettext_lazy("What is wrong with it?"),
        choices=[(ground.value, label) for ground, label in GROUND_LABELS.items()],
        widget=forms.RadioSelect,
    )
    words = words_field(gettext_lazy("Statement of reasons"), gettext_lazy("The author reads this."))
