"""What the public desk does with a message; and the phone that the demo plays."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from parvis.kernel.places.search import search
from parvis.services.reports.contracts import offered
from parvis.services.sms.rules import Place


class AnswerForm(forms.Form):
    """A few words to whoever wrote."""

    words = forms.CharField(
        label=_("Your answer"), max_length=250, widget=forms.Textarea({"rows": 2, "autocomplete": "off"})
    )


class ReportForm(forms.Form):
    """What it is about, and where: the address as the search knows it."""

    kind = forms.ChoiceField(label=_("What is it about?"))
    address = forms.CharField(label=_("Where is it?"), max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds: Any = self.fields["kind"]
        kinds.choices = [(each.slug, each.name) for each in offered()]

    def clean_address(self) -> Place:
        """The one place that is meant."""
        found = search(self.cleaned_data["address"], limit=1)
        if not found:
            raise forms.ValidationError(
                _("We do not know this address. Try a street and number, or a corner.")
            )
        return Place(found[0].text, found[0].lat, found[0].lon)


class PhoneForm(forms.Form):
    """A message as somebody would send it."""

    phone = forms.RegexField(
        r"^\+[1-9][0-9]{6,14}$",
        label=_("From this phone"),
        widget=forms.TextInput({"dir": "ltr", "inputmode": "tel"}),
        error_messages={"invalid": _("Write the number with its country, as in +16175550142.")},
    )
    words = forms.CharField(label=_("Your message"), max_length=480, widget=forms.Textarea({"rows": 2}))
