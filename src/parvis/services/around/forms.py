"""Where, and what to be told."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.places.index import areas_at
from parvis.kernel.places.models import Area
from parvis.kernel.places.search import nearest_street, search
from parvis.kernel.ui.forms import Cards, Spot, SpotField
from parvis.services.around.models import QUESTION_WORDS, RHYTHM_WORDS
from parvis.services.around.queries import Place, neighbourhoods
from parvis.services.around.rules import RADII, Rhythm, circle_of

_RADIUS_AT_FIRST = 500
_ASKED = ("area", "spot_address", "spot_lat", "spot_lon")


class PlaceForm(forms.Form):
    """A neighbourhood, or a spot and how far around it. An address that means several places asks which one."""

    area = forms.ModelChoiceField(
        neighbourhoods(),
        label=gettext_lazy("Neighbourhood"),
        to_field_name="slug",
        required=False,
        empty_label=gettext_lazy("the whole city"),
    )
    spot = SpotField(label=gettext_lazy("Or a spot"), required=False)
    choice = forms.ChoiceField(
        label=gettext_lazy("Which of these do you mean?"), widget=Cards, required=False
    )
    radius = forms.TypedChoiceField(
        label=gettext_lazy("How far around the spot?"),
        coerce=int,
        empty_value=None,
        required=False,
        initial=_RADIUS_AT_FIRST,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["radius"].choices = [(metres, _("%(metres)s metres") % {"metres": metres}) for metres in RADII]
        self._candidates = self._found()
        if len(self._candidates) > 1:
            fields["choice"].choices = list(self._candidates.items())
        else:
            del self.fields["choice"]

    @classmethod
    def of(cls, request: HttpRequest) -> "PlaceForm":
        """The form as the address of the page fills it; unfilled, it stands at the reader's own neighbourhood."""
        if any(request.GET.get(name) for name in _ASKED):
            return cls(request.GET)
        own = request.user.home_area if request.user.is_authenticated and "area" not in request.GET else None
        return cls({"area": own.slug}) if own else cls()

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
            data["place"] = self._around(
                self._chosen(spot, data.get("choice", "")), data.get("radius") or _RADIUS_AT_FIRST
            )
        return data

    def _around(self, spot: Spot | None, radius: int) -> Place:
        if spot is None or spot.latitude is None or spot.longitude is None:
            return Place()
        circle = circle_of(spot.latitude, spot.longitude, radius)
        if circle is None or not areas_at(circle.lat, circle.lon):
            self.add_error("spot", _("This spot is outside the city. Choose one inside it."))
        return Place(circle=circle, spot=spot.address or nearest_street(spot.latitude, spot.longitude) or "")

    def _found(self) -> dict[str, str]:
        """What a typed address may mean: "lat,lon" → words. Empty when a point is given."""
        if not self.is_bound or self.data.get("spot_lat") or self.data.get("spot_lon"):
            return {}
        found = search(str(self.data.get("spot_address", "")), limit=6)
        return {f"{each.lat},{each.lon}": ", ".join(filter(None, (each.text, each.area))) for each in found}

    def _chosen(self, spot: Spot, choice: str) -> Spot | None:
        """The spot with its point; None, and an error that says what to do, while it is not clear which one."""
        if spot.has_point:
            return spot
        if not self._candidates:
            self.add_error("spot", _("We do not know this address. Try the name of a street or a corner."))
            return None
        if len(self._candidates) == 1:
            choice = next(iter(self._candidates))
        if choice not in self._candidates:
            self.add_error("choice", _("Choose the place that you mean."))
            return None
        lat, lon = (float(part) for part in choice.split(","))
        return Spot(self._candidates[choice], lat, lon)


class WishForm(forms.Form):
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

    def __init__(self, *args: Any, guest: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not guest:
            del self.fields["email"]
