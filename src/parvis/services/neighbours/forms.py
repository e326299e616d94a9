"""How the list is narrowed."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.places.search import search
from parvis.kernel.ui.forms import Spot, SpotField
from parvis.services.openings.contracts import areas
from parvis.services.reports.contracts import names_of_kinds


class FilterForm(forms.Form):
    """What, in which neighbourhood, near what."""

    kind = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    area = forms.ChoiceField(label=gettext_lazy("Where"), required=False)
    spot = SpotField(label=gettext_lazy("Or near a spot"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        names = sorted(names_of_kinds().items(), key=lambda pair: pair[1])
        fields["kind"].choices = [("", gettext_lazy("everything")), *names]
        fields["area"].choices = areas()

    def clean_spot(self) -> tuple[float, float] | None:
        """Latitude and longitude; of an address that may mean several places, of the likeliest."""
        spot: Spot | None = self.cleaned_data["spot"]
        if spot is None or not (spot.has_point or spot.address):
            return None
        if spot.latitude is not None and spot.longitude is not None:
            return spot.latitude, spot.longitude
        likeliest = next(iter(search(spot.address, limit=1)), None)
        if likeliest is None:
            raise forms.ValidationError(_("We do not know this address. Try the name of a street or corner."))
        return likeliest.lat, likeliest.lon

    def narrowed(self) -> dict[str, Any]:
        """What to look for; everything where nothing, or nothing that makes sense, was chosen."""
        if not self.is_bound or not self.is_valid():
            return {}
        given = self.cleaned_data
        return {"kind": given["kind"], "area": given["area"], "near": given["spot"]}
