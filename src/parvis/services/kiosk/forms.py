"""What is asked at a kiosk, and of whoever puts one up."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.services.counter.contracts import NO_TRACE, ThingForm
from parvis.services.kiosk.rules import NAME_AT_MOST


class KioskForm(ThingForm):
    """What somebody tells at a kiosk; the category was chosen before."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = self.fields["words"]
        words.label = _("Describe it in your own words")
        words.help_text = _("Everyone can read this. Leave out names, number plates and phone numbers.")
        self.order_fields(["spot", "choice", *[name for name in self.fields if name.startswith("q_")]])


class NewKioskForm(forms.Form):
    """Where the screen stands."""

    name = forms.CharField(
        label=gettext_lazy("Where does it stand?"),
        help_text=gettext_lazy("Such as: Central Library, ground floor"),
        max_length=NAME_AT_MOST,
    )
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)


class OpeningForm(forms.Form):
    """The code that makes this device a kiosk."""

    code = forms.CharField(
        label=gettext_lazy("Opening code"),
        help_text=gettext_lazy("An official of the city makes it, and it opens one kiosk."),
        max_length=30,
        widget=forms.TextInput({"dir": "ltr", **NO_TRACE}),
    )
