"""What to put on the round, and where it begins."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.places.search import search
from parvis.kernel.ui.forms import Spot, SpotField
from parvis.services.rounds.engine.route import Point
from parvis.services.rounds.rules import TAKEN_AT_ONCE, Take

TAKE_WORDS = {
    Take.URGENT: gettext_lazy("Those whose promise ends first"),
    Take.OLDEST: gettext_lazy("The oldest"),
    Take.NEAREST: gettext_lazy("The nearest"),
}


class StartForm(forms.Form):
    """Where the round begins."""

    spot = SpotField(
        label=gettext_lazy("Where do you begin?"),
        help_text=gettext_lazy("The stops are put in walking order from there."),
        required=False,
    )

    def clean_spot(self) -> Point | None:
        """A point in degrees; None where nothing was said."""
        spot = self.cleaned_data.get("spot")
        if not isinstance(spot, Spot) or not (spot.has_point or spot.address):
            return None
        if spot.latitude is not None and spot.longitude is not None:
            return spot.latitude, spot.longitude
        found = search(spot.address, limit=1)
        if not found:
            raise forms.ValidationError(_("We do not know this address. Try the name of a street."))
        return found[0].lat, found[0].lon


class TakeForm(StartForm):
    """Some reports at once."""

    how = forms.ChoiceField(
        label=gettext_lazy("Which reports?"),
        choices=[(each.value, words) for each, words in TAKE_WORDS.items()],
        initial=Take.URGENT.value,
        widget=forms.RadioSelect,
    )
    number = forms.IntegerField(
        label=gettext_lazy("How many?"), min_value=1, max_value=TAKEN_AT_ONCE, initial=10
    )
    field_order = ["how", "number", "spot"]
