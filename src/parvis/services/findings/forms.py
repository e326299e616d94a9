"""What was found."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.kernel.people.models import Organisation
from parvis.kernel.ui.forms import DateInput, PhotographsField
from parvis.services.defects.contracts import OUTCOME_WORDS, Choices, Offer, Outcome
from parvis.services.reports.contracts import WORDS_AT_MOST


class FindingForm(forms.Form):
    """What somebody found at one stop. What an outcome needs the page's script shows, and the action checks."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What did you find?"),
        choices=[(each.value, OUTCOME_WORDS[each]) for each in Outcome],
        widget=forms.RadioSelect,
    )
    office = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("To which office does it belong?"),
        help_text=gettext_lazy("Only if it belongs to another office."),
        to_field_name="slug",
        required=False,
    )
    day = forms.DateField(
        label=gettext_lazy("On which day will it be done?"),
        help_text=gettext_lazy("Only if the work is planned."),
        widget=DateInput,
        required=False,
    )
    defect = forms.ChoiceField(label=gettext_lazy("What is broken?"), required=False)
    priority = forms.ChoiceField(label=gettext_lazy("How urgent is it?"), required=False)
    words = forms.CharField(
        label=gettext_lazy("Your words"),
        help_text=gettext_lazy("Everyone can read this, except a note for the office."),
        max_length=WORDS_AT_MOST,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    before = PhotographsField(label=gettext_lazy("Photograph before the work"), required=False, at_most=1)
    after = PhotographsField(label=gettext_lazy("Photograph after the work"), required=False, at_most=1)
    key = forms.CharField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput)
    looked_at = forms.DateTimeField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, choices: Choices, office: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        others = Organisation.objects.filter(is_partner=False).exclude(slug=office).order_by("slug")
        fields["office"].queryset = others
        self._offer("defect", choices.defects)
        self._offer("priority", choices.priorities)

    def _offer(self, name: str, offers: tuple[Offer, ...]) -> None:
        """What the office offers; what a phone chose before it was taken away still passes."""
        fields: dict[str, Any] = self.fields
        chosen = str(self.data.get(name, "")) if self.is_bound else ""
        known = [(each.id, each.words) for each in offers]
        gone = [(chosen, chosen)] if chosen and chosen not in dict(known) else []
        if known or gone:
            fields[name].choices = [("", _("Nothing chosen")), *known, *gone]
        else:
            del fields[name]
