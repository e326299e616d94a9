"""Forms of storms: what happened, how much more time; and why it ends."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from parvis.kernel.people.rules import new_public_id
from parvis.kernel.places.queries import neighbourhoods
from parvis.services.storms.actions import Wish
from parvis.services.storms.queries import promised_kinds
from parvis.services.storms.rules import DAYS_AT_MOST, TITLE_AT_MOST


class StormForm(forms.Form):
    """What hit the city, what it delays, by how much, until when and why."""

    title = forms.CharField(
        label=gettext_lazy("What happened?"),
        help_text=gettext_lazy("Such as: the storm of 12 March. Everyone reads it beside their report."),
        max_length=TITLE_AT_MOST,
    )
    categories = forms.MultipleChoiceField(
        label=gettext_lazy("What takes longer?"),
        help_text=gettext_lazy("Choose nothing for everything."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    area = forms.ChoiceField(label=gettext_lazy("Where?"), required=False)
    days = forms.IntegerField(
        label=gettext_lazy("How many working days more?"), min_value=1, max_value=DAYS_AT_MOST
    )
    last_day = forms.DateField(
        label=gettext_lazy("For what is reported until"),
        help_text=gettext_lazy("At most a month from today. What is open now gets the days, too."),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why so much time?"),
        help_text=gettext_lazy("Everyone can read this."),
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
    )

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"initial": {"key": new_public_id()}, **options})
        fields: dict[str, Any] = self.fields
        fields["categories"].choices = sorted(promised_kinds().items(), key=lambda pair: pair[1])
        areas = sorted(
            ((slug, each.name) for slug, each in neighbourhoods().items()), key=lambda pair: pair[1]
        )
        fields["area"].choices = [("", gettext_lazy("The whole city")), *areas]

    def wish(self) -> Wish:
        """What was asked for."""
        return Wish(**{name: value for name, value in self.cleaned_data.items() if name != "key"})


class EndForm(forms.Form):
    """Why it ends."""

    reason = forms.CharField(
        label=gettext_lazy("Why does it end before its time?"),
        help_text=gettext_lazy("Everyone can read this."),
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
    )
