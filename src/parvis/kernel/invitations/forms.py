"""Where somebody is who asks what they can do, and how much it may be."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.kernel.interests.forms import MOST
from parvis.kernel.places.models import Area
from parvis.kernel.places.queries import neighbourhoods
from parvis.kernel.sheets.rules import Rung
from parvis.kernel.ui.forms import NearField


class HereForm(forms.Form):
    """Everything may stay empty."""

    spot = NearField(label=_("Where are you?"), required=False)
    most = forms.ChoiceField(
        label=_("At most"), choices=[("", _("whatever fits")), *MOST.items()], required=False
    )

    def in_area(self) -> Area | None:
        """The neighbourhood whose page led here, where there is one of this name."""
        slug = str(self.data.get("area", "")) if self.is_bound else ""
        return neighbourhoods().get(slug) if slug else None

    def near(self) -> tuple[float, float] | None:
        """The point, where one was given that makes sense."""
        return self._given().get("spot")

    def at_most(self) -> Rung | None:
        """How much it may ask, where that was said."""
        most = self._given().get("most")
        return Rung(most) if most else None

    def _given(self) -> dict[str, Any]:
        if not self.is_bound:
            return {}
        self.is_valid()
        return self.cleaned_data
