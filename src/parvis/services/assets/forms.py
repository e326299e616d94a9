"""What of all assets is looked for."""

from django import forms
from django.utils.translation import gettext_lazy

from parvis.kernel.places.models import Area
from parvis.services.assets.models import Layer
from parvis.services.assets.queries import Wanted

_AREAS = Area.objects.filter(kind="neighbourhood", valid_until=None).only("slug", "names").order_by("slug")


class FilterForm(forms.Form):
    """Filters of the list and the map. What makes no sense is left out, never an error page."""

    kind = forms.ModelChoiceField(
        Layer.objects.order_by("slug"),
        label=gettext_lazy("What"),
        to_field_name="slug",
        required=False,
        empty_label=gettext_lazy("everything"),
    )
    area = forms.ModelChoiceField(
        _AREAS,
        label=gettext_lazy("Where"),
        to_field_name="slug",
        required=False,
        empty_label=gettext_lazy("everywhere"),
    )

    def wanted(self, box: str = "") -> Wanted | None:
        """What was asked for; None where `box` (west,south,east,north) is no rectangle."""
        self.full_clean()
        kind, area = self.cleaned_data.get("kind"), self.cleaned_data.get("area")
        edges = _edges(box) if box else None
        if box and edges is None:
            return None
        return Wanted(kind.pk if kind else None, area.pk if area else None, edges)


def _edges(box: str) -> tuple[float, float, float, float] | None:
    try:
        west, south, east, north = (float(part) for part in box.split(","))
    except ValueError:
        return None
    inside = -180 <= west < east <= 180 and -90 <= south < north <= 90
    return (west, south, east, north) if inside else None
