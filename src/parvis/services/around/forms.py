"""Where, and what to be told."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.gate.forms import Gated
from parvis.kernel.places.index import areas_at
from parvis.kernel.places.models import Area
from parvis.kernel.places.search import nearest_street, search
from parvis.kernel.ui.forms import Spot, SpotField
from parvis.services.around.models import QUESTION_WORDS, RHYTHM_WORDS, Place
from parvis.services.around.queries import neighbourhoods
from parvis.services.around.rules import RADII, Rhythm, circle_of

RADIUS_AT_FIRST = 500


class PlaceForm(forms.Form):
    """A neighbourhood, or a spot and how far around it."""

    area = forms.ModelChoiceField(
        neighbourhoods(),
        label=gettext_lazy("Neighbourhood"),
        to_field_name="slug",
        required=False,
        empty_label=gettext_lazy("the whole city"),
    )
    spot = SpotField(label=gettext_lazy("Or a spot"), required=False)
    radius = forms.TypedChoiceField(
        label=gettext_lazy("How far around the spot?"),
        coerce=int,
        empty_value=None,
        required=False,
        initial=RADIUS_AT_FIRST,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["radius"].choices = [(metres, _("%(metres)s metres") % {"metres": metres}) for metres in RADII]

    def place(self) -> Place:
        """The place that was chosen; the whole city where none was, or where the choice makes no sense."""
        if not self.is_bound or not self.is_valid():
            return Place()
        found: Place = self.cleaned_data["place"]
        return found

    def clean(self) -> dict[str, Any]:
        """Puts the `Place` beside the answers. A spot goes before a neighbourhood."""
        data = super().clean() or {}
        area: Area | None = data.get("area")
        spot = data.get("spot")
        data["place"] = Place(area)
        if isinstance(spot, Spot) and (spot.has_point or spot.address) and not self.errors:
            data["place"] = self._around(spot, data.get("radius") or RADIUS_AT_FIRST)
        return data

    def _around(self, spot: Spot, radius: int) -> Place:
        """The circle; of an address that may mean several places the likeliest, which the page then names."""
        address, lat, lon = spot.address, spot.latitude, spot.longitude
        if lat is None or lon is None:
            likeliest = next(iter(search(address, limit=1)), None)
            if likeliest is None:
                self.add_error("spot", _("We do not know this address. Try the name of a street or corner."))
                return Place()
            lat, lon = likeliest.lat, likeliest.lon
            address = ", ".join(filter(None, (likeliest.text, likeliest.area)))
        circle = circle_of(lat, lon, radius)
        if circle is None or not areas_at(circle.lat, circle.lon):
            self.add_error("spot", _("This spot is outside the city. Choose one inside it."))
        return Place(circle=circle, spot=address or nearest_street(lat, lon) or "")


class WishForm(Gated):
    """What to be told of, how often, and for guests, where to."""

    questions = forms.MultipleChoiceField(
        label=gettext_lazy("What do you want to hear about?"),
        help_text=gettext_lazy("Choose none to hear about all four."),
        choices=list(QUESTION_WORDS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    rhythm = forms.ChoiceField(
        label=gettext_lazy("How often?"),
        choices=[(rhythm.value, words) for rhythm, words in RHYTHM_WORDS.items()],
        widget=forms.RadioSelect,
        initial=Rhythm.DAILY.value,
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("We first send a link to make sure that it is yours."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kwargs["request"].user.is_authenticated:
            del self.fields["email"]
